"""Tables: columns whose cells head their rows, which Markdown has no way to write."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document, Manuscript

ROW_HEADS = "row-heads"


def heads(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with the first columns of tables as heads, as many as `row-heads` says."""

    def headed(block: n.Block) -> n.Blocks:
        if not isinstance(block, n.Table) or (count := block.attr.get(ROW_HEADS)) is None:
            return (block,)
        bodies = tuple(replace(body, row_head_columns=int(count)) for body in block.bodies)
        return (replace(block, attr=block.attr.without(ROW_HEADS), bodies=bodies),)

    return replace(document, blocks=walk.map_tree(document.blocks, block=headed))
