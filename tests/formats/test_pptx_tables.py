"""Tables on slides, read back: spans, columns, alignment, heads."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn

from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.slides.tables import to_slide_table
from tests.canvas import CANVAS
from tests.formats.test_pptx_text import deck


def cell(text: str, down: int = 1, across: int = 1, alignment: n.Alignment = "AlignDefault") -> n.Cell:
    return n.Cell(n.Attr(), alignment, down, across, (n.Plain((n.Str(text),)),))


def row(*cells: n.Cell) -> n.Row:
    return n.Row(n.Attr(), cells)


def native(head: tuple[n.Row, ...], body: tuple[n.Row, ...], columns: int, heads: int = 0) -> Any:
    """Return the table of a slide as python-pptx reads it."""
    specs = tuple(n.ColSpec("AlignRight" if place else "AlignLeft", None) for place in range(columns))
    end = n.TableEnd(n.Attr(), ())
    table = n.Table(
        n.Attr(), n.Caption(None, ()), specs, n.TableEnd(n.Attr(), head),
        (n.TableBody(n.Attr(), heads, (), body),), end,
    )  # fmt: skip
    page = deck(Slide("t", "table", (n.Str("Table"),), content=(to_slide_table(table, CANVAS),))).slides[1]
    [shape] = [shape for shape in page.shapes if shape.has_table]
    return shape.table


def test_spans_are_those_of_the_source() -> None:
    head = row(cell("a"), cell("b", across=2))
    body = (row(cell("c", down=2), cell("d"), cell("e")), row(cell("f"), cell("g")))
    table = native((head,), body, 3)
    cell_texts = [[each.text for each in line.cells] for line in table.rows]
    assert cell_texts == [["a", "b", ""], ["c", "d", "e"], ["", "f", "g"]]
    cells = [(y, x, each) for y, line in enumerate(table.rows) for x, each in enumerate(line.cells)]
    origins = {(y, x): (each.span_height, each.span_width) for y, x, each in cells if each.is_merge_origin}
    assert origins == {(0, 1): (1, 2), (1, 0): (2, 1)}


def test_a_span_beyond_the_table_ends_with_it() -> None:
    table = native((), (row(cell("a", down=9), cell("b", across=9)), row(cell("c"))), 2)
    assert [[each.text for each in line.cells] for line in table.rows] == [["a", "b"], ["", "c"]]


def test_columns_align_and_a_cell_may_do_otherwise() -> None:
    table = native(
        (row(cell("a"), cell("b")),), (row(cell("c"), cell("d", alignment="AlignCenter")),), 2, heads=1
    )
    alignments = [[each.text_frame.paragraphs[0].alignment for each in line.cells] for line in table.rows]
    assert alignments == [[PP_ALIGN.LEFT, PP_ALIGN.RIGHT], [PP_ALIGN.LEFT, PP_ALIGN.CENTER]]
    assert (table.first_row, table.first_col, table.horz_banding) == (True, True, False)
    bold = [[each.text_frame.paragraphs[0].runs[0].font.bold for each in line.cells] for line in table.rows]
    assert bold == [[True, True], [True, None]]


def test_a_cell_of_several_blocks_keeps_them() -> None:
    items = n.BulletList(((n.Plain((n.Str("y"),)),),))
    cell_with_list = n.Cell(n.Attr(), "AlignDefault", 1, 1, (n.Para((n.Str("x"),)), items))
    table = native((), (row(cell("a"), cell_with_list),), 2)
    frame = table.cell(0, 1).text_frame
    assert [paragraph.text for paragraph in frame.paragraphs] == ["x", "y"]
    assert [each.get("char") for each in frame._txBody.iter(qn("a:buChar"))] == ["•"]
