"""A share in a narrow frame: one upright bar, and every part named at its right."""

from __future__ import annotations

from pipeline.charts.figure_style import FigureStyle
from pipeline.charts.label import first_line, stack
from pipeline.charts.scene import Box, Item, Outline, Scene
from pipeline.charts.share_parts import part_gap, part_mark, part_tints
from pipeline.charts.spread import spread
from pipeline.charts.unit import unit_line
from pipeline.model.stages import Drawing

_HEIGHT = 22.0  # of the bar, in ems
_LOWEST = 9.0
_WIDTH = 0.22  # of the frame


def share_column(drawing: Drawing, style: FigureStyle) -> Scene | None:
    """Lay out a single bar upright; None for several bars, or if its labels would overlap."""
    if len({datum.label for datum in drawing.data}) > 1:
        return None
    em, frame = style.text, style.frame
    tints = part_tints(drawing, style)
    head, top = unit_line(drawing, style, 0.7)
    items: list[Item] = list(head)
    name = drawing.data[0].label
    if name:
        block = style.block(
            tuple((line, em, style.normal, "ink") for line in style.wrap(name, frame.width, em))
        )
        items += block.at(0, top)
        top += block.height + em * 0.4
    width = frame.width * _WIDTH
    start = width + em * 1.6
    labels = [stack(datum.text, datum.series, frame.width - start, style) for datum in drawing.data]
    gap = em * 0.3
    labels_height = sum(label.height + gap for label in labels) - gap
    height = min(max(em * _HEIGHT, labels_height), frame.height - top)
    if height < max(labels_height, em * _LOWEST) or any(
        label.width > frame.width - start for label in labels
    ):
        return None
    whole = sum(float(datum.amount or 0) for datum in drawing.data)
    y, middles = top, []
    for datum in drawing.data:
        tall = float(datum.amount or 0) / whole * height
        middles.append(y + tall / 2)
        if tall:
            end = y + tall if y + tall > top + height - 0.01 else y + tall - part_gap(style)
            box = Box(0, y, width, max(y + style.hair, end))
            items.append(part_mark(box, tints[datum.series], style))
        y += tall
    positions = [middle - first_line(label) for middle, label in zip(middles, labels, strict=True)]
    tops = spread(positions, [label.height for label in labels], gap, top, top + height)
    for middle, label, at in zip(middles, labels, tops, strict=True):
        ends = ((width + em * 0.2, middle), (start - em * 0.3, at + first_line(label)))
        items.append(Outline(ends, "leader", None, style.color("grey-1"), style.hair))
        items += label.at(start, at)
    return Scene(frame.width, top + height, tuple(items))
