"""Native tables: columns and rows as measured, spans, lines without backgrounds."""

from __future__ import annotations

from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from pipeline.formats.pptx.elements import Element, colour, emu, new
from pipeline.formats.pptx.texts import Font, Texts, write_paragraphs
from pipeline.slides import measuring as measure
from pipeline.slides.arrangement import Table
from pipeline.slides.grid import Place

# No style: no backgrounds or lines of its own.
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
THICK, THIN = 15240, 6350
_ALIGN: dict[str, Any] = {
    "AlignLeft": PP_ALIGN.LEFT,
    "AlignRight": PP_ALIGN.RIGHT,
    "AlignCenter": PP_ALIGN.CENTER,
}


def add_table(holder: Any, content: Table, texts: Texts) -> Any:
    """Put a table into its placeholder, and return its shape."""
    shape = holder.insert_table(len(content.heights), len(content.widths))
    width = sum(content.widths)
    start = content.room.x + (content.room.width - width if content.is_rtl else 0)
    shape.left, shape.top = emu(start), emu(content.room.y)
    shape.width, shape.height = emu(width), emu(sum(content.heights))
    native, head = shape.table, len(content.table.head.rows)
    properties = native._tbl.tblPr
    properties.clear()
    properties.append(new("a:tableStyleId", text=PLAIN))
    if content.is_rtl:
        properties.set("rtl", "1")
    native.first_row = bool(head)
    native.first_col = bool(content.table.bodies[0].row_head_columns)
    for column, width in zip(native.columns, content.widths, strict=True):
        column.width = emu(width)
    for row, height in zip(native.rows, content.heights, strict=True):
        row.height = emu(height)
    cells = [list(row.cells) for row in native.rows]
    for number, row in enumerate(cells):
        for position, cell in enumerate(row):
            _draw(cell, number < head, position == 0, content.is_rtl)
    for place in content.places:
        cell = cells[place.row][place.column]
        if place.down > 1 or place.across > 1:
            cell.merge(cells[place.row + place.down - 1][place.column + place.across - 1])
        _write(cell, place, content, texts)
    return shape


def _write(cell: Any, place: Place, content: Table, texts: Texts) -> None:
    """Write the paragraphs of a cell."""
    head = place.row < len(content.table.head.rows)
    bold = head or place.column < content.table.bodies[0].row_head_columns
    font = Font(content.style, bold, MSO_THEME_COLOR.TEXT_2 if head else MSO_THEME_COLOR.TEXT_1)
    alignment = place.cell.alignment
    if alignment == "AlignDefault":
        alignment = content.table.columns[place.column].alignment
    for paragraph in write_paragraphs(cell.text_frame, place.cell.blocks, texts, font):
        paragraph.line_spacing = Pt(content.style.line)
        if alignment != "AlignDefault":
            paragraph.alignment = _ALIGN[alignment]


def _draw(cell: Any, head: bool, first: bool, rtl: bool) -> None:
    """Set the margins of a cell, and a line below it in place of a background."""
    padding = emu(measure.points("table-padding"))
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = padding
    if first and rtl:
        cell.margin_right = 0
    elif first:
        cell.margin_left = 0
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.TOP
    cell.fill.background()
    below = new("a:lnB", colour("tx2" if head else "accent6"), w=THICK if head else THIN)
    properties: Element = cell._tc.get_or_add_tcPr()
    properties[:0] = [*(new(f"a:{side}", new("a:noFill"), w=0) for side in ("lnL", "lnR", "lnT")), below]
