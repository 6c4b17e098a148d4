"""Pictures of facts, cut from the pages of finished PDFs where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.parity.proof import FactReading, Proof
from pipeline.pdfium.pages import Box, Pages, Word

# The pixels of a page's width, and the margin around words in shares of the page.
_WIDTH = 1_000
_ABOVE, _BESIDE = 0.006, 0.12
# Lines that a picture shows at most, in heights of a letter.
_LINES = 9
_WORDS = re.compile(r"[^\W_]+")
# Words before a fact that tell it from the same words elsewhere on the page.
_CONTEXT = 3


def pictures(proof: Proof, data: bytes) -> Mapping[int, bytes]:
    """Return a PNG for each fact of a PDF, by its number in the proof, if its words are on the page."""
    pages = Pages(data)
    facts_in_order = sorted(enumerate(proof.facts), key=lambda each: each[1].spot)
    result: dict[int, bytes] = {}
    for spot, group in groupby(facts_in_order, key=lambda each: each[1].spot):
        if not 1 <= spot <= len(pages.sizes):
            continue
        words = pages.words(spot - 1)
        places = dict(boxes(tuple(group), words))
        cuttings = pages.cuttings(spot - 1, tuple(places.values()), _WIDTH)
        result.update(zip(places, cuttings, strict=True))
    return result


def boxes(facts: Sequence[tuple[int, FactReading]], words: Sequence[Word]) -> Iterator[tuple[int, Box]]:
    """Yield the box of each fact that stands among the words of a page."""
    texts = [each.text.casefold() for each in words]
    for number, fact in facts:
        own = _tokens(fact.words)
        before = _tokens(fact.before)[-_CONTEXT:]
        # The first token may be the end of a word that the context cuts.
        for context in (before, before[1:], ()):
            start = _find(texts, (*context, *own))
            if own and start is not None:
                first = start + len(context)
                yield number, _around(words[first : first + len(own)])
                break


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(each.casefold() for each in _WORDS.findall(text))


def _find(texts: Sequence[str], row: Sequence[str]) -> int | None:
    length = len(row)
    for start in range(len(texts) - length + 1):
        if texts[start] == row[0] and list(texts[start : start + length]) == list(row):
            return start
    return None


def _around(words: Sequence[Word]) -> Box:
    """Return a box around words, of the first lines if they are many, with what stands beside them."""
    limit = words[0].y + _LINES * words[0].height
    part = [each for each in words if words[0].y - words[0].height < each.y < limit]
    start, end = min(each.x for each in part), max(each.x + each.width for each in part)
    top, bottom = min(each.y for each in part), max(each.y + each.height for each in part)
    return (
        max(0.0, start - _BESIDE),
        max(0.0, top - _ABOVE),
        min(1.0, end + _BESIDE),
        min(1.0, bottom + _ABOVE),
    )
