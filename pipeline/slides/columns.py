"""Two columns side by side on a slide: their boxes, and the size of their text."""

from __future__ import annotations

from pipeline.model import nodes as n
from pipeline.model.canvas import Box, Canvas
from pipeline.model.columns import COUNT, images_of
from pipeline.model.slides import Size
from pipeline.slides import measuring as measure
from pipeline.slides.points import text_box, text_height, visible_paragraphs


def boxes(canvas: Canvas) -> tuple[Box, ...]:
    """Return the boxes of the columns, from left to right."""
    whole, gap = text_box("columns", canvas), measure.points("gap")
    width = (whole.width - gap * (COUNT - 1)) / COUNT
    return tuple(Box(whole.x + place * (width + gap), whole.y, width, whole.height) for place in range(COUNT))


def size_of(content: n.Blocks, canvas: Canvas) -> Size:
    """Return the larger size if the text of every column fits at it."""
    room = boxes(canvas)[0].height
    return "large" if all(height(column, "large", canvas) <= room for column in content) else ""


def style_of(size: Size) -> measure.Style:
    """Return the style of the text in columns."""
    return measure.LARGE if size == "large" else measure.TEXT


def height(column: n.Block, size: Size, canvas: Canvas) -> float:
    """Measure the height of a column of text in points; 0 for pictures, which always fit."""
    if images_of(column):
        return 0.0
    return text_height(visible_paragraphs((column,)), style_of(size), boxes(canvas)[0].width)
