"""Sentences with what they state: numbers, dates, and the words that tell what these are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline import languages
from pipeline.against.pieces import Kind
from pipeline.discourse.factual import read
from pipeline.discourse.readings import AmountReading, DateReading, Token
from pipeline.facts.candidates import is_small
from pipeline.facts.words import content, own_clause
from pipeline.model.dates import PartialDate, When
from pipeline.model.diagnostics import Place
from pipeline.model.facts import Fact
from pipeline.wording.number_reading import grammar
from pipeline.wording.patterns import any_of

SHORT = 60
"""A sentence of fewer letters is told of by those beside it too."""
_BESIDE = 40
STEM = 6
"""Letters of a word by which it is compared: endings differ."""
_SPACES = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\t": " ", "\u2011": "-"}
)
_GROUPS = re.compile(r"(?<![\d.,\w])\d{1,3}(?P<rest>(?:(?P<space>[ \u00a0\u202f\u2009])\d{3})+)(?![\d\w])")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+|\bdoi:\S+|\bISBN[ \d-]+", re.IGNORECASE
)
_BRACKET_NUMBER = re.compile(
    r"(?<=[;:,.] )\(?\d{1,2}\)(?=\s)|(?<=and )\(?\d{1,2}\)(?=\s)"
    r"|\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]|(?<=[\w.,)”\"])[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
)
_CITATION = re.compile(
    r"[“\"‘]?[^\W\d_a-z][^()]{1,120}?,? (?:n\.d\.|[nos]\.[ ]?[aod]\.|(?:1[5-9]|20)\d\d)(?:-?[a-z])?"
    r"(?:, (?:n\.d\.|(?:1[5-9]|20)\d\d)(?:-?[a-z])?)*(?:[,:] [^()]{1,40})?"
)
_NUMERIC_DATE = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:1[5-9]|20)\d\d)(?![\d/])"
)
_MARKER = re.compile(r"\s*(?:\(?\d{1,3}[.)]|[•–*-])\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A number or a date in a sentence; `others` are further readings of an ambiguous date, as 04/05/1998.

    A count in words, as `two`, is compared only where its sentence is that of the article.
    """

    kind: str
    start: int
    end: int
    text: str
    reading: DateReading | AmountReading
    is_small: bool = False
    others: tuple[DateReading, ...] = ()

    @property
    def readings(self) -> tuple[DateReading | AmountReading, ...]:
        """All readings."""
        return (self.reading, *self.others)


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A sentence, a cell or a fact with what it states; units are compared by identity.

    `context` are words beside it that tell what it is of. `number` is its place in the order of the text.
    """

    text: str
    statements: tuple[Statement, ...]
    kind: Kind | str
    lang: str
    number: int
    context: str = field(default="", repr=False)
    heading: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Own:
    """What the article has for a statement: the unit, the fact if one is bound, and the place."""

    unit: Unit = field(repr=False)
    statement: Statement
    fact: Fact | None
    place: Place


def plain(text: str, lang: str) -> str:
    """Return a text of the same length with plain spaces, and 2 400 with the language's mark of thousands."""
    group = (grammar(lang).groups or ("",))[0]

    def join(match: re.Match[str]) -> str:
        behind = text[match.end() : match.end() + 24]
        is_narrow = match["space"] != " "
        if not group or not (is_narrow or _scale_follows(behind, lang)):
            return match.group()
        return re.sub(r"\s", group, match.group())

    return _GROUPS.sub(join, text).translate(_SPACES)


def _scale_follows(text: str, lang: str) -> bool:
    return grammar(lang).scale.match(text) is not None


def without_citations(text: str) -> str:
    """Return a text of the same length with blanks for addresses, numbers of notes, and `(Leos 1997)`."""
    for pattern in (_ADDRESS, _BRACKET_NUMBER):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    if ";" in text and all(
        _CITATION.fullmatch(part.strip(" .")) and not _month_in(part) for part in text.split(";")
    ):
        return " " * len(text)
    return re.sub(r"[(\[]([^()\[\]]{3,400})[)\]]", _without_citation, text)


def _without_citation(match: re.Match[str]) -> str:
    parts = re.split(r"; ?", re.sub(r"^(?:see|e\.g\.|cf\.)[ ,]+", "", match.group(1)))
    is_citation = all(_CITATION.fullmatch(part.strip()) and not _month_in(part) for part in parts)
    return " " * len(match.group()) if is_citation else match.group()


def _month_in(text: str) -> bool:
    return re.search(r"\b\d{1,2}\.? [A-Z]|[A-Z][a-z]+ \d{1,2}, ", text) is not None


@cache
def statements(text: str, lang: str) -> tuple[Statement, ...]:
    """Return what a text states, in its order."""
    plain_text = without_citations(plain(text, lang))
    marker = _MARKER.match(plain_text)
    if marker and marker.end() < len(plain_text):
        plain_text = " " * marker.end() + plain_text[marker.end() :]
    numeric = tuple(_numeric_dates(plain_text, lang))
    result = list(numeric)
    for token in read(plain_text, lang):
        if any(each.start < token.end and token.start < each.end for each in numeric):
            continue
        if isinstance(token.reading, DateReading) and _is_vague(token.reading):
            continue
        result.append(
            Statement(token.kind, token.start, token.end, token.text, token.reading, _is_counted(token))
        )
    return tuple(sorted(result, key=lambda each: each.start))


def _is_counted(token: Token) -> bool:
    """Return whether a number is written as prose counts, in words: `two quarrels`."""
    return is_small(token) or (token.kind == "count" and not any(each.isdigit() for each in token.text))


def _is_vague(reading: DateReading) -> bool:
    """Return whether a date is a decade, or one that cannot be: nothing exact can differ from it."""
    return reading.decade or (reading.when is None and reading.month is None)


def _numeric_dates(text: str, lang: str) -> Iterator[Statement]:
    for match in _NUMERIC_DATE.finditer(text):
        first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
        orders = [(first, second), (second, first)]  # day and month
        if lang == "en-US":
            orders.reverse()
        if lang not in ("en",):
            orders = orders[:1]
        readings = [
            DateReading(When(PartialDate(year, month, day)), "stated", month, day)
            for day, month in dict.fromkeys(orders)
            if _is_day(year, month, day)
        ]
        if readings:
            yield Statement(
                "date", match.start(), match.end(), match.group(), readings[0], False, tuple(readings[1:])
            )


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        PartialDate.parse(f"{year:04d}-{month:02d}-{day:02d}")
    except ValueError:
        return False
    return True


def stems(text: str, lang: str) -> frozenset[str]:
    """Return the content words of a text by their first letters."""
    return frozenset(each[:STEM] for each in content(text, lang))


@cache
def _blank(text: str, statements_of: tuple[Statement, ...]) -> str:
    for each in statements_of:
        text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text


def keys_of(statement: Statement) -> frozenset[str]:
    """Return the years of a date, or the value of a number, as words by which sentences are compared."""
    match statement.reading:
        case DateReading(when=when):
            ends = (when.start, when.end) if when else ()
            return frozenset(f"={each.year}" for each in ends if each)
        case AmountReading(number=number):
            return frozenset({f"={number.value.normalize()}"})


def features(unit: Unit, statement: Statement | None) -> dict[str, float]:
    """Return the words that tell what a statement of a unit is of, each with its weight."""
    blank = _blank(plain(unit.text, unit.lang), unit.statements)
    result: dict[str, float] = {}

    def add(words: Sequence[str] | frozenset[str], weight: float) -> None:
        for each in words:
            result[each] = max(weight, result.get(each, 0.0))

    add(stems(blank, unit.lang), 0.6)
    is_short = len(stems(blank, unit.lang)) < 3
    add(stems(unit.context, unit.lang), 0.8 if is_short else 0.4)
    add(stems(unit.heading, unit.lang), 0.4 if is_short else 0.15)
    if statement is not None:
        first, last = own_clause(unit.text, statement.start, statement.end, unit.lang)
        add(stems(blank[first:last], unit.lang), 1.0)
        if statement.kind != "date":
            # The nearest words tell which of the numbers of a sentence it is.
            behind = blank[statement.end : min(last, statement.end + _BESIDE)]
            before = blank[max(first, statement.start - _BESIDE) : statement.start]
            words = (*content(behind, unit.lang)[:2], *content(before, unit.lang)[-2:])
            add([each[:STEM] for each in words], 1.4)
    near = nearest_date(unit, statement) if statement is not None else None
    for each in unit.statements:
        if each is not statement and not each.is_small:
            # The date beside a number is its own; others in the sentence are those of other numbers.
            add(keys_of(each), 1.2 if each is near else 0.3 if near and each.kind == "date" else 0.5)
    for each in statements(unit.context, unit.lang) if unit.context else ():
        add(keys_of(each), 0.4)
    return result


def nearest_date(unit: Unit, statement: Statement) -> Statement | None:
    """Return the date that stands nearest to a number, one behind it first, no other number between."""
    if statement.kind == "date":
        return None

    def distance(date: Statement) -> int:
        behind = date.start - statement.end
        return behind if behind >= 0 else 2 * (statement.start - date.end)

    amounts = [each.start for each in unit.statements if each.kind != "date" and each is not statement]
    near = [
        each
        for each in unit.statements
        if each.kind == "date"
        and not any(
            min(each.start, statement.start) < at < max(each.start, statement.start) for at in amounts
        )
    ]
    return min(near, key=distance, default=None)


@cache
def reference_heading(lang: str) -> re.Pattern[str]:
    """Return a pattern of the headings above lists of sources, in a language and in English."""
    words = {each for tag in ("en", lang) for each in languages.part(tag, "against")["headings"]}
    return re.compile(rf"\W*(?:[\d.]+\s+)?(?:{any_of(words)})\W*", re.IGNORECASE)


@cache
def source_line(lang: str) -> re.Pattern[str]:
    """Return a pattern of the beginning of a line that names sources, in a language and in English."""
    words = {each for tag in ("en", lang) for each in languages.part(tag, "against")["source-lines"]}
    return re.compile(rf"\W*(?:{any_of(words)})\s?:", re.IGNORECASE)
