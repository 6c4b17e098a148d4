"""Splits the content of a slide so that each shows one thing: a figure, a table, columns or text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import nodes as n
from pipeline.model.columns import columns_of
from pipeline.model.walk import walk

_ALONE = (n.Figure, n.Table)


def parts_of(blocks: n.Blocks) -> tuple[n.Blocks, ...]:
    """Return blocks in parts, each figure, table and pair of columns by itself; one empty part for none.

    A rule begins a new part, as it begins a new slide elsewhere.
    """
    parts: list[list[n.Block]] = []
    before: n.Block | None = None
    for block in _level(blocks):
        if isinstance(block, n.HorizontalRule):
            before = block
            continue
        if parts and not _is_alone(block) and not _is_alone(before):
            parts[-1].append(block)
        else:
            parts.append([block])
        before = block
    return tuple(tuple(part) for part in parts) or ((),)


def _is_alone(block: n.Block | None) -> bool:
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
