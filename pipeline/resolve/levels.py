"""Levels of headings: the highest is level 1, and none is more than one below the heading above it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document, Manuscript


def raise_headings(document: Document, manuscript: Manuscript) -> Document:
    """Raise headings to one level below the heading above them.

    A paper whose title is its level 1 has sections of level 2; others skip a level for its style. Listeners
    cannot use an outline that skips levels.
    """
    over: list[int] = []

    def raise_heading(block: n.Block) -> n.Blocks:
        if not isinstance(block, n.Header):
            return (block,)
        while over and over[-1] >= block.level:
            over.pop()
        over.append(block.level)
        return (block if block.level == len(over) else replace(block, level=len(over)),)

    return replace(document, blocks=walk.map_tree(document.blocks, block=raise_heading))
