"""Formulas in the heads of tables on slides, as text if letters can write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from pipeline.formats.formulas import formulas_in
from pipeline.maths.letters import simple
from pipeline.model import nodes as n
from pipeline.model.walk import map_tree, walk


def heads_as_text(blocks: n.Blocks) -> n.Blocks:
    """Return blocks with simple formulas in the heads of tables as text, which every screen reader reads."""
    heads = tuple(
        block
        for table in walk(blocks)
        if isinstance(table, n.Table)
        for row in table.head.rows
        for cell in row.cells
        for block in cell.blocks
    )
    texts = simple(tuple(dict.fromkeys(formulas_in(heads))))
    return map_tree(blocks, block=partial(_head_as_text, texts=texts)) if texts else blocks


def _head_as_text(block: n.Block, texts: Mapping[str, n.Inlines]) -> n.Blocks:
    if not isinstance(block, n.Table):
        return (block,)

    def as_text(node: n.Inline) -> n.Inlines:
        return texts.get(node.text, (node,)) if isinstance(node, n.Math) else (node,)

    rows = tuple(
        replace(row, cells=tuple(replace(c, blocks=map_tree(c.blocks, inline=as_text)) for c in row.cells))
        for row in block.head.rows
    )
    return (replace(block, head=replace(block.head, rows=rows)),)
