"""Tables: columns whose cells are row headers, which Markdown cannot express."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document, Manuscript

ROW_HEADS = "row-heads"


def head_columns(table: n.Table, count: str) -> int | None:
    """Return the number of row-head columns, or None if `count` is not a number from 1 to all but one."""
    number = int(count[:3]) if count.isascii() and count.isdecimal() else 0
    return number if 0 < number < len(table.columns) else None


def heads(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with the first columns of tables as row heads, as many as `row-heads` states."""

    def with_head_columns(block: n.Block) -> n.Blocks:
        if not isinstance(block, n.Table) or (count := block.attr.get(ROW_HEADS)) is None:
            return (block,)
        bare = replace(block, attr=block.attr.without(ROW_HEADS))
        columns = head_columns(block, count)
        if columns is None:
            return (bare,)
        return (
            replace(bare, bodies=tuple(replace(body, row_head_columns=columns) for body in block.bodies)),
        )

    return replace(document, blocks=walk.map_tree(document.blocks, block=with_head_columns))
