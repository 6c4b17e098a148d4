"""Cells at their places, and rows that a span holds together."""

from __future__ import annotations

import pytest

from pipeline.model import nodes as n
from pipeline.slides.grid import groups_of, places_of, without_spans_down


def rows(*texts: str) -> tuple[n.Row, ...]:
    """Return rows of cells such as `a 2x3`: a cell of the text `a` that takes two rows and three columns."""

    def cell(text: str) -> n.Cell:
        word, _, span = text.partition(":")
        down, _, across = (span or "1x1").partition("x")
        return n.Cell(n.Attr(), "AlignDefault", int(down), int(across), (n.Plain((n.Str(word),)),))

    return tuple(n.Row(n.Attr(), tuple(cell(text) for text in line.split())) for line in texts)


def places_in(table_rows: tuple[n.Row, ...], columns: int) -> list[tuple[int, int, int, int]]:
    return [(place.row, place.column, place.down, place.across) for place in places_of(table_rows, columns)]


def test_a_cell_stands_behind_what_spans_into_its_row() -> None:
    assert places_in(rows("a:2x1 b c", "d e"), 3) == [
        (0, 0, 1 + 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)
    ]  # fmt: skip


def test_spans_end_with_the_rows_and_columns_and_where_another_begins() -> None:
    assert places_in(rows("a:5x5"), 2) == [(0, 0, 1, 2)]
    assert places_in(rows("a b:2x1", "c:1x2"), 2) == [(0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1)]
    assert places_in(rows("a b c"), 2) == [(0, 0, 1, 1), (0, 1, 1, 1)]


@pytest.mark.parametrize(
    ("lines", "lengths"),
    [
        (("a b", "c d"), [1, 1]),
        (("a:2x1 b", "d", "e f"), [2, 1]),
        (("a:2x1 b", "c:2x1", "d"), [3]),
        (("a b:2x1", "c", "e:2x1 f", "g"), [2, 2]),
    ],
)
def test_rows_that_a_cell_spans_are_one_group(lines: tuple[str, ...], lengths: list[int]) -> None:
    assert [len(group) for group in groups_of(rows(*lines), 2)] == lengths


def test_without_spans_the_covered_places_are_empty() -> None:
    source_rows = rows("a:2x1 b", "c")
    assert [len(row.cells) for row in without_spans_down(source_rows, 2)] == [2, 2]
    assert [len(group) for group in groups_of(without_spans_down(source_rows, 2), 2)] == [1, 1]
    assert without_spans_down(source_rows, 2)[1].cells[0].blocks == ()
