"""Splits the content of a slide so that each shows one thing: a figure, a table, columns or text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.model import nodes as n
from pipeline.model.columns import columns_of
from pipeline.model.walk import walk

_ALONE = (n.Figure, n.Table)


@dataclass(frozen=True, slots=True)
class Part:
    """What stands on a slide of its own, and the headings over it that are not among its blocks."""

    blocks: n.Blocks
    headings: tuple[n.Header, ...] = ()


def parts_of(blocks: n.Blocks) -> tuple[Part, ...]:
    """Return blocks in parts, each figure, table and pair of columns by itself; one empty part for none.

    A rule begins a new part, as it begins a new slide elsewhere. Headings before a figure, a table or columns
    would be a slide without content: they are over that part, and over those behind it up to other headings.
    """
    parts: list[Part] = []
    text: list[n.Block] = []
    headings: tuple[n.Header, ...] = ()
    for block in (*_level(blocks), n.HorizontalRule()):
        if not _is_alone(block):
            text.append(block)
            continue
        last_headings = _headings_at_end(text) if _is_apart(block) else ()
        if rest := tuple(text[: len(text) - len(last_headings)]):
            has_own = any(isinstance(each, n.Header) for each in rest)
            headings = () if has_own else headings
            parts.append(Part(rest, headings))
        headings = last_headings or headings
        text = []
        if _is_apart(block):
            parts.append(Part((block,), headings))
        else:
            headings = ()
    return tuple(parts) or (Part(()),)


def _headings_at_end(blocks: Sequence[n.Block]) -> tuple[n.Header, ...]:
    """Return the headings that blocks end with."""
    last = takewhile(lambda block: isinstance(block, n.Header), reversed(blocks))
    return tuple(block for block in last if isinstance(block, n.Header))[::-1]


def _is_alone(block: n.Block) -> bool:
    """Return whether a block is a part by itself, or a rule that begins a part."""
    return isinstance(block, n.HorizontalRule) or _is_apart(block)


def _is_apart(node: object) -> bool:
    """Return whether a node is a figure, a table or columns."""
    return isinstance(node, _ALONE) or (isinstance(node, n.Div) and bool(columns_of(node)))


def _level(blocks: n.Blocks) -> Iterator[n.Block]:
    """Yield blocks; in place of a box or quotation around a figure or a table, the blocks inside."""
    for block in blocks:
        if (
            isinstance(block, n.Div | n.BlockQuote)
            and not columns_of(block)
            and any(_is_apart(node) for node in walk(block.blocks))
        ):
            yield from _level(block.blocks)
        else:
            yield block
