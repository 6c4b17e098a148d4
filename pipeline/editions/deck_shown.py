"""Blocks of an article that become slides of their own, wherever they are."""

from __future__ import annotations

from pipeline.model import nodes as n
from pipeline.model.faults import DISPLAY
from pipeline.model.slide_boxes import OF_SECTIONS, is_box


def is_shown(block: n.Block) -> bool:
    """Return whether a block becomes slides of its own."""
    match block:
        case n.Div():
            return is_box(block, *OF_SECTIONS) or any(map(is_shown, block.blocks))
        case n.Para():
            return bool(display(block.inlines))
        case _:
            return isinstance(block, n.Figure | n.Table)


def display(inlines: n.Inlines) -> tuple[n.Inline, ...]:
    """Return the display formulas of a paragraph, each with the span that numbers it."""
    return tuple(item for item in inlines if _is_display(item))


def _is_display(item: n.Inline) -> bool:
    if isinstance(item, n.Span) and item.inlines:
        return DISPLAY in item.attr.classes or _is_display(item.inlines[0])
    return isinstance(item, n.Math) and item.kind == "DisplayMath"
