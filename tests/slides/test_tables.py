"""Tables on slides: their columns, their size, and where they are split."""

from __future__ import annotations

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.slides.tables import pieces, shown_table


def test_a_table_too_high_is_split_by_rows_and_keeps_its_head() -> None:
    long = " ".join(["word"] * 40)
    table = shown_table(grid([[f"row {number}", long] for number in range(9)]))
    size, parts = pieces(table, words("A title"), ())
    assert size == "small"
    assert len(parts) > 1
    assert [len(part.head.rows) for part in parts] == [1] * len(parts)
    assert sum(len(part.bodies[0].rows) for part in parts) == 9


def test_a_small_table_is_set_large() -> None:
    size, parts = pieces(shown_table(grid([["a", "1"], ["b", "2"]])), words("A title"), ())
    assert (size, len(parts)) == ("large", 1)


def test_columns_take_no_more_than_the_slide() -> None:
    table = shown_table(grid([["short", " ".join(["long"] * 60)]]))
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
