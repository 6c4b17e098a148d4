"""Words of a table that its columns are too narrow for: every deck breaks them between letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.walk import map_tree, text_of
from pipeline.slides import measuring as measure
from pipeline.slides.grid import grid_of


def broken_words(table: n.Table, style: measure.Style, canvas: Canvas) -> Iterator[str]:
    """Yield the words of a table on a slide that are wider than their columns.

    Code and addresses are meant to be broken anywhere, and formulas are never.
    """
    padding = 2 * measure.points("table-padding")
    for place in grid_of(table):
        shares = table.columns[place.column : place.column + place.across]
        room = sum(share.width or 0.0 for share in shares) * canvas.body.width - padding
        is_bold = place.row < len(table.head.rows) or place.column < table.bodies[0].row_head_columns
        font = replace(style, weight=measure.LABEL.weight) if is_bold else style
        text = text_of(map_tree(place.cell.blocks, inline=_without_other_than_words))
        for word in measure.parts_between_breaks(text):
            if "://" not in word and measure.width(word, font) > max(1.0, room):
                yield word


def _without_other_than_words(node: n.Inline) -> n.Inlines:
    return () if isinstance(node, n.Code | n.Math | n.RawInline) else (node,)
