"""Paint of the parts of a share, the same for upright and horizontal bars."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.charts.figure_style import FigureStyle, Tint
from pipeline.charts.scene import Box, Item, rectangle
from pipeline.model.stages import Drawing


def part_tints(drawing: Drawing, style: FigureStyle) -> Mapping[str, Tint]:
    """Return the tint of each part, dark and pale in turn; the rest of a whole is an outline."""
    part_names = dict.fromkeys(datum.series for datum in drawing.data if datum.fact)
    tints = {name: style.tint(index) for index, name in enumerate(part_names)}
    rest = Tint(style.color("paper"), style.color("grey-1"), style.color("ink"), style.color("grey-1"))
    return tints | {datum.series: rest for datum in drawing.data if not datum.fact}


def part_mark(box: Box, tint: Tint, style: FigureStyle) -> Item:
    """Paint a part; its outline is never thicker than the part."""
    room = min(box.right - box.left, box.bottom - box.top)
    return rectangle(box, "part", tint.fill, tint.edge, min(style.hair * 1.5, room / 2) if tint.edge else 0.0)


def part_gap(style: FigureStyle) -> float:
    """Return the width of the gap between two parts."""
    return style.hair * 1.5
