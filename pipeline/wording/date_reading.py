"""The dates in a text, read with the language's own months and order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.dates import PartialDate
from pipeline.wording.date_forms import date_pattern, month_names
from pipeline.wording.folding import fold


@dataclass(frozen=True, slots=True)
class DateToken:
    """A date in a text; the year is None if the text omits it."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None


def dates(text: str, lang: str) -> Iterator[DateToken]:
    """Yield the dates in a text in order; `1955–63` gives both of its years."""
    for match in date_pattern(lang).finditer(text):
        part = match.groupdict()
        if part["iso"]:
            numbers = [int(piece) for piece in part["iso"].split("-")]
            year, month, day = (*numbers, None, None)[:3]
            yield DateToken(match.start(), match.end(), year, month, day)
        elif part["year"]:
            yield DateToken(match.start(), match.end(), int(part["year"]), None, None)
            if part["short"]:
                second = _end_of_span(int(part["year"]), int(part["short"][-2:]))
                yield DateToken(match.start(), match.end(), second, None, None)
        else:
            yield _read_form(match, part, lang)


def _end_of_span(first: int, digits: int) -> int:
    """Return the second year of `1955–63`; in `1998–02` it is of the next century, which is nearer."""
    second = first - first % 100 + digits
    return second + 100 if first - second > 50 else second


def _read_form(match: re.Match[str], part: Mapping[str, str | None], lang: str) -> DateToken:
    """Return the date of a form: the fields of the one form that matched."""
    fields = {name[0]: text for name, text in part.items() if text and name[1:].isdigit()}
    month = int(fields["n"]) if "n" in fields else None
    if "m" in fields:
        month = {fold(name): number for name, number in month_names(lang).items()}[fold(fields["m"])]
    day = re.sub(r"\D", "", fields.get("d", ""))
    year = fields.get("y")
    return DateToken(
        match.start(), match.end(), int(year) if year else None, month, int(day) if day else None
    )


def partial(token: DateToken) -> PartialDate | None:
    """Return a date token as a date, or None if it has no year or does not exist."""
    if token.year is None:
        return None
    parts = [f"{token.year:04d}", *(f"{part:02d}" for part in (token.month, token.day) if part)]
    try:
        return PartialDate.parse("-".join(parts))
    except ValueError:
        return None
