"""The rules of a language for time, states, offices and values, as patterns; none if it has no rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline import languages

NEVER = re.compile(r"(?!)")


def data(lang: str) -> Mapping[str, Any]:
    """Return the rules of a language, nothing if it has none."""
    return languages.part(lang, "discourse")


@cache
def words(lang: str, table: str, key: str) -> re.Pattern[str]:
    """Return a pattern that finds any entry of a list as whole words."""
    if not data(lang):
        return NEVER
    entries = data(lang)[table][key]
    alternatives = "|".join(sorted(entries, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?!\w)", re.IGNORECASE)


@cache
def pattern(lang: str, table: str, key: str, *, match_case: bool = False) -> re.Pattern[str]:
    """Return an entry that is one pattern."""
    return (
        re.compile(data(lang)[table][key], re.NOFLAG if match_case else re.IGNORECASE)
        if data(lang)
        else NEVER
    )


@cache
def patterns(lang: str, table: str, key: str) -> tuple[re.Pattern[str], ...]:
    """Return a list of patterns; `{name}` in one is another entry of its table."""
    if not data(lang):
        return ()
    table_data = data(lang)[table]
    texts = [
        re.sub(r"\{([a-z]+)\}", lambda match: str(table_data[match[1]]), each) for each in table_data[key]
    ]
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)
