"""Tables as native ones: columns and rows as measured, spans, lines in place of grounds."""

from __future__ import annotations

from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from pipeline.formats.pptx.elements import Element, colour, emu, new
from pipeline.formats.pptx.paragraphs import write_paragraphs
from pipeline.formats.pptx.texts import Font, Texts
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.slides import measuring as measure
from pipeline.slides.findings import room
from pipeline.slides.grid import Place, grid_of
from pipeline.slides.tables import row_heights, style_of

# No style: neither grounds nor lines of its own.
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
THICK, THIN = 15240, 6350
_ALIGN: dict[n.Alignment, Any] = {
    "AlignLeft": PP_ALIGN.LEFT,
    "AlignRight": PP_ALIGN.RIGHT,
    "AlignCenter": PP_ALIGN.CENTER,
    "AlignDefault": None,
}


def add_table(holder: Any, table: n.Table, slide: Slide, texts: Texts) -> Any:
    """Put a table into its placeholder, and return its shape."""
    grid, heights = grid_of(table), row_heights(table, style_of(slide.size))
    shape = holder.insert_table(len(heights), len(table.columns))
    box = room(slide)
    widths = [(column.width or 0.0) * box.width for column in table.columns]
    shape.left, shape.top = emu(box.x), emu(box.y)
    shape.width, shape.height = emu(sum(widths)), emu(sum(heights))
    native = shape.table
    properties = native._tbl.tblPr
    properties.clear()
    properties.append(new("a:tableStyleId", text=PLAIN))
    native.first_row = bool(table.head.rows)
    native.first_col = bool(table.bodies[0].row_head_columns)
    for column, width in zip(native.columns, widths, strict=True):
        column.width = emu(width)
    for row, height in zip(native.rows, heights, strict=True):
        row.height = emu(height)
    cells = [list(row.cells) for row in native.rows]
    for row in cells:
        for position, cell in enumerate(row):
            _draw(cell, cells.index(row) < len(table.head.rows), position == 0)
    for place in grid:
        if place.down > 1 or place.across > 1:
            cells[place.row][place.column].merge(
                cells[place.row + place.down - 1][place.column + place.across - 1]
            )
        _write(cells[place.row][place.column], place, table, slide, texts)
    return shape


def _write(cell: Any, place: Place, table: n.Table, slide: Slide, texts: Texts) -> None:
    """Write the paragraphs of a cell."""
    style = style_of(slide.size)
    head = place.row < len(table.head.rows)
    bold = head or place.column < table.bodies[0].row_head_columns
    font = Font(style, bold, MSO_THEME_COLOR.TEXT_2 if head else MSO_THEME_COLOR.TEXT_1)
    alignment = place.cell.alignment
    if alignment == "AlignDefault":
        alignment = table.columns[place.column].alignment
    for paragraph in write_paragraphs(cell.text_frame, place.cell.blocks, texts, font):
        paragraph.line_spacing = Pt(style.line)
        if _ALIGN[alignment] is not None:
            paragraph.alignment = _ALIGN[alignment]


def _draw(cell: Any, head: bool, first: bool) -> None:
    """Give a cell its margins, and a line below in place of a ground."""
    padding = emu(measure.points("table-padding"))
    cell.margin_left = 0 if first else padding
    cell.margin_right = cell.margin_top = cell.margin_bottom = padding
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.TOP
    cell.fill.background()
    below = new("a:lnB", colour("tx2" if head else "accent6"), w=THICK if head else THIN)
    properties: Element = cell._tc.get_or_add_tcPr()
    properties[:0] = [*(new(f"a:{side}", new("a:noFill"), w=0) for side in ("lnL", "lnR", "lnT")), below]
