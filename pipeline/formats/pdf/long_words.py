"""Long words that consist of several runs, as `(<a>…</a>)`: a line may break anywhere in them.

A word that is wider than its line is divided if it begins a line. WeasyPrint 70 does not do that for a word
whose first run is not the one that is too long: it would run over the edge of its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model import nodes as n
from pipeline.model.walk import Rebuild

# The parts of words between places where a line may break.
_END = re.compile(r"[\s\u00ad\u200b\u2010\u2013\u2014/-]+(?![\u00a0\u202f])")
# Words of more letters may be wider than a column of the text; than the margin, a cell or a part of a row.
WIDE, NARROW = 44, 16
CLASS = "divided"


def mark_long_words(blocks: n.Blocks) -> n.Blocks:
    """Mark the runs of long words in blocks, so that a line may break anywhere in them."""
    return _BlockMarker().blocks(blocks)


@dataclass(slots=True)
class _Word:
    """A word that may continue in the next run: its letters so far, and the places of its runs."""

    letters: int
    runs: list[int]


class _BlockMarker(Rebuild):
    """Marks runs in blocks; in a narrow column the limit is lower."""

    def __init__(self) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.narrow = 0

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild the inlines of a block; a note among them is a block of its own."""
        places = frozenset(_find_long_words(items, NARROW if self.narrow else WIDE))
        return _LineMarker(places, self).inlines(items) if places or _has_note(items) else items

    def descend_block(self, node: n.Block) -> n.Block:
        """Rebuild a block, and track whether it is in a narrow column."""
        narrow = isinstance(node, n.Figure | n.Table | n.DefinitionList) or (
            isinstance(node, n.Div) and "key-points" in node.attr.classes
        )
        self.narrow += narrow
        block = super().descend_block(node)
        self.narrow -= narrow
        return block


class _LineMarker(Rebuild):
    """Marks the leaves of one line at these places, counted in reading order."""

    def __init__(self, places: frozenset[int], outer: _BlockMarker) -> None:
        super().__init__(self.mark, lambda node: (node,))
        self.places = places
        self.outer = outer
        self.count = -1

    def mark(self, node: n.Inline) -> n.Inlines:
        """Mark a leaf if its place is in the set."""
        match node:
            case n.Str() | n.Code():
                self.count += 1
                if self.count not in self.places:
                    return (node,)
                if isinstance(node, n.Code):
                    return (replace(node, attr=_with_class(node.attr)),)
                return (n.Span(n.Attr("", (CLASS,)), (node,), at=node.at),)
            case _:
                return (node,)

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Rebuild the visible content of an inline; a link whose text is its address is marked as a whole."""
        match node:
            case n.Note():
                return replace(node, blocks=self.outer.blocks(node.blocks))
            case n.Image():
                return node
            case n.Cite():
                return replace(node, inlines=self.inlines(node.inlines))
            case n.Link(url=url, inlines=(n.Str(text=text),)) if text == url:
                self.count += 1
                return replace(node, attr=_with_class(node.attr)) if self.count in self.places else node
            case _:
                return super().descend_inline(node)


def _with_class(attr: n.Attr) -> n.Attr:
    return replace(attr, classes=(*attr.classes, CLASS))


def _leaves(items: n.Inlines) -> Iterator[n.Inline]:
    """Yield the leaves of a line in order, with a space for whatever separates words."""
    for item in items:
        match item:
            case n.Str() | n.Code():
                yield item
            case n.Space() | n.SoftBreak() | n.LineBreak() | n.Math() | n.RawInline() | n.Image():
                yield n.Space()
            case n.Note():
                pass
            case _:
                yield from _leaves(item.inlines)


def _has_note(items: n.Inlines) -> bool:
    return any(isinstance(item, n.Note) or _has_note(getattr(item, "inlines", ())) for item in items)


def _find_long_words(items: n.Inlines, most: int) -> Iterator[int]:
    """Find the places of the runs of words that are longer than a limit and have several runs."""
    word = _Word(0, [])
    place = -1
    for leaf in (*_leaves(items), n.Space()):
        if not isinstance(leaf, n.Str | n.Code):
            yield from _runs(word, most)
            word = _Word(0, [])
            continue
        place += 1
        first, *others = _END.split(leaf.text)
        word = _Word(word.letters + len(first), [*word.runs, place])
        for part in others:
            yield from _runs(word, most)
            word = _Word(len(part), [place])


def _runs(word: _Word, most: int) -> Iterator[int]:
    if word.letters > most and len(word.runs) > 1:
        yield from word.runs
