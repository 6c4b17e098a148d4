"""The unit of a figure: a line above all else."""

from __future__ import annotations

from pipeline.charts.look import Look
from pipeline.charts.scene import Words
from pipeline.model.stages import Drawing


def unit_line(drawing: Drawing, look: Look, apart: float) -> tuple[tuple[Words, ...], float]:
    """Set the unit; return it with where the chart begins, so many ems beneath it."""
    if not drawing.unit:
        return (), 0.0
    lines = look.wrap(drawing.unit, look.frame.width, look.small)
    block = look.block(tuple((line, look.small, look.normal, "grey-1") for line in lines))
    return block.at(0, 0), block.height + look.text * apart
