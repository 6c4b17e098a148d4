"""The unit of a figure: a line above all else."""

from __future__ import annotations

from pipeline.charts.figure_style import FigureStyle
from pipeline.charts.scene import Words
from pipeline.model.stages import Drawing


def unit_line(drawing: Drawing, style: FigureStyle, apart: float) -> tuple[tuple[Words, ...], float]:
    """Set the unit; return it with the top of the chart, this many ems below it."""
    if not drawing.unit:
        return (), 0.0
    lines = style.wrap(drawing.unit, style.frame.width, style.small)
    block = style.block(tuple((line, style.small, style.normal, "grey-1") for line in lines))
    return block.at(0, 0), block.height + style.text * apart
