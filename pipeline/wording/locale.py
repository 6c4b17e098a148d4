"""The CLDR locale of a language tag, and the choices of style that CLDR leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError

from pipeline import languages


@cache
def locale(lang: str) -> Locale:
    """Return the CLDR locale of a BCP 47 tag, of its language alone, or English."""
    for tag in (lang, languages.primary(lang)):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def style(lang: str) -> Mapping[str, Any]:
    """Return the choices of style for a language tag: its region's if it has some."""
    ways: Mapping[str, Any] = languages.part(lang, "numbers")["style"]
    return ways
