"""Notes too high for the foot of a page: they follow the text, with the numbers that they have in it.

WeasyPrint does not divide a footnote between pages: what is higher than the page would be cut off. How high a
note is set is not known before the pages are; it is taken for rather higher here, by its letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.editions import prose
from pipeline.formats.pdf.notes import CALLED, NOTE, NUMBER
from pipeline.model import nodes as n
from pipeline.model.lines import lines_of
from pipeline.model.stages import Edition
from pipeline.model.walk import Rebuild, ids, text_of, walk
from pipeline.wording.clipping import clip
from pipeline.wording.terms import term

# A page has room for some 54 lines of notes, of 80 letters and more. One note may take half of it, and those
# that one line of the text calls, or one block that no page divides, most of it.
LINE, CODE_LINE = 72, 62
ONE, TOGETHER = 26, 42
# Lines of the text that a page keeps together have so many letters.
KEPT = 260
# What is drawn, in lines: a formula on a line of its own, a picture.
FORMULA, PICTURE = 4, 12
# Letters that are as wide as two, or that may be shown as their code points.
BROAD = 0x2E80
SHOWN = 240


def is_called(edition: Edition) -> bool:
    """Tell whether an edition has notes."""
    return any(isinstance(node, n.Note) for node in walk(edition.blocks))


def with_endnotes(edition: Edition, *, every: bool = False) -> Edition:
    """Return an edition whose high notes, or all, stand as a list before what follows the text."""
    calls = _Calls()
    calls.blocks(edition.blocks)
    chosen = frozenset(range(1, len(calls.lines) + 1)) if every else calls.high()
    if not chosen:
        return edition
    made = _Endnotes(chosen, frozenset(ids(edition.blocks)), edition.front.lang)
    text = made.blocks(edition.blocks)
    at = next((i for i, each in enumerate(text) if _is_back(each)), len(text))
    heading = prose.back_heading(made.free("notes"), term(edition.front.lang, "notes"))
    notes = n.Div(n.Attr("", ("endnotes",)), tuple(made.notes))
    return replace(edition, content=(*text[:at], heading, notes, *text[at:]))


def _is_back(block: n.Block) -> bool:
    return isinstance(block, n.Header) and "back" in block.attr.classes


class _Shown(Rebuild):
    """Rebuilds what a reader sees, so that notes are counted as the pages count them."""

    def __init__(self) -> None:
        super().__init__(self.inline_of, lambda block: (block,))
        self.count = 0

    def inline_of(self, node: n.Inline) -> n.Inlines:
        """Return what stands for an inline; a note is counted."""
        if not isinstance(node, n.Note):
            return (node,)
        self.count += 1
        return self.note(node)

    def note(self, node: n.Note) -> n.Inlines:
        """Return what stands for a note."""
        return (node,)

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Rebuild what is shown of an inline: not a citation's keys, nor the words behind an image."""
        match node:
            case n.Cite():
                return replace(node, inlines=self.inlines(node.inlines))
            case n.Image() | n.Note():
                return node
            case _:
                return super().descend_inline(node)


@dataclass(frozen=True, slots=True)
class _Call:
    """Where a note is called, in letters from the beginning, and how many lines it takes."""

    number: int
    at: int
    lines: int


class _Calls(_Shown):
    """Gathers the calls of notes; all within a block that no page divides are called at one place."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Call] = []
        self.letters = 0
        self.whole = 0

    def note(self, node: n.Note) -> n.Inlines:
        """Keep the call of a note."""
        self.lines.append(_Call(self.count, self.letters, sum(_lines(node.blocks))))
        return (node,)

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Count the letters on the way."""
        if not self.whole and isinstance(node, n.Str | n.Code | n.Math):
            self.letters += len(node.text) + 1
        return super().descend_inline(node)

    def descend_block(self, node: n.Block) -> n.Block:
        """Keep a heading together with its notes, and what a figure shows."""
        if not isinstance(node, n.Header | n.Figure | n.LineBlock | n.DefinitionList):
            return super().descend_block(node)
        with_letters = self.letters
        self.whole += 1
        made = super().descend_block(node)
        self.whole -= 1
        self.letters = with_letters + 1
        return made

    def rows(self, items: tuple[n.Row, ...]) -> tuple[n.Row, ...]:
        """Keep each row together."""
        made: list[n.Row] = []
        for row in items:
            self.whole += 1
            made += super().rows((row,))
            self.whole -= 1
            self.letters += KEPT
        return tuple(made)

    def high(self) -> frozenset[int]:
        """Return the numbers of the notes that are higher than the foot of a page may be."""
        chosen = {each.number for each in self.lines if each.lines > ONE}
        near: list[_Call] = []
        for call in self.lines:
            if call.number in chosen:
                continue
            near = [each for each in near if call.at - each.at <= KEPT] + [call]
            while sum(each.lines for each in near) > TOGETHER:
                highest = max(near, key=lambda each: each.lines)
                near.remove(highest)
                chosen.add(highest.number)
        return frozenset(chosen)


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


class _Endnotes(_Shown):
    """Replaces notes of some numbers by links to a list of them."""

    def __init__(self, chosen: frozenset[int], taken: frozenset[str], lang: str) -> None:
        super().__init__()
        self.chosen = chosen
        self.taken = taken
        self.lang = lang
        self.notes: list[n.Block] = []
        self.in_link = 0

    def free(self, name: str) -> str:
        """Return a name that is not an id of the article."""
        while name in self.taken:
            name += "-"
        return name

    def note(self, node: n.Note) -> n.Inlines:
        """Return a note, or the call that leads to it in the list."""
        if self.count not in self.chosen:
            return (node,)
        here, there = self.free(f"note-call-{self.count}"), self.free(f"endnote-{self.count}")
        back = self.number(NUMBER, "", f"#{here}", term(self.lang, "return"))
        self.notes.append(n.Div(n.Attr(there, (NOTE,)), _led(back, node.blocks)))
        words = clip(" ".join(text_of(node.blocks).split()), SHOWN)
        return (self.number(CALLED, here, f"#{there}", words),)

    def number(self, kind: str, name: str, url: str, words: str) -> n.Inline:
        """Return a link that shows the number: the sheet writes it, as it is no word of a heading."""
        attr = n.Attr(name, (kind,), (("data-number", str(self.count)),))
        # There is no link within a link.
        return n.Span(attr, ()) if kind == CALLED and self.in_link else n.Link(attr, (), url, words)

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Know what is within a link."""
        self.in_link += isinstance(node, n.Link)
        made = super().descend_inline(node)
        self.in_link -= isinstance(node, n.Link)
        return made


def _led(number: n.Inline, blocks: n.Blocks) -> n.Blocks:
    """Return the blocks of a note behind its number."""
    match blocks:
        case (n.Para(inlines=inlines) | n.Plain(inlines=inlines), *rest):
            return (n.Para((number, *inlines)), *rest)
        case _:
            return (n.Para((number,)), *blocks)
