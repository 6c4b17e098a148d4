"""Splits the content of a slide so that each slide shows one thing: a figure, a table or text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import nodes as n
from pipeline.model.walk import walk

_ALONE = (n.Figure, n.Table)


def parts_of(blocks: n.Blocks) -> tuple[n.Blocks, ...]:
    """Return blocks in their order, each figure and each table by itself; one empty part for none."""
    parts: list[list[n.Block]] = []
    before: n.Block | None = None
    for block in _level(blocks):
        if parts and not isinstance(block, _ALONE) and not isinstance(before, _ALONE):
            parts[-1].append(block)
        else:
            parts.append([block])
        before = block
    return tuple(tuple(part) for part in parts) or ((),)


def _level(blocks: n.Blocks) -> Iterator[n.Block]:
    """Yield blocks; of a box or quotation around a figure or a table, those inside."""
    for block in blocks:
        if isinstance(block, n.Div | n.BlockQuote) and any(isinstance(x, _ALONE) for x in walk(block.blocks)):
            yield from _level(block.blocks)
        else:
            yield block
