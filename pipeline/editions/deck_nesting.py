"""Slides within other blocks: each leaves the box, list or quotation around it, and follows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from pipeline.model import nodes as n
from pipeline.model.slide_boxes import SLIDE, is_slide_box
from pipeline.model.walk import Rebuild, text_of


def with_slides_apart(blocks: n.Blocks) -> n.Blocks:
    """Return blocks in which no slide is within another block; boxes that only group blocks stay."""
    return tuple(_apart(_ClassRemover().blocks(blocks)))


def _apart(blocks: n.Blocks) -> Iterator[n.Block]:
    for block in blocks:
        if isinstance(block, n.Div) and not is_slide_box(block) and "notes" not in block.attr.classes:
            yield replace(block, blocks=tuple(_apart(block.blocks)))
            continue
        taker = _Taker()
        rest = taker.descend_block(block)
        if not taker.boxes or is_slide_box(block) or text_of((rest,), notes=True):
            yield rest
        yield from _apart(tuple(taker.boxes))


class _Taker(Rebuild):
    """Takes slides out of blocks, each with the notes right behind it."""

    def __init__(self) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.boxes: list[n.Block] = []

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Return blocks without the slides in them."""
        result: list[n.Block] = []
        is_behind = False
        for item in items:
            is_behind = is_slide_box(item) or (
                is_behind and isinstance(item, n.Div) and "notes" in item.attr.classes
            )
            if is_behind:
                self.boxes.append(item)
            else:
                result += super().blocks((item,))
        return tuple(result)


class _ClassRemover(Rebuild):
    """Removes the class of slides from what is no box: it would be laid out as a slide."""

    def __init__(self) -> None:
        super().__init__(_plain_inline, _plain_block)

    def row(self, row: n.Row) -> n.Row:
        """Return a row, and its cells, without the class."""
        row = super().row(row)
        if SLIDE not in chain(row.attr.classes, *(cell.attr.classes for cell in row.cells)):
            return row
        cells = tuple(replace(cell, attr=_without(cell.attr)) for cell in row.cells)
        return replace(row, attr=_without(row.attr), cells=cells)


def _plain_inline(node: n.Inline) -> n.Inlines:
    match node:
        case n.Span(attr=attr) | n.Code(attr=attr) | n.Link(attr=attr) | n.Image(attr=attr):
            return (replace(node, attr=_without(attr)) if SLIDE in attr.classes else node,)
        case _:
            return (node,)


def _plain_block(block: n.Block) -> n.Blocks:
    match block:
        case n.CodeBlock(attr=attr) | n.Header(attr=attr) | n.Table(attr=attr) | n.Figure(attr=attr):
            return (replace(block, attr=_without(attr)) if SLIDE in attr.classes else block,)
        case _:
            return (block,)


def _without(attr: n.Attr) -> n.Attr:
    return replace(attr, classes=tuple(each for each in attr.classes if each != SLIDE))
