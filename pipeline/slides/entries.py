"""Entries of the list of sources on slides: their two columns, their size and their indent."""

from __future__ import annotations

from pipeline.model import nodes as n
from pipeline.model.canvas import Box, Canvas
from pipeline.model.entries import NUMBERED_CLASS, WIDE
from pipeline.model.slides import Size
from pipeline.model.walk import text_of, walk
from pipeline.slides import measuring as measure

# How wide the margin is that a number hangs in, in letters' heights; `deck.css` has the same.
_NUMBER, _WIDE_NUMBER = 2.2, 3.0


def style_of(size: Size) -> measure.Style:
    """Return the style of entries: larger if all fit on a slide."""
    return measure.SMALL_TABLE if size == "large" else measure.ENTRY


def column_box(canvas: Canvas) -> Box:
    """Return the left one of the two columns of entries; it reaches from under a short title to the foot."""
    whole = canvas.body
    top = measure.points("title-top") + measure.points("title-leading") + measure.points("gap") / 2
    width = (whole.width - measure.points("gap")) / 2
    return Box(whole.x, top, width, measure.points("source-bottom") - top)


def indent_of(entries: n.Blocks, size: Size) -> float:
    """Return the hanging indent of entries."""
    classes = {name for node in walk(entries) if isinstance(node, n.Div) for name in node.attr.classes}
    widths = (_WIDE_NUMBER if WIDE in classes else _NUMBER) if NUMBERED_CLASS in classes else 1.0
    return style_of(size).points * widths


def height(entry: n.Div, size: Size, room: float) -> float:
    """Measure the height of an entry in a width, all its lines as short as those after the first."""
    return measure.height([text_of(entry.blocks)], style_of(size), room - indent_of((entry,), size))


def gap_of(size: Size) -> float:
    """Return the space between two entries."""
    return style_of(size).points / 2
