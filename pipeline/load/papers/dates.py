"""Dates in the ways people write them: ISO with a time, `January 5th, 2026`, `05.01.2026`, `Jan 2026`.

The day is never guessed: `01/05/2026` is the year alone, for it is two days.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.load.papers.draft import Draft, entries, fold_keys, plain_words, quote
from pipeline.model.dates import PartialDate
from pipeline.wording.locale import locale

_MOVING = re.compile(r"(?i)\\?\b(today|now|last[- ]modified|current)\b|sys\.(date|time)|format\(|\bnow\(")
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
_YEAR_LAST = re.compile(r"(\d{1,2})([/.-])\s*(\d{1,2})\2\s*(\d{4})")
_PART = re.compile(r"\d+|[^\W\d_]+")
# Words beside the day, the month and the year of a date that add nothing to it.
_FILL = frozenset({
    "st", "nd", "rd", "th", "of", "the", "de", "del", "d", "le", "la", "el", "den", "der", "on", "a", "o",
    "º", "ª", "er", "e", "am", "vom", "im", "in", "en", "day", "month", "year",
})  # fmt: skip


def read(text: str, lang: str) -> PartialDate | None:
    """Return the date in a text, as precise as it is certain; None if there is none."""
    text = " ".join(text.strip().strip("*_`\"'").split())
    if match := _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _date(*(int(part) if part else None for part in match.groups()))
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
        if match.group(2) == "." or first > 12 or first == second:
            return _date(year, second, first)
        return _date(year, first, second) if second > 12 else _date(year)
    return _parse_words(text, lang)


def is_ambiguous(text: str) -> bool:
    """Return whether a numeric date may be either of two days."""
    match = _YEAR_LAST.fullmatch(" ".join(text.split()))
    if match is None or match.group(2) == ".":
        return False
    first, second = int(match.group(1)), int(match.group(3))
    return first <= 12 and second <= 12 and first != second


def _parse_words(text: str, lang: str) -> PartialDate | None:
    """Read a date with the name of its month, in any order; or a year alone."""
    year = month = day = None
    for part in _PART.findall(text):
        name = _bare(part)
        if part.isdecimal() and len(part) == 4 and year is None:
            year = int(part)
        elif part.isdecimal() and len(part) <= 2 and day is None:
            day = int(part)
        elif month is None and (number := _months(lang).get(name)):
            month = number
        elif part.isdecimal() or (name not in _FILL and name not in _weekdays(lang)):
            return None
    return _date(year, month, day) if month or day is None else None


def _date(year: int | None, month: int | None = None, day: int | None = None) -> PartialDate | None:
    if year is None:
        return None
    parts = (f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None))
    try:
        return PartialDate.parse("-".join(parts))
    except ValueError:
        return None


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).rstrip(".")


@cache
def _months(lang: str) -> Mapping[str, int]:
    """Return the names of the months, whole and short, in a language and in English."""
    names: dict[str, int] = {"sept": 9}
    for each in ("en", lang):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                months = locale(each).months[context][width]
                names |= {_bare(name): number for number, name in dict(months).items() if _bare(name)}
    return names


@cache
def _weekdays(lang: str) -> frozenset[str]:
    widths = ("wide", "abbreviated")
    days = [locale(each).days["format"][width] for each in ("en", lang) for width in widths]
    return frozenset(_bare(name) for names in days for name in dict(names).values())


def adapt(draft: Draft, lang: str) -> None:
    """Convert `date` to the ISO form; an unreadable one is reported and left out.

    ReScience has it in `publication`, a form to be filled in: a fault in that one is not reported.
    """
    publication = draft.value.get("publication")
    if "date" not in draft.value and isinstance(publication, dict):
        keys = fold_keys(publication)
        days = (read(plain_words(keys.get(key)), lang) for key in ("published", "date"))
        day = next((each for each in days if each is not None), None)
        if day is not None:
            draft.set("date", str(day), "publication")
    value: Any = draft.value.get("date")
    if isinstance(value, dict):
        parts = fold_keys(value)
        value = next((parts[key] for key in ("published", "value", "date", "issued") if key in parts), value)
    value = entries(value)[0] if entries(value) else None
    if value is None:
        draft.value.pop("date", None)
        return
    text = plain_words(value)
    date = read(text, lang) if text else None
    if date is not None:
        draft.value["date"] = str(date)
        if is_ambiguous(text):
            hint = f"write the day as {date.year}-MM-DD; until then the year alone is taken"
            draft.warn("date-unread", f"the date {quote(text)} may be either of two days", ("date",), hint)
        return
    del draft.value["date"]
    if _MOVING.search(text):
        hint = "write the day as YYYY-MM-DD, or set SOURCE_DATE_EPOCH for the files alone"
        message = f"the date {quote(text)} changes with the day of the build, and is left out"
        draft.warn("date-unread", message, ("date",), hint)
    elif text:
        hint = "write it as YYYY-MM-DD"
        draft.warn("date-unread", f"the date {quote(text)} is not understood", ("date",), hint)
    else:
        draft.warn("date-unread", "the date is not one value", ("date",), "write it as YYYY-MM-DD")
