"""What citeproc sees of a text: its citations, and the few words beside each, between which marks may move.

The rest is one placeholder for each stretch, so that what citeproc gets, and a cache knows it by, stays the
same while words elsewhere change.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import groupby

from pipeline.model import nodes as n
from pipeline.model import walk

# Private-use characters of the last plane; placeholders for formulas in titles are in the one before.
_INLINES, _BLOCKS = n.Str("\U0010fffc"), n.Para((n.Str("\U0010fffd"),))
# The end of the text: a heading there would be that of the sources.
_END = n.Para((n.Str("\U0010fffb"),))
# Nodes on either side of a citation that stay, at least: a space, a word, and one more.
_BESIDE = 3
_BLANKS = (n.Space, n.SoftBreak, n.LineBreak)


@dataclass(frozen=True, slots=True)
class Context:
    """A text with placeholders for what has no citation, and what they stand for, in their order."""

    blocks: n.Blocks
    inline_rows: tuple[n.Inlines, ...]
    block_rows: tuple[n.Blocks, ...]


def context_of(blocks: n.Blocks, bibliography: str) -> Context | None:
    """Return the context of the citations in blocks, with any Div of that id; None if it cannot be told."""
    stripper = _Stripper(bibliography)
    result = stripper.blocks(blocks)
    context = Context((*result, _END), tuple(stripper.inline_rows), tuple(stripper.block_rows))
    return context if _refill(context, context.blocks) == blocks else None


def restore(context: Context, blocks: n.Blocks) -> n.Blocks | None:
    """Return the whole text for its context as citeproc returns it; None if a placeholder is lost."""
    return _refill(context, blocks)


def _refill(context: Context, blocks: n.Blocks) -> n.Blocks | None:
    restorer = _Restorer(context)
    try:
        result = restorer.blocks(blocks)
    except IndexError:
        return None
    if restorer.inline_rows or restorer.block_rows or result.count(_END) != 1:
        return None
    return tuple(each for each in result if each != _END)


class _Stripper(walk.Rebuild):
    """Replaces each row of nodes without citations by a placeholder, and keeps the row."""

    def __init__(self, bibliography: str) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.bibliography = bibliography
        self.inline_rows: list[n.Inlines] = []
        self.block_rows: list[n.Blocks] = []

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Return a citation as it is: its prefix and its suffix are citeproc's."""
        return node if isinstance(node, n.Cite) else super().descend_inline(node)

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Keep citations and what is beside them."""
        result: list[n.Inline] = []
        for is_beside, places in groupby(range(len(items)), _beside(items).__contains__):
            row = tuple(items[place] for place in places)
            if is_beside:
                result += (self.descend_inline(each) if _cites(each) else each for each in row)
            else:
                self.inline_rows.append(row)
                result.append(_INLINES)
        return tuple(result)

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Keep blocks with citations, and the list of sources."""
        result: list[n.Block] = []
        for is_needed, group in groupby(items, lambda item: self._has_list(item) or _cites(item)):
            row = tuple(group)
            if is_needed:
                result += (each if self._has_list(each) else self.descend_block(each) for each in row)
            else:
                self.block_rows.append(row)
                result.append(_BLOCKS)
        return tuple(result)

    def _has_list(self, item: n.Block) -> bool:
        return any(
            isinstance(each, n.Div) and each.attr.id == self.bibliography for each in walk.walk((item,))
        )


def _cites(node: walk.AnyNode) -> bool:
    return any(isinstance(each, n.Cite) for each in walk.walk((node,)))  # type: ignore[arg-type]


def _beside(items: n.Inlines) -> frozenset[int]:
    """Return the places of citations and of what is beside them, on to a word after a space."""
    stays: set[int] = set()
    for place, item in enumerate(items):
        if not _cites(item):
            continue
        stays.add(place)
        for step in (-1, 1):
            other, has_blank = place + step, False
            while 0 <= other < len(items):
                stays.add(other)
                neighbour = items[other]
                is_word = isinstance(neighbour, n.Str) and neighbour.text[:1].isalnum()
                if abs(other - place) >= _BESIDE - 1 and has_blank and is_word:
                    break
                has_blank = has_blank or isinstance(neighbour, _BLANKS)
                other += step
    return frozenset(stays)


class _Restorer(walk.Rebuild):
    """Puts back what placeholders stand for."""

    def __init__(self, context: Context) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.inline_rows = deque(context.inline_rows)
        self.block_rows = deque(context.block_rows)

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Put inlines back."""
        result: list[n.Inline] = []
        for item in items:
            result += self.inline_rows.popleft() if item == _INLINES else (self.descend_inline(item),)
        return tuple(result)

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Put blocks back."""
        result: list[n.Block] = []
        for item in items:
            result += self.block_rows.popleft() if item == _BLOCKS else (self.descend_block(item),)
        return tuple(result)
