"""Headings that begin further down: a paper whose title is its level 1 has sections of level 2."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document, Manuscript


def raise_headings(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with its highest headings at level 1, the others as far below them as they were."""
    levels = [node.level for node in walk.walk(document.blocks) if isinstance(node, n.Header)]
    by = min(levels, default=1) - 1
    if by < 1:
        return document

    def raised(block: n.Block) -> n.Blocks:
        return (replace(block, level=block.level - by) if isinstance(block, n.Header) else block,)

    return replace(document, blocks=walk.map_tree(document.blocks, block=raised))
