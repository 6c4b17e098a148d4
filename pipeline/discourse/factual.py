"""The numbers and dates that a sentence states, if they are facts and not parts of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pipeline import languages
from pipeline.discourse.amounts import amounts
from pipeline.discourse.readings import SPACE, DateReading, Rules, Token, rules_of
from pipeline.discourse.sentences import Sentence
from pipeline.model.dates import PartialDate, When
from pipeline.wording import date_reading, number_reading
from pipeline.wording.date_forms import month_names
from pipeline.wording.folding import fold
from pipeline.wording.nearby import before

_DAYS = re.compile(rf"(?<![\w.,])(\d{{1,2}})\.?{SPACE}?(?:–|-|--|—|[a-zà]+){SPACE}?$")


_WORD = re.compile(r"[^\W\d_]{2,}")


def factual(sentence: Sentence, lang: str) -> tuple[Token, ...]:
    """Return the numbers and dates of a sentence in order."""
    return read(sentence.text, lang)


@cache
def read(text: str, lang: str) -> tuple[Token, ...]:
    """Return the numbers and dates of a text in order."""
    if not any(character.isdigit() for character in text) and not _has_words(text, lang):
        return ()
    dates = _with_years(_intervals(text, list(_dates(text, lang)), lang))
    spans = [(each.start, each.end) for each in dates]
    era = rules_of(lang).era
    others = [
        each
        for each in amounts(text, lang)
        if not any(a < each.end and each.start < b for a, b in spans)
        and not (each.kind == "count" and era.match(text, each.end))
    ]
    return tuple(sorted((*dates, *others), key=lambda token: token.start))


def _has_words(text: str, lang: str) -> bool:
    """Return whether a text has numbers or months without digits; quick, may err to yes."""
    rules = number_reading.grammar(lang)
    return any(fold(word) in rules.numerals for word in re.findall(r"[^\W\d_]+", text))


def _dates(text: str, lang: str) -> Iterator[Token]:
    rules = rules_of(lang)
    decades = list(rules.decade.finditer(text))
    for match in decades:
        year = int(match["year"])
        when = When(PartialDate(year), PartialDate(year + 9))
        reading = DateReading(when, "stated", part=(match["part"] or "").lower(), decade=True)
        yield Token("date", match.start(), match.end(), match.group(), reading)
    spans = [match.span() for match in decades]
    last: tuple[Token, DateReading] | None = None
    for date in date_reading.dates(text, lang):
        if any(a <= date.start < b for a, b in spans) or _is_no_date(text, date, lang):
            continue
        start, first_day = _opening(text, date)
        bare = date.month is None and date.day is None
        if bare and last is not None and last[0].start == date.start and last[1].when is not None:
            # `1955–63` gives both of its years.
            assert date.year is not None
            when = When(last[1].when.start, PartialDate(date.year))
            last = (replace(last[0], reading=replace(last[1], when=when)), replace(last[1], when=when))
            yield last[0]
            continue
        part = rules.part.search(before(text, start))
        reading = DateReading(
            _when(date, first_day),
            "missing" if date.year is None else "stated",
            date.month,
            date.day,
            part["part"].lower() if part else "",
        )
        last = (Token("date", start, date.end, text[start : date.end], reading), reading)
        yield last[0]


def _is_no_date(text: str, date: date_reading.DateToken, lang: str) -> bool:
    """Return whether a number only looks like a date: `more than 2000 people`, `Room 1850`."""
    if date.month is not None:
        # `may 5` is a verb; a month in the text's language that is also a word has a capital there.
        names = [word for word in _WORD.findall(text[date.start : date.end]) if fold(word) in _months(lang)]
        return languages.primary(lang) == "en" and any(word.islower() for word in names)
    if rules_of(lang).era.match(text, date.end):
        return True  # `in 500 BC`: no year that the calendar of dates has
    near = before(text, date.start)
    if rules_of(lang).part.search(near):
        return False  # `mid-1990`
    if rules_of(lang).counter.match(text, date.end):
        return True
    if rules_of(lang).more.search(near) or re.search(r"[$€£¥#]\s?$|[A-Za-z]-$", near):
        return True
    word = re.search(rf"([^\W\d_]+)\.?{SPACE}$", near)
    return word is not None and word.group(1).lower() in rules_of(lang).names


@cache
def _months(lang: str) -> frozenset[str]:
    return frozenset(fold(name) for name in month_names(lang))


def _opening(text: str, date: date_reading.DateToken) -> tuple[int, int | None]:
    """Return the start of a date, and its first day: `5–6 July 1997` begins with the 5."""
    if date.day is None or not text[date.start].isdigit():
        return date.start, None
    match = _DAYS.search(before(text, date.start))
    if match is None or not 1 <= int(match.group(1)) < date.day:
        return date.start, None
    return date.start - (len(match.string) - match.start()), int(match.group(1))


def _when(date: date_reading.DateToken, first_day: int | None) -> When | None:
    end = date_reading.partial(date)
    if end is None:
        return None
    if first_day is None:
        return When(end)
    return When(PartialDate(end.year, end.month, first_day), end)


def _intervals(text: str, tokens: list[Token], lang: str) -> list[Token]:
    """Join two dates with `to` between them into one interval, and the two years of `1955–63`."""
    rules = rules_of(lang)
    result: list[Token] = []
    for token in tokens:
        if result and result[-1].start == token.start:
            result[-1] = token
            continue
        last = result[-1] if result else None
        if last is not None and (pair := _pair(text, last, token, rules)) is not None:
            result[-1] = pair
            continue
        result.append(token)
    return result


def _pair(text: str, earlier: Token, token: Token, rules: Rules) -> Token | None:
    gap = text[earlier.end : token.start]
    inside = rules.through.fullmatch(gap) or (
        rules.conjunction.fullmatch(gap) and rules.between.search(before(text, earlier.start))
    )
    first, second = earlier.reading, token.reading
    if not inside or not isinstance(first, DateReading) or not isinstance(second, DateReading):
        return None
    if second.when is None or (first.when is not None and first.when.end is not None and not first.decade):
        return None
    start = first.when.start if first.when else _in_year(first, second.when.start.year)
    end = second.when.end or second.when.start
    if start is None:
        return None
    reading = DateReading(When(start, end), "stated", part=first.part)
    return Token("date", earlier.start, token.end, text[earlier.start : token.end], reading)


def _in_year(reading: DateReading, year: int) -> PartialDate | None:
    parts = [f"{year:04d}", *(f"{part:02d}" for part in (reading.month, reading.day) if part)]
    try:
        return PartialDate.parse("-".join(parts))
    except ValueError:
        return None


def _with_years(tokens: list[Token]) -> list[Token]:
    """Give a date without a year the year of the date before it in the sentence, else of the next one."""
    years = [_year_of(token) for token in tokens]
    behind = _next_years(years)
    last: int | None = None
    out = []
    for token, own, next_year in zip(tokens, years, behind, strict=True):
        reading = token.reading
        if isinstance(reading, DateReading) and reading.year == "missing":
            year = next_year if last is None else last
            when = None if year is None else _in_year(reading, year)
            if when is not None:
                reading = replace(reading, when=When(when), year="inherited")
                token = replace(token, reading=reading)
        out.append(token)
        last = last if own is None else own
    return out


def _next_years(years: list[int | None]) -> list[int | None]:
    """Return for each place the first year from it on."""
    result: list[int | None] = []
    for year in reversed(years):
        result.append(year if year is not None or not result else result[-1])
    return result[::-1]


def _year_of(token: Token) -> int | None:
    reading = token.reading
    if not isinstance(reading, DateReading) or reading.when is None or reading.decade:
        return None
    return (reading.when.end or reading.when.start).year
