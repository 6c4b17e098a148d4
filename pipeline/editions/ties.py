"""Spaces without line breaks: between a day and its month, and a number and the word for its scale."""

from __future__ import annotations

import re
from collections.abc import Container

from pipeline import languages
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.wording.date_forms import month_names

TIE = "\N{NO-BREAK SPACE}"
_ENDS_WITH_DAY = re.compile(r"(?:^|\W)\d{1,2}(?:st|nd|rd|th|er|\.)?$")
_BEGINS_WITH_DAY = re.compile(r"\d{1,2}(?!\d)")
_ENDS_WITH_NUMBER = re.compile(r"\d$")
_WORD = re.compile(r"[^\W\d_]+")
# No name of a month is longer: so the search at the end of a word is short.
_LONGEST = 40
_LAST_WORD = re.compile(r"[^\W\d_]+\.?$")


def tie(blocks: n.Blocks, lang: str) -> n.Blocks:
    """Replace spaces that must not break in the text of blocks by ties."""
    scales = {word for scale in languages.part(lang, "numbers").get("scale", ()) for word in scale["words"]}
    return _Tier(month_names(lang), scales).blocks(blocks)


class _Tier(walk.Rebuild):
    """Replaces spaces between words that belong together, within a run of text or a binding."""

    def __init__(self, months: Container[str], scales: Container[str]) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.months = months
        self.scales = scales

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines with their ties."""
        result: list[n.Inline] = []
        for item in super().inlines(items):
            if (
                isinstance(item, n.Str)
                and len(result) > 1
                and isinstance(result[-1], n.Space | n.SoftBreak)
                and isinstance(before := result[-2], n.Str)
                and self.ties(before.text, item.text)
            ):
                result[-1] = n.Str(TIE, at=result[-1].at)
            result.append(item)
        return tuple(result)

    def ties(self, before: str, after: str) -> bool:
        """Return whether two words are a day and its month, in either order, or a number and its scale."""
        word = _WORD.match(after)
        if word and word.group() in self.scales and _ENDS_WITH_NUMBER.search(before):
            return True
        if word and word.group().lower() in self.months and _ENDS_WITH_DAY.search(before):
            return True
        last = _LAST_WORD.search(before[-_LONGEST:])
        month = last is not None and last.group().lower().rstrip(".") in self.months
        return month and _BEGINS_WITH_DAY.match(after) is not None
