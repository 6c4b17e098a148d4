"""Key figures on a slide: their boxes, and the size at which their labels fit."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model.canvas import Box, Canvas
from pipeline.model.slides import Size
from pipeline.slides import measuring as measure
from pipeline.slides.measuring import Style, points
from pipeline.slides.points import lines_on

NUMBER = Style("number-small", "number-small-leading", "text", "weight.office")
LEAST_NUMBER = Style("number-least", "number-least-leading", "text", "weight.office")
# The parts of its size at which the least number is set until it fits on a line.
SHARES = (1.0, 0.9, 0.8)


def across(count: int) -> int:
    """Return the number of figures in a row."""
    return 2 if count in (1, 2, 4) else 3


def boxes(figures: n.Blocks, size: Size, canvas: Canvas) -> tuple[Box, ...]:
    """Return the boxes of these figures: in rows as high as their tallest, spread over the slide."""
    columns, heights = across(len(figures)), row_heights(figures, size, canvas)
    gap = row_gap(figures, size, canvas)
    place = figure_box(0, columns, canvas)
    result: list[Box] = []
    for index in range(len(figures)):
        down, right = divmod(index, columns)
        top = place.y + sum(heights[:down]) + gap * down
        result.append(Box(figure_box(right, columns, canvas).x, top, place.width, heights[down]))
    return tuple(result)


def figure_box(place: int, columns: int, canvas: Canvas) -> Box:
    """Return the box of a figure in a layout of two rows."""
    whole, gap = canvas.body, points("gap")
    width = (whole.width - gap * (columns - 1)) / columns
    height = (whole.height - gap / 2) / 2
    down, right = divmod(place, columns)
    return Box(whole.x + right * (width + gap), whole.y + down * (height + gap / 2), width, height)


def number_style(figures: n.Blocks, canvas: Canvas) -> Style:
    """Return the style of the numbers: as large as all fit on a line."""
    width = figure_box(0, across(len(figures)), canvas).width
    numbers = [measure.visible_text(words) for figure in figures for words in lines_on((figure,))[:1]]
    styles = (NUMBER, *(replace(LEAST_NUMBER, share=share) for share in SHARES))
    fitting = (style for style in styles if all(measure.width(each, style) <= width for each in numbers))
    return next(fitting, styles[-1])


def label_style(size: Size) -> Style:
    """Return the style of the words under a number."""
    return measure.TABLE if size == "small" else measure.TEXT


def size_of(figures: n.Blocks, canvas: Canvas) -> Size:
    """Return the smaller size for figures with too much text for the usual one."""
    return "" if height(figures, "", canvas) <= canvas.body.height else "small"


def fit(figures: n.Blocks, title: n.Inlines, canvas: Canvas) -> bool:
    """Return whether these figures fit on a slide of a title."""
    size = size_of(figures, canvas)
    return height(figures, size, canvas) <= room_of(figures, size, title, canvas).height


def room_of(figures: n.Blocks, size: Size, title: n.Inlines, canvas: Canvas) -> Box:
    """Return the box of figures: where they need more room, it begins right under a title of one line."""
    if height(figures, size, canvas) <= canvas.body.height:
        return canvas.body
    return measure.body_under(title, canvas)


def height(figures: n.Blocks, size: Size, canvas: Canvas) -> float:
    """Measure the height of these figures in points."""
    heights = row_heights(figures, size, canvas)
    return sum(heights) + points("gap-least") * max(0, len(heights) - 1)


def row_gap(figures: n.Blocks, size: Size, canvas: Canvas) -> float:
    """Return the space between two rows of figures."""
    spare = canvas.body.height - sum(row_heights(figures, size, canvas))
    return min(points("gap-most"), max(points("gap-least"), spare))


def row_heights(figures: n.Blocks, size: Size, canvas: Canvas) -> list[float]:
    """Return the heights in points of the rows of these figures."""
    columns = across(len(figures))
    styles = (number_style(figures, canvas), label_style(size), measure.SOURCE)
    heights = [_height(figure, styles, figure_box(0, columns, canvas).width) for figure in figures]
    return [max(heights[start : start + columns]) for start in range(0, len(heights), columns)]


def _height(figure: n.Block, styles: tuple[Style, ...], width: float) -> float:
    heights = (
        measure.lines_of(measure.runs_of(words, style), width) * style.line
        for words, style in zip(lines_on((figure,)), styles, strict=False)
    )
    return sum(heights) + points("gap-least") / 3
