"""The words of a language that tell how its numbers belong together, as patterns; none if it has none."""

from __future__ import annotations

import re
from functools import cache

from pipeline import languages
from pipeline.discourse.language import NEVER


@cache
def rule(lang: str, table: str, key: str) -> re.Pattern[str]:
    """Return an entry that is one pattern."""
    data = languages.part(lang, "arithmetic")
    return re.compile(data[table][key], re.IGNORECASE) if data else NEVER


@cache
def values(lang: str, table: str, key: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the entries of a table of patterns, each with its value; of the longest first."""
    data = languages.part(lang, "arithmetic")
    if not data:
        return ()
    entries = sorted(data[table][key].items(), key=lambda entry: len(entry[0]), reverse=True)
    return tuple((re.compile(text, re.IGNORECASE), str(value)) for text, value in entries)


@cache
def rule_words(lang: str, table: str, key: str) -> frozenset[str]:
    """Return the words of a list."""
    data = languages.part(lang, "arithmetic")
    return frozenset(data[table][key]) if data else frozenset()
