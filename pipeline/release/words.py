"""The words of the page of a release in its language; in English where the language has none."""

from __future__ import annotations

from babel.numbers import format_decimal
from babel.units import format_unit

from pipeline import languages
from pipeline.wording.locale import locale


def word(lang: str, name: str, **values: str) -> str:
    """Return a word of the page, its `{slots}` filled; KeyError for a name that English has not."""
    own = languages.part(lang, "release")
    text = str(own[name] if name in own else languages.part("en", "release")[name])
    return text.format(**values) if values else text


def is_english(lang: str) -> bool:
    """Return whether the words of a page in another language are English."""
    return languages.primary(lang) != "en" and not languages.has(lang, "release")


def number(value: int, lang: str) -> str:
    """Return a number as the language writes it."""
    return str(format_decimal(value, locale=locale(lang)))


def size(count: int, lang: str) -> str:
    """Return a number of bytes in the unit that a reader compares, never as none: `1.2 MB`, `1 kB`."""
    if count >= 1_000_000:
        amount, unit = round(count / 1_000_000, 1), "digital-megabyte"
    else:
        amount, unit = max(1, round(count / 1_000)), "digital-kilobyte"
    return str(format_unit(amount, unit, "short", locale=locale(lang)))
