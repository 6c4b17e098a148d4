"""Endnotes: notes too high for the foot of a page follow the text, with the same numbers.

WeasyPrint does not divide a footnote between pages: a note higher than the page would be cut off. The height
of a note is not known before the layout; it is estimated by its letters here, rather too high than too low.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.editions import prose
from pipeline.formats.pdf.notes import NOTE, NOTE_CALL, NOTE_NUMBER
from pipeline.model import nodes as n
from pipeline.model.lines import lines_of
from pipeline.model.stages import Edition
from pipeline.model.walk import Rebuild, ids, text_of, walk
from pipeline.wording.clipping import clip
from pipeline.wording.terms import term

# A page has room for some 54 lines of notes, of 80 letters and more. One note may take half of it, and those
# that one line of the text calls, or one block that no page divides, most of it.
LINE, CODE_LINE = 72, 62
MOST_LINES, MOST_LINES_TOGETHER = 26, 42
# The number of letters in lines that a page keeps together.
UNBROKEN_LETTERS = 260
# The height of drawn content, in lines: a formula on a line of its own, a picture.
FORMULA, PICTURE = 4, 12
# Letters that are as wide as two, or that may be shown as their code points.
BROAD = 0x2E80
DESCRIPTION_LENGTH = 240


def has_notes(edition: Edition) -> bool:
    """Return whether an edition has notes."""
    return any(isinstance(node, n.Note) for node in walk(edition.blocks))


def with_endnotes(edition: Edition, *, every: bool = False) -> Edition:
    """Move high notes, or all notes, to a list after the text."""
    calls = _Calls()
    calls.blocks(edition.blocks)
    numbers = frozenset(range(1, len(calls.lines) + 1)) if every else calls.find_high_notes()
    if not numbers:
        return edition
    endnotes = _Endnotes(numbers, frozenset(ids(edition.blocks)), edition.front.lang)
    text = endnotes.blocks(edition.blocks)
    at = next((i for i, each in enumerate(text) if _is_back(each)), len(text))
    heading = prose.back_heading(endnotes.find_free_name("notes"), term(edition.front.lang, "notes"))
    notes = n.Div(n.Attr("", ("endnotes",)), tuple(endnotes.notes))
    return replace(edition, content=(*text[:at], heading, notes, *text[at:]))


def _is_back(block: n.Block) -> bool:
    return isinstance(block, n.Header) and "back" in block.attr.classes


class _NoteCounter(Rebuild):
    """Rebuilds the visible text and counts its notes as the pages do."""

    def __init__(self) -> None:
        super().__init__(self.inline_of, lambda block: (block,))
        self.count = 0

    def inline_of(self, node: n.Inline) -> n.Inlines:
        """Return the inlines that replace an inline; count a note."""
        if not isinstance(node, n.Note):
            return (node,)
        self.count += 1
        return self.note(node)

    def note(self, node: n.Note) -> n.Inlines:
        """Return the inlines that replace a note."""
        return (node,)

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Rebuild the visible content of an inline: no keys of citations, no alternative text of images."""
        match node:
            case n.Cite():
                return replace(node, inlines=self.inlines(node.inlines))
            case n.Image() | n.Note():
                return node
            case _:
                return super().descend_inline(node)


@dataclass(frozen=True, slots=True)
class _Call:
    """The call of a note: its number, its place in letters from the beginning, and the lines of the note."""

    number: int
    at: int
    lines: int


class _Calls(_NoteCounter):
    """Collects the calls of notes; those in a block that no page divides have one place."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Call] = []
        self.letters = 0
        self.whole = 0

    def inline_of(self, node: n.Inline) -> n.Inlines:
        """Count the letters of an inline, and record the call of a note."""
        if not self.whole and isinstance(node, n.Str | n.Code | n.Math):
            self.letters += len(node.text) + 1
        return super().inline_of(node)

    def note(self, node: n.Note) -> n.Inlines:
        """Record the call of a note."""
        self.lines.append(_Call(self.count, self.letters, sum(_lines(node.blocks))))
        return (node,)

    def descend_block(self, node: n.Block) -> n.Block:
        """Give all notes of an undivided block, as a heading or a figure, one place."""
        if not isinstance(node, n.Header | n.Figure | n.LineBlock | n.DefinitionList):
            return super().descend_block(node)
        letters_before = self.letters
        self.whole += 1
        block = super().descend_block(node)
        self.whole -= 1
        self.letters = letters_before + 1
        return block

    def rows(self, items: tuple[n.Row, ...]) -> tuple[n.Row, ...]:
        """Give all notes of a row one place."""
        result: list[n.Row] = []
        for row in items:
            self.whole += 1
            result += super().rows((row,))
            self.whole -= 1
            self.letters += UNBROKEN_LETTERS
        return tuple(result)

    def find_high_notes(self) -> frozenset[int]:
        """Find the notes that are higher than the foot of a page may be, by their numbers."""
        numbers = {each.number for each in self.lines if each.lines > MOST_LINES}
        near: list[_Call] = []
        for call in self.lines:
            if call.number in numbers:
                continue
            near = [each for each in near if call.at - each.at <= UNBROKEN_LETTERS] + [call]
            while sum(each.lines for each in near) > MOST_LINES_TOGETHER:
                highest = max(near, key=lambda each: each.lines)
                near.remove(highest)
                numbers.add(highest.number)
        return frozenset(numbers)


def _lines(blocks: n.Blocks) -> Iterator[int]:
    for block in blocks:
        for line in lines_of(block):
            code = any(isinstance(node, n.Code) for node in walk(line))
            words = text_of(line)
            letters = sum(1 if ord(each) < BROAD else 3 for each in words)
            yield 1 + letters // (CODE_LINE if code else LINE) + words.count("\n")
            for node in walk(line):
                if isinstance(node, n.Image):
                    yield PICTURE
                elif isinstance(node, n.Math) and node.kind == "DisplayMath":
                    yield FORMULA * (1 + node.text.count(r"\\"))


class _Endnotes(_NoteCounter):
    """Replaces the notes with these numbers by links to a list of them."""

    def __init__(self, numbers: frozenset[int], article_ids: frozenset[str], lang: str) -> None:
        super().__init__()
        self.numbers = numbers
        self.article_ids = article_ids
        self.lang = lang
        self.notes: list[n.Block] = []
        self.in_link = 0

    def find_free_name(self, name: str) -> str:
        """Find a name that is not an id of the article."""
        while name in self.article_ids:
            name += "-"
        return name

    def note(self, node: n.Note) -> n.Inlines:
        """Return a note, or the call that leads to it in the list."""
        if self.count not in self.numbers:
            return (node,)
        here, there = (
            self.find_free_name(f"note-call-{self.count}"),
            self.find_free_name(f"endnote-{self.count}"),
        )
        back = self.number(NOTE_NUMBER, "", f"#{here}", term(self.lang, "return"))
        self.notes.append(n.Div(n.Attr(there, (NOTE,)), _with_number(back, node.blocks)))
        words = clip(" ".join(text_of(node.blocks).split()), DESCRIPTION_LENGTH)
        return (self.number(NOTE_CALL, here, f"#{there}", words),)

    def number(self, kind: str, name: str, url: str, words: str) -> n.Inline:
        """Return a link with the number as an attribute, so that it is not part of a heading's text."""
        attr = n.Attr(name, (kind,), (("data-number", str(self.count)),))
        # There is no link within a link.
        return n.Span(attr, ()) if kind == NOTE_CALL and self.in_link else n.Link(attr, (), url, words)

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Rebuild an inline, and track whether it is within a link."""
        self.in_link += isinstance(node, n.Link)
        inline = super().descend_inline(node)
        self.in_link -= isinstance(node, n.Link)
        return inline


def _with_number(number: n.Inline, blocks: n.Blocks) -> n.Blocks:
    """Put the number before the first paragraph of a note."""
    match blocks:
        case (n.Para(inlines=inlines) | n.Plain(inlines=inlines), *rest):
            return (n.Para((number, *inlines)), *rest)
        case _:
            return (n.Para((number,)), *blocks)
