"""The text that a reader sees, by paragraph, with the offset of each part in the source.

A formula, code, an image and a citation are one character each. Markup that pandoc's reader took for text is
in it as it was written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, assert_never

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.source import SourceText

OBJECT = "\ufffc"
CITATION = "\ufdd0"
STRIKEOUT = "\ufdd1"
"""What stands for deleted text without words: `~~` that strikes nothing."""
_MARKUP = {STRIKEOUT: "~~"}

Kind = Literal["text", "item", "cell", "heading", "caption", "line"]
# How far after the last known offset a text without words of its own is looked for.
NEAR = 400
# How far the offset of a word may be off if marks before it are escaped.
ESCAPES = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are contiguous in the source; `at` is their offset, None if it is unknown."""

    start: int
    text: str
    at: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, cell or line: its text, with a line end for each in the source.

    `before` is the last place that is known before it.
    """

    kind: Kind
    text: str
    pieces: tuple[Piece, ...] = field(repr=False)
    before: int

    def offset(self, start: int, source: SourceText) -> int | None:
        """Return the offset of a part of the text in the source; None if it is not there unescaped."""
        index = bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1
        piece = self.pieces[index]
        words = _MARKUP.get(piece.text) or piece.text[start - piece.start :][:NEAR]
        next_pieces = range(index + 1, min(index + 1 + NEAR, len(self.pieces)))
        after = next((self.pieces[each] for each in next_pieces if self.pieces[each].at is not None), None)
        if piece.at is not None:
            low = max(0, piece.at + start - piece.start - ESCAPES)
            high = piece.at + len(piece.text) + ESCAPES
        else:
            low = self._before(index)
            high = low + NEAR
        if after is not None and after.at is not None and after.at > low:
            # Words without a place that are right before others are the last such words there.
            right_before = after.at - (after.start - start)
            if piece.at is None and source.text.startswith(words, right_before):
                low = right_before
            high = max(min(high, after.at), low) + len(words)
        offset = source.text.find(words, low, high)
        while offset >= 0 and _is_escaped(source.text, offset):
            offset = source.text.find(words, offset + 1, high)
        return offset if offset >= 0 else None

    def _before(self, index: int) -> int:
        """Return the lowest offset at which the piece before one can end."""
        for number in range(index - 1, -1, -1):
            piece = self.pieces[number]
            if piece.at is not None:
                return piece.at + len(piece.text)
        return self.before


def _is_escaped(text: str, offset: int) -> bool:
    """Return whether an odd number of backslashes is before an offset."""
    before = text[max(0, offset - 8) : offset]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def passages(blocks: n.Blocks) -> Iterator[Passage]:
    """Yield the passages of a text in reading order, notes after the passage that calls them."""
    reader = _Reader()
    yield from reader.read(blocks, "text")


class _Reader:
    """Reads blocks into passages; remembers the last known offset."""

    def __init__(self) -> None:
        self.last = 0

    def read(self, blocks: n.Blocks, kind: Kind) -> Iterator[Passage]:
        for block in blocks:
            match block:
                case n.Header(inlines=inlines):
                    yield from self.words(inlines, "heading")
                case n.Para(inlines=inlines) | n.Plain(inlines=inlines):
                    yield from self.words(inlines, kind)
                case n.LineBlock(lines=lines):
                    for line in lines:
                        yield from self.words(line, "line")
                case n.BulletList(items=items) | n.OrderedList(items=items):
                    for item in items:
                        yield from self.read(item[:1], "item")
                        yield from self.read(item[1:], "text")
                case n.DefinitionList(items=entries):
                    for term, definitions in entries:
                        yield from self.words(term, "text")
                        for definition in definitions:
                            yield from self.read(definition, "text")
                case n.Table(caption=caption):
                    for row in walk.rows(block):
                        for cell in row.cells:
                            yield from self.read(cell.blocks, "cell")
                    yield from self.read(caption.blocks, "caption")
                case n.Figure(caption=caption):
                    yield from self.read(caption.blocks, "caption")
                case n.BlockQuote(blocks=inner) | n.Div(blocks=inner):
                    yield from self.read(inner, "text")
                case n.CodeBlock() | n.RawBlock() | n.HorizontalRule():
                    pass
                case _:
                    assert_never(block)

    def words(self, inlines: n.Inlines, kind: Kind) -> Iterator[Passage]:
        writer = _Writer()
        writer.write(inlines)
        if writer.pieces:
            text = "".join(piece.text for piece in writer.pieces)
            yield Passage(kind, text, tuple(writer.pieces), self.last)
            ends = (piece.at + len(text) - piece.start for piece in writer.pieces if piece.at is not None)
            self.last = max(ends, default=self.last)
        for note in writer.notes:
            last = self.last
            yield from self.read(note.blocks, "text")
            self.last = last


class _Writer:
    """Collects the pieces of a passage, and its notes."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.notes: list[n.Note] = []
        self.length = 0

    def put(self, text: str, at: int | None = None) -> None:
        self.pieces.append(Piece(self.length, text, at))
        self.length += len(text)

    def write(self, items: n.Inlines) -> None:
        for item in items:
            match item:
                case n.Str(text=text):
                    self.put(text, item.at)
                case n.Space():
                    self.put(" ")
                case n.SoftBreak() | n.LineBreak():
                    self.put("\n")
                case n.Math() | n.Code() | n.Image():
                    self.put(OBJECT)
                case n.Cite():
                    self.put(CITATION)
                case n.Note():
                    self.notes.append(item)
                case n.RawInline():
                    pass
                case n.Strikeout(inlines=()) | n.Subscript(inlines=()):
                    self.put(STRIKEOUT)
                case n.Link(inlines=(n.Str(text=text),), url=url) if url.endswith(text):
                    self.put(OBJECT)
                case _:
                    self.write(item.inlines)
