"""Sentences: their ends by the language's abbreviations, and the parts of the passage that belong to each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, takewhile

from pipeline.discourse.passages import Binding, Citation, Kind, Passage, passages
from pipeline.model import nodes as n
from pipeline.wording.sentence_ends import NEAR, ends

# A quotation is closed by the marks of any language: none that opens one stands before a space.
_END = re.compile(r"[.!?…]+(?:[\"'”’“‘«»‹›)\]]|[ \u00a0\u202f][»›])*(?=\s)")
_WORD = re.compile(r"\s*(?=\S)")
# A longer one is no sentence, but numbers or names without an end: it is read in pieces, so that a search
# in a sentence takes no longer than the text is long.
LONGEST = 4_000
# The number of sentences in a paragraph at most, for searches among them.
MOST = 200


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence as it is read, with the offset of each character in the source, None for those without one.

    Sentences are compared by identity, so that they are cheap keys.

    `section` are the headings above it, `paragraph` counts passages. Positions of bindings, citations
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
        """Return the offset in the source of the first character of a part that has one."""
        return next((offset for offset in self.offsets[start:end] if offset is not None), None)

    def is_quoted(self, start: int, end: int) -> bool:
        """Return whether a part is within quotation marks."""
        return any(first <= start and end <= last for first, last in self.quotes)

    def find_binding(self, start: int, end: int) -> Binding | None:
        """Return the binding that contains or overlaps a part, or None."""
        return next((b for b in self.bindings if b.start < end and start < b.end), None)


def sentences(blocks: n.Blocks, lang: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in reading order."""
    return sentences_of(passages(blocks, lang), lang)


def sentences_of(texts: Iterable[Passage], lang: str) -> tuple[Sentence, ...]:
    """Return the sentences of passages in their order."""
    paragraphs = count(1)
    return tuple(sentence for each in texts for sentence in _of(each, lang, paragraphs))


def _of(passage: Passage, lang: str, paragraphs: Iterator[int]) -> Iterator[Sentence]:
    whole = passage.kind == "heading"
    pieces = _pieces(passage.text, 0, len(passage.text)) if whole else spans_of(passage.text, lang)
    spans = list(pieces) or [(0, 0)]
    bindings = _bindings(passage, spans)
    citations: list[list[Citation]] = [[] for _ in spans]
    starts = [start for start, _ in spans]
    for each in passage.citations:
        # A citation, or an empty binding, after a full stop belongs to the text before it.
        number = max(0, bisect_left(starts, each.position) - 1)
        start, end = spans[number]
        citations[number].append(Citation(each.key, each.locator, min(each.position, end) - start))
    quotes: list[list[tuple[int, int]]] = [[] for _ in spans]
    for first, last in passage.quotes:
        for number in _find_overlaps(spans, first, last):
            start, end = spans[number]
            quotes[number].append((max(first, start) - start, min(last, end) - start))
    paragraph = 0
    for number, (start, end) in enumerate(spans):
        if number % MOST == 0:
            paragraph = next(paragraphs)
        yield Sentence(
            passage.text[start:end],
            passage.offsets[start:end],
            passage.section,
            paragraph,
            passage.kind,
            tuple(bindings[number]),
            tuple(citations[number]),
            tuple(quotes[number]),
        )


def _bindings(passage: Passage, spans: Sequence[tuple[int, int]]) -> list[list[Binding]]:
    """Return the bindings of each sentence; an empty binding belongs to the sentence before it."""
    result: list[list[Binding]] = [[] for _ in spans]
    starts = [start for start, _ in spans]
    for each in passage.bindings:
        if each.start == each.end:
            last = bisect_right(starts, each.start) - 1
            numbers: Sequence[int] = [last] if last >= 0 else []
        else:
            numbers = _find_overlaps(spans, each.start, each.end)
        for number in numbers:
            start, end = spans[number]
            begin, stop = max(each.start, start) - start, min(each.end, end) - start
            result[number].append(Binding(each.fact, each.show, begin, stop))
    return result


def _find_overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[int]:
    """Return the numbers of the spans, given in order, that overlap a range."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    return list(takewhile(lambda number: spans[number][0] < end, range(first, len(spans))))


def spans_of(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the sentences of a paragraph."""
    start = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        if match.start() < start:
            continue
        if match.end() - start > LONGEST:
            *pieces, (start, _) = _pieces(text, start, match.end())
            yield from pieces
        rest = _WORD.match(text, match.end())
        if rest is None:
            continue
        behind = text[rest.end() : rest.end() + NEAR]
        if ends(text[start : match.start()], match.group(), behind, lang):
            yield start, match.end()
            start = rest.end()
    end = len(text.rstrip())
    if start < end:
        yield from _pieces(text, start, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch of a text whole, or in pieces between words if it is too long."""
    while end - start > LONGEST:
        boundary = text.rfind(" ", start + 1, start + LONGEST)
        boundary = boundary if boundary > start else start + LONGEST
        yield start, boundary
        start = boundary + (text[boundary] == " ")
    if start < end:
        yield start, end
