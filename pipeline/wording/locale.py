"""The CLDR locale of a language tag, and the ways of writing that CLDR leaves to the house."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError

from pipeline.wording.terms import codes, language_data, primary


@cache
def locale(lang: str) -> Locale:
    """Return the CLDR locale of a BCP 47 tag, of its language alone, or English."""
    for tag in (lang, primary(lang)):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


@cache
def style(lang: str) -> Mapping[str, Any]:
    """Return the ways of writing of a language tag: its region's where it has some."""
    if has_data(lang):
        ways: dict[str, Any] = dict(language_data(lang)["style"])
        regions = {key: ways.pop(key) for key in list(ways) if isinstance(ways[key], dict)}
        region: dict[str, Any] = regions.get(lang.replace("_", "-").rpartition("-")[2].upper(), {})
        return ways | region
    return {}


@cache
def has_data(lang: str) -> bool:
    """Tell whether the language has a data file of its own."""
    return primary(lang) in codes("pipeline.wording", "languages")
