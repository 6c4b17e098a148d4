"""Sentences: where one ends by the language's abbreviations, and what of its passage belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.discourse.passages import Binding, Citation, Kind, Passage, passages
from pipeline.model import nodes as n
from pipeline.wording.sentence_ends import ends

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is read, with the place of each character in the source, or None where it has none.

    `section` are the headings it stands under, `paragraph` counts passages. Positions of bindings, citations
    and quotations are in `text`.
    """

    text: str
    offsets: tuple[int | None, ...] = field(repr=False)
    section: tuple[str, ...]
    paragraph: int
    kind: Kind
    bindings: tuple[Binding, ...]
    citations: tuple[Citation, ...]
    quotes: tuple[tuple[int, int], ...]

    def at(self, start: int = 0, end: int | None = None) -> int | None:
        """Return where in the source the first placed character of a part stands."""
        return next((offset for offset in self.offsets[start:end] if offset is not None), None)

    def quoted(self, start: int, end: int) -> bool:
        """Tell whether a part stands in quotation marks."""
        return any(first <= start and end <= last for first, last in self.quotes)

    def bound(self, start: int, end: int) -> Binding | None:
        """Return the binding that a part stands in, wholly or partly."""
        return next((b for b in self.bindings if b.start < end and start < b.end), None)


def sentences(blocks: n.Blocks, lang: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in reading order."""
    return tuple(sentence for passage in passages(blocks, lang) for sentence in _of(passage, lang))


def _of(passage: Passage, lang: str) -> Iterator[Sentence]:
    whole = passage.kind == "heading"
    spans = [(0, len(passage.text))] if whole else list(spans_of(passage.text, lang))
    for number, (start, end) in enumerate(spans or [(0, 0)]):
        # What stands behind a full stop, a citation or an empty binding, belongs to what is before it.
        following = spans[number + 1][0] if number + 1 < len(spans) else len(passage.text) + 1
        yield Sentence(
            passage.text[start:end],
            passage.offsets[start:end],
            passage.section,
            passage.paragraph,
            passage.kind,
            tuple(
                Binding(b.fact, b.show, max(b.start, start) - start, min(b.end, end) - start)
                for b in passage.bindings
                if (b.start < end and start < b.end) or (b.start == b.end and start <= b.start < following)
            ),
            tuple(
                Citation(c.key, c.locator, min(c.position, end) - start)
                for c in passage.citations
                if start < c.position <= following or (number == 0 and c.position <= start)
            ),
            tuple(
                (max(a, start) - start, min(b, end) - start)
                for a, b in passage.quotes
                if a < end and start < b
            ),
        )


def spans_of(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a paragraph begin and end."""
    start = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        rest = text[match.end() :].lstrip()
        if not rest or match.start() < start:
            continue
        if ends(text[start : match.start()], match.group(), rest, lang):
            yield start, match.end()
            start = len(text) - len(rest)
    end = len(text.rstrip())
    if start < end:
        yield start, end
