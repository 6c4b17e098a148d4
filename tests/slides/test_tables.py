"""Tables on slides: their columns, their size, and where they are split."""

from __future__ import annotations

import pytest

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.walk import text_of
from pipeline.slides import measuring
from pipeline.slides.tables import style_of, table_height, to_slide_table
from tests.canvas import CANVAS
from tests.slides.builders import pieces


def test_a_table_too_high_is_split_by_rows_and_keeps_its_head() -> None:
    long = " ".join(["word"] * 40)
    table = to_slide_table(grid([[f"row {number}", long] for number in range(9)]), CANVAS)
    size, parts = pieces(table, words("A title"), (), CANVAS)
    assert size == "small"
    assert len(parts) > 1
    assert [len(part.head.rows) for part in parts] == [1] * len(parts)
    assert sum(len(part.bodies[0].rows) for part in parts) == 9


def test_a_small_table_is_set_large() -> None:
    size, parts = pieces(to_slide_table(grid([["a", "1"], ["b", "2"]]), CANVAS), words("A title"), (), CANVAS)
    assert (size, len(parts)) == ("large", 1)


LONG_SOURCE = words("Source: " + " ".join(["Statistics of the ministry of agriculture, volume 12,"] * 12))


@pytest.mark.parametrize("source", [(), words("Source: A book."), LONG_SOURCE], ids=["none", "short", "long"])
def test_pieces_leave_room_for_the_source_line(source: n.Inlines) -> None:
    title = words("A title")
    lines = measuring.lines(text_of(source), measuring.SOURCE, CANVAS.source.width)
    extra = max(0.0, lines * measuring.SOURCE.line - CANVAS.source.height)
    limit = measuring.body_under(title, CANVAS).height - extra
    for count in range(1, 40):
        table = to_slide_table(grid([[f"row {number}", "1"] for number in range(count)]), CANVAS)
        size, parts = pieces(table, title, source, CANVAS)
        heights = [table_height(part, style_of(size), CANVAS) for part in parts]
        assert max(heights) <= limit, count
        if len(parts) > 1:
            assert table_height(table, style_of("small"), CANVAS) > limit, count


def test_a_long_source_line_splits_a_table_that_fits_without_it() -> None:
    assert measuring.lines(text_of(LONG_SOURCE), measuring.SOURCE, CANVAS.source.width) > 3
    tables = [
        to_slide_table(grid([[f"row {number}", "1"] for number in range(count)]), CANVAS)
        for count in range(1, 40)
    ]
    whole = [len(pieces(table, words("A title"), (), CANVAS)[1]) == 1 for table in tables]
    under = [len(pieces(table, words("A title"), LONG_SOURCE, CANVAS)[1]) == 1 for table in tables]
    assert whole.count(True) > under.count(True) > 0
    assert whole == sorted(whole, reverse=True)
    assert under == sorted(under, reverse=True)


def test_columns_take_no_more_than_the_slide() -> None:
    table = to_slide_table(grid([["short", " ".join(["long"] * 60)]]), CANVAS)
    assert 0.99 < sum(column.width or 0.0 for column in table.columns) < 1.01
    assert (table.columns[1].width or 0.0) > (table.columns[0].width or 0.0)


def grid(texts: list[list[str]]) -> n.Table:
    def row(cells: list[str]) -> n.Row:
        return n.Row(
            n.Attr(), tuple(n.Cell(n.Attr(), "AlignDefault", 1, 1, (n.Plain(words(c)),)) for c in cells)
        )

    return n.Table(
        n.Attr("tbl-x"),
        n.Caption(None, ()),
        tuple(n.ColSpec("AlignDefault", None) for _ in texts[0]),
        n.TableEnd(n.Attr(), (row(["Head", "Head"]),)),
        (n.TableBody(n.Attr(), 0, (), tuple(row(cells) for cells in texts)),),
        n.TableEnd(n.Attr(), ()),
    )
