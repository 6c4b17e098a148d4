"""The forms of dates in a language, CLDR's and its own, as one pattern for reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel.dates import get_month_names

from pipeline import languages
from pipeline.wording.locale import locale
from pipeline.wording.patterns import any_of

SPACES = " \u00a0\u202f\u2009"
YEAR = r"(?:1\d{3}|20\d{2})"
_GAP = rf"[{SPACES}\n]"
# The parts of a CLDR pattern: words in quotation marks, fields, and the characters between them.
_PART = re.compile(r"'(?P<quoted>[^']*)'|(?P<field>[A-Za-z])(?P=field)*|(?P<plain>[^A-Za-z']+)")
_FIELDS = frozenset("yMLd")
_SKELETONS = ("MMMMd", "yMMMM")
# The first sign of ideographs, before which a number needs no space.
_IDEOGRAPHS = "\u2e80"


@cache
def date_pattern(lang: str) -> re.Pattern[str]:
    """Return a pattern of the dates of a language.

    Its groups are `iso`, `year`, with `short` after it for the second year of `1955–63`, and those of forms:
    of the n-th `d<n>` is the day, `m<n>` the name of the month, `n<n>` its number, `y<n>` the year.
    """
    forms = [_expression(form, number, lang) for number, form in enumerate(_forms(lang))]
    years = rf"(?P<year>{YEAR})(?P<short>(?:[–-]|--)\d{{2}})?(?![\d\w]|[,.]\d|[{SPACES}]\d{{3}}\b)"
    iso = rf"(?P<iso>{YEAR}-(?:0[1-9]|1[0-2])(?:-\d{{2}})?)(?![\d-])"
    edge = r"(?<!\d)" if any(sign >= _IDEOGRAPHS for form in _forms(lang) for sign in form) else r"(?<!\w)"
    return re.compile(rf"{edge}(?:{'|'.join((iso, *forms, years))})", re.IGNORECASE)


@cache
def month_names(lang: str) -> dict[str, int]:
    """Return the numbers of the months by their names and abbreviations, in lower case and without stops."""
    months: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context=context, locale=locale(lang)).items():
                months.setdefault(name.lower().rstrip("."), number)
    own: dict[str, int] = languages.part(lang, "numbers")["reading"].get("months", {})
    return own | months


@cache
def _no_whole_name(lang: str) -> str:
    """Return a pattern that fails after the whole name of a month."""
    names = {
        *get_month_names("wide", context="format", locale=locale(lang)).values(),
        *get_month_names("wide", context="stand-alone", locale=locale(lang)).values(),
    }
    return "".join(rf"(?<!{re.escape(name)})" for name in sorted(names))


@cache
def _forms(lang: str) -> tuple[str, ...]:
    """Return the patterns for reading dates, the longest first: a part would hide the whole."""
    cldr = locale(lang)
    own = languages.part(lang, "numbers")["reading"].get("dates", ())
    skeletons = [str(cldr.datetime_skeletons[each].pattern) for each in _SKELETONS]
    forms = [*own, str(cldr.date_formats["long"].pattern), *skeletons, *_numeric(lang), *_only_year(lang)]
    fields = {form: {match["field"] for match in _PART.finditer(form)} - {None} for form in forms}
    readable = [form for form in forms if fields[form] <= _FIELDS]
    return tuple(sorted(dict.fromkeys(readable), key=lambda form: -len(fields[form])))


def _numeric(lang: str) -> Iterator[str]:
    """Yield the numeric form of dates if the day comes first and no other order can be meant."""
    form = str(locale(lang).datetime_skeletons["yMd"].pattern)
    order = "".join(match["field"] or "" for match in _PART.finditer(form))
    if order == "dMy" and languages.primary(lang) != "en":
        yield re.sub(r"d+", "d", re.sub(r"M+", "M", form)).rstrip(".")


def _only_year(lang: str) -> Iterator[str]:
    form = str(locale(lang).datetime_skeletons["y"].pattern)
    if form.strip(".") != "y":
        yield form


def _expression(form: str, number: int, lang: str) -> str:
    """Return a CLDR pattern as a regular expression; literals with spaces may lack their words."""
    before, *fields = _split(form)
    parts = [re.escape(before[1].strip())]
    for place, (field, literal) in enumerate(fields, 1):
        parts.append(_field(field, number, lang))
        if field[0] in "ML" and len(field) > 2 and not literal[:1].isalpha():
            # At the end of a date, the stop after a whole name ends the sentence.
            whole_names = _no_whole_name(lang) if place == len(fields) else ""
            parts.append(rf"(?![^\W\d_])(?:{whole_names}\.)?")
        parts.append(_joint(literal) if place < len(fields) else _end(literal.strip()))
    return "".join(parts)


def _split(form: str) -> list[tuple[str, str]]:
    """Return the fields of a CLDR pattern, each with the literal after it."""
    pieces = [("", "")]
    for match in _PART.finditer(form):
        if match["field"]:
            pieces.append((match.group(), ""))
        else:
            literal = match["plain"] if match["quoted"] is None else match["quoted"]
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + literal)
    return pieces


def _end(literal: str) -> str:
    """Return the pattern of the end of a date, which is optional except in scripts without spaces."""
    if not literal or literal[0] >= _IDEOGRAPHS:
        return re.escape(literal)
    return f"(?:{_GAP}*{re.escape(literal)})?"


def _joint(between: str) -> str:
    core = re.sub(r"\s+", lambda _: f"{_GAP}+", re.escape(between.strip()).replace("\\ ", " "))
    ways = [f"{_GAP}*{core}{_GAP}*"] if core else []
    if between != between.strip():
        ways.append(f"{_GAP}+")
    return f"(?:{'|'.join(ways)})" if ways else ""


def _field(field: str, number: int, lang: str) -> str:
    match field[0]:
        case "d":
            ordinal = any_of(languages.part(lang, "numbers")["reading"].get("ordinal", ()))
            return rf"(?P<d{number}>\d{{1,2}}(?:{ordinal})?)(?!\d)"
        case "y":
            return rf"(?P<y{number}>{YEAR})(?!\d)"
        case _ if len(field) < 3:
            return rf"(?P<n{number}>0?[1-9]|1[0-2])(?!\d)"
        case _:
            return rf"(?P<m{number}>{any_of(month_names(lang))})"
