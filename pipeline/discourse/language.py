"""How a language tells of time, states, offices and values, as patterns from `languages/<code>.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.wording.terms import load_language


def data(lang: str) -> Mapping[str, Any]:
    """Return the data file of a language, or that of English."""
    return load_language("pipeline.discourse", "languages", lang)


@cache
def words(lang: str, table: str, key: str) -> re.Pattern[str]:
    """Return a pattern that finds any entry of a list as whole words."""
    entries = data(lang)[table][key]
    joined = "|".join(sorted(entries, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{joined})(?!\w)", re.IGNORECASE)


@cache
def pattern(lang: str, table: str, key: str, *, cased: bool = False) -> re.Pattern[str]:
    """Return an entry that is one pattern."""
    return re.compile(data(lang)[table][key], re.NOFLAG if cased else re.IGNORECASE)


@cache
def patterns(lang: str, table: str, key: str) -> tuple[re.Pattern[str], ...]:
    """Return a list of patterns; `{name}` in one is another entry of its table."""
    table_data = data(lang)[table]
    texts = [
        re.sub(r"\{([a-z]+)\}", lambda match: str(table_data[match[1]]), each) for each in table_data[key]
    ]
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)
