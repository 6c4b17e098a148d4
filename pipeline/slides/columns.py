"""Two columns side by side on a slide: which are pictures, their boxes, and the size of their text."""

from __future__ import annotations

from pipeline.model import nodes as n
from pipeline.model.slides import Size
from pipeline.model.visibility import is_visible
from pipeline.model.walk import map_tree, walk
from pipeline.slides import measuring as measure
from pipeline.slides.points import text_box, text_height, visible_paragraphs

COUNT = 2


def boxes() -> tuple[measure.Box, ...]:
    """Return the boxes of the columns, from left to right."""
    whole, gap = text_box("columns"), measure.points("gap")
    width = (whole.width - gap * (COUNT - 1)) / COUNT
    return tuple(
        measure.Box(whole.x + place * (width + gap), whole.y, width, whole.height) for place in range(COUNT)
    )


def blocks_of(column: n.Block) -> n.Blocks:
    """Return the blocks in a column."""
    return column.blocks if isinstance(column, n.Div) else (column,)


def images_of(column: n.Block) -> tuple[n.Image, ...]:
    """Return the images of a column that contains only images; none for a column of text."""
    images = tuple(node for node in walk((column,)) if isinstance(node, n.Image))
    rest = map_tree((column,), inline=lambda node: () if isinstance(node, n.Image) else (node,))
    return () if any(map(is_visible, _texts(rest))) else images


def _texts(blocks: n.Blocks) -> list[n.Inlines]:
    return [each.words for each in visible_paragraphs(blocks)]


def size_of(content: n.Blocks) -> Size:
    """Return the larger size if the text of every column fits at it."""
    room = boxes()[0].height
    return "large" if all(height(column, "large") <= room for column in content) else ""


def style_of(size: Size) -> measure.Style:
    """Return the style of the text in columns."""
    return measure.LARGE if size == "large" else measure.TEXT


def height(column: n.Block, size: Size) -> float:
    """Measure the height of a column of text in points; 0 for pictures, which always fit."""
    if images_of(column):
        return 0.0
    return text_height(visible_paragraphs((column,)), style_of(size), boxes()[0].width)
