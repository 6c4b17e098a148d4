"""Offices in a language: titles, the states they belong to, and fields of boxes that name their holders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline import languages
from pipeline.wording.patterns import any_of


def office_data(lang: str) -> Mapping[str, Any]:
    """Return the data on offices of a language, or those common to every language."""
    return languages.part(lang, "offices")


@cache
def _state_words(lang: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    names = {word: state for state, words in office_data(lang)["states"].items() for word in words}
    pattern = re.compile(rf"(?<![\w.])(?:{any_of(names)})(?:[’']s)?(?!\w)")
    return pattern, names


def states(text: str, lang: str) -> tuple[tuple[int, int, str], ...]:
    """Return the states named in a text: the bounds of each, and the adjective of its offices."""
    pattern, names = _state_words(lang)
    spans = []
    for match in pattern.finditer(text):
        word = match.group()
        name = word if word in names else re.sub(r"[’']s$", "", word)
        spans.append((match.start(), match.end(), names[name]))
    return tuple(spans)


def office_name(state: str, title: str, lang: str) -> str:
    """Return an office as the ledger names it: `U.S. ambassador`, `Ambassadeur (France)`.

    The title stands alone without a state.
    """
    begin = title[:1].upper() + title[1:]
    return (
        str(office_data(lang)["of-state"]).format(state=state, title=title, Title=begin) if state else begin
    )
