"""Tables as native ones: columns and rows as measured, lines in place of grounds."""

from __future__ import annotations

from pipeline.formats.pptx_layouts import CONTENT
from pipeline.formats.pptx_xml import NAMES, A, Element, emu, parsed, placed, size
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.slides import measuring as measure
from pipeline.slides.findings import room
from pipeline.slides.tables import row_height, style_of, table_width


def set_table(frame: Element, table: n.Table, slide: Slide) -> None:
    """Set a table: columns and rows as measured, lines in place of grounds, the head marked as such."""
    style = style_of(slide.size)
    body = room(slide)
    width = table_width(table)
    heights = [row_height(table, row, style) for row in (*table.head.rows, *table.bodies[0].rows)]
    place = frame.find("p:xfrm", NAMES)
    assert place is not None
    frame.replace(place, parsed(placed(measure.Box(body.x, body.y, width, sum(heights)), "p:xfrm")))
    mark = frame.find(".//p:ph", NAMES)
    assert mark is not None
    mark.attrib.clear()
    mark.set("type", "tbl")
    mark.set("idx", str(CONTENT))
    properties = frame.find(".//a:tblPr", NAMES)
    assert properties is not None
    properties.attrib.clear()
    properties[:] = [parsed("<a:tableStyleId>{2D5ABB26-0587-4C30-8999-92F81FD0307C}</a:tableStyleId>")]
    if table.head.rows:
        properties.set("firstRow", "1")
    if table.bodies[0].row_head_columns:
        properties.set("firstCol", "1")
    for column, spec in zip(frame.iterfind(".//a:gridCol", NAMES), table.columns, strict=True):
        column.set("w", str(emu((spec.width or 0.0) * body.width)))
    for index, (row, height) in enumerate(zip(frame.iterfind(".//a:tr", NAMES), heights, strict=True)):
        row.set("h", str(emu(height)))
        for place_, cell in enumerate(row.findall("a:tc", NAMES)):
            head = index < len(table.head.rows)
            bold = head or place_ < table.bodies[0].row_head_columns
            _set_cell(cell, style, head, bold, place_ == 0)


def _set_cell(cell: Element, style: measure.Style, head: bool, bold: bool, first: bool) -> None:
    colour = "tx2" if head else "tx1"
    for paragraph in cell.iterfind(".//a:p", NAMES):
        old = paragraph.find("a:pPr", NAMES)
        if old is not None:
            align = old.get("algn")
            old.attrib.clear()
            old[:] = [parsed(f'<a:lnSpc><a:spcPts val="{size(style.line)}"/></a:lnSpc>')]
            if align:
                old.set("algn", align)
        for run in paragraph.iter(f"{{{A}}}rPr"):
            run.set("sz", str(size(style.points)))
            if bold:
                run.set("b", "1")
            run.insert(0, parsed(f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'))
    padding = emu(measure.points("table-padding"))
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    weight, tint = (15240, "tx2") if head else (6350, "accent6")
    line = f'<a:lnB w="{weight}"><a:solidFill><a:schemeClr val="{tint}"/></a:solidFill></a:lnB>'
    left = 0 if first else padding
    properties = parsed(
        f'<a:tcPr marL="{left}" marR="{padding}" marT="{padding}" marB="{padding}" '
        f'anchor="{"b" if head else "t"}">'
        f"{none}{line}<a:noFill/></a:tcPr>"
    )
    old = cell.find("a:tcPr", NAMES)
    if old is not None:
        cell.remove(old)
    cell.append(properties)
