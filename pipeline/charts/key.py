"""The key of a figure: a swatch and a name for each series, in a line that wraps."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.charts.figure_style import FigureStyle, Tint
from pipeline.charts.scene import Box, Item, rectangle


def key(
    entries: Sequence[tuple[Tint, str]], style: FigureStyle, left: float, width: float
) -> tuple[tuple[Item, ...], float]:
    """Set a key from the left within a width; return it with its height, its top at 0."""
    if not entries:
        return (), 0.0
    swatch, gap, apart = style.small * 0.8, style.small * 0.45, style.small * 1.4
    items: list[Item] = []
    x, y, bottom = left, 0.0, 0.0
    for tint, name in entries:
        lines = style.wrap(name, width - swatch - gap, style.small)
        block = style.block(tuple((line, style.small, style.normal, "ink") for line in lines))
        if x > left and x + swatch + gap + block.width > left + width:
            x, y = left, bottom + style.small * 0.35
        baseline = y + block.words[0].baseline
        square = Box(x, baseline - swatch * 0.92, x + swatch, baseline + swatch * 0.08)
        items.append(rectangle(square, "key", tint.fill, tint.edge, style.hair * 1.5))
        items += block.at(x + swatch + gap, y)
        bottom = max(bottom, y + block.height)
        x += swatch + gap + block.width + apart
    return tuple(items), bottom
