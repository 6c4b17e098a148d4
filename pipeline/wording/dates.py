"""Dates as text in a language, only as precise as they are known."""

from __future__ import annotations

from babel.dates import format_date, format_skeleton

from pipeline.model.dates import PartialDate, When
from pipeline.wording.locale import locale, style
from pipeline.wording.terms import term


def date_text(date: PartialDate | When, lang: str) -> str:
    """Return a date or an interval in words: `11 November 1991`, `May 1965`, `1955–1963`."""
    if isinstance(date, PartialDate):
        return _one(date, lang)
    if date.open:
        return term(lang, "since", date=_one(date.start, lang))
    if date.end is None:
        return _one(date.start, lang)
    return str(style(lang)["range"]).format(start=_one(date.start, lang), end=_one(date.end, lang))


def _one(date: PartialDate, lang: str) -> str:
    ways, cldr = style(lang), locale(lang)
    if date.month is None:
        return str(date.year)
    if date.day is None:
        if "month" in ways:
            return format_date(date.first, ways["month"], locale=cldr)
        return format_skeleton("yMMMM", date.first, locale=cldr)
    text = format_date(date.first, ways.get("day", "long"), locale=cldr)
    if date.day == 1 and "first-day" in ways:
        return text.replace("1", ways["first-day"], 1)
    return text
