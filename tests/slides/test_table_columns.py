"""Columns and rows of tables on slides: as wide as their words ask, as high as their lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.walk import text_of
from pipeline.slides import measuring as measure
from pipeline.slides.tables import ROOMIER, row_heights, table_height, table_width, to_slide_table
from tests.canvas import CANVAS
from tests.slides.builders import cell, row, table, text_of_lines

ROOM = CANVAS.body.width
PADDING = measure.points("table-padding")
LINE = measure.TABLE.line


def width_of(text: str) -> float:
    """Return the width of a column that holds a text in one line, in the bold of a head."""
    return 1.03 * measure.width(text, measure.LABEL) + 2 * PADDING + 2


def widths(*rows: n.Row, columns: int = 2) -> list[float]:
    """Return the widths of the columns of a table of rows, in points."""
    return [
        (each.width or 0) * ROOM
        for each in to_slide_table(table(list(rows), columns=columns), CANVAS).columns
    ]


def test_a_shown_table_has_one_body_no_caption_and_no_foot() -> None:
    first = table([row("c", "d")], head=(row("a", "b"),))
    body = replace(first.bodies[0], head=(row("e", "f"),), rows=(row("g", "h"),), row_head_columns=2)
    caption = n.Caption(None, (n.Plain(words("A caption.")),))
    foot = n.TableEnd(n.Attr(), (row("i", "j"),))
    columns = (n.ColSpec("AlignRight", 0.1), n.ColSpec("AlignLeft", 0.9))
    bodies = (replace(first.bodies[0], row_head_columns=1), body)
    result = to_slide_table(
        replace(first, caption=caption, foot=foot, bodies=bodies, columns=columns), CANVAS
    )
    assert result.attr == first.attr
    assert (result.caption, result.foot.rows) == (n.Caption(None, ()), ())
    assert [line.cells for line in result.head.rows] == [row("a", "b").cells]
    (only,) = result.bodies
    assert only.row_head_columns == 1
    assert only.head == ()
    assert [text_of(each.cells[0].blocks) for each in only.rows] == ["c", "e", "g", "i"]
    assert [each.alignment for each in result.columns] == ["AlignRight", "AlignLeft"]


def test_a_table_without_a_body_is_shown_with_an_empty_one() -> None:
    result = to_slide_table(replace(table([], head=(row("a", "b"),)), bodies=()), CANVAS)
    assert [(body.row_head_columns, body.rows) for body in result.bodies] == [(0, ())]


@pytest.mark.parametrize("texts", [("a", "b"), ("a", "word " * 4), ("word", "two words")])
def test_columns_of_a_narrow_table_are_a_quarter_roomier_than_their_words(texts: tuple[str, str]) -> None:
    needs = [width_of(text.strip()) for text in texts]
    assert sum(needs) * ROOMIER < ROOM
    assert widths(row(*(text.strip() for text in texts))) == pytest.approx([1.25 * each for each in needs])
    assert widths(row("a", "b"), row(*(text.strip() for text in texts))) == pytest.approx(
        [1.25 * each for each in needs]
    )


def test_a_table_that_just_has_room_takes_the_whole_width() -> None:
    text = "x"
    while sum(map(width_of, (text, text))) * ROOMIER <= ROOM:
        text += "x"
    assert sum(map(width_of, (text, text))) < ROOM
    assert widths(row(text, text)) == pytest.approx([ROOM / 2, ROOM / 2])


def test_a_cell_that_spans_columns_asks_for_no_width() -> None:
    wide = row(cell("a cell of a good many words", across=2), "x")
    assert widths(wide, row("a", "b", "c"), columns=3) == pytest.approx(
        [1.25 * width_of(text) for text in ("a", "b", "x")], rel=0.2
    )
    assert widths(row(cell("a cell of a good many words", across=2)), row("a", "b")) == widths(row("a", "b"))


def test_a_column_without_words_is_as_wide_as_its_padding_and_one_without_cells_as_a_point() -> None:
    assert widths(row("", "word")) == pytest.approx([1.25 * (2 * PADDING + 2), 1.25 * width_of("word")])
    assert widths(row(cell("word", across=2))) == pytest.approx([1.25, 1.25])


def test_narrow_columns_keep_their_words_in_a_line_and_leave_the_rest_to_the_others() -> None:
    long = " ".join(["word"] * 60)
    first, second, third = widths(row("1990", long, "two words"), columns=3)
    assert (first, third) == pytest.approx((width_of("1990"), width_of("two words")))
    assert second == pytest.approx(ROOM - first - third)


def test_wide_columns_share_half_of_the_rest_evenly_and_half_by_their_words() -> None:
    short, long = " ".join(["word"] * 30), " ".join(["word"] * 90)
    first, second, third = widths(row("1990", short, long), columns=3)
    rest = ROOM - width_of("1990")
    part = width_of(short) / (width_of(short) + width_of(long))
    assert first == pytest.approx(width_of("1990"))
    assert second == pytest.approx(rest * (0.25 + 0.5 * part))
    assert third == pytest.approx(rest * (0.25 + 0.5 * (1 - part)))


def test_a_column_that_has_room_once_others_are_narrow_keeps_its_words_in_a_line() -> None:
    """The even share grows with each column that needs less: a second round, and a third."""
    middle = " ".join(["word"] * 5)
    assert ROOM / 3 < width_of(middle) < (ROOM - width_of("1")) / 2
    first, second, third = widths(row("1", middle, " ".join(["word"] * 90)), columns=3)
    assert (first, second) == pytest.approx((width_of("1"), width_of(middle)))
    assert third == pytest.approx(ROOM - first - second)


def test_no_column_is_narrower_than_its_longest_word() -> None:
    word = "m" * 24
    long = " ".join(["word"] * 200)
    columns = widths(row(f"{word} a b c d e f g h", long, long, long), columns=4)
    assert sum(columns) == pytest.approx(ROOM)
    assert columns[0] > 1.2 * columns[1]
    total = width_of(word) + 3 * columns[1] * width_of(word) / columns[0]
    assert columns[0] == pytest.approx(width_of(word) * ROOM / total)


def test_words_wider_than_the_slide_share_its_width() -> None:
    columns = widths(row("m" * 90, "m" * 90))
    assert columns == pytest.approx([ROOM / 2, ROOM / 2])


def test_numbers_are_not_broken_for_long_words_beside_them() -> None:
    number, code = "668,835,602", "m" * 60
    first, second, third = widths(row(number, code, code), columns=3)
    assert first == pytest.approx(width_of(number))
    assert (second, third) == pytest.approx(((ROOM - first) / 2, (ROOM - first) / 2))


def test_the_width_of_a_table_is_that_of_its_columns() -> None:
    plain = to_slide_table(table([row("a", "b")]), CANVAS)
    assert table_width(plain, CANVAS) == pytest.approx(2.5 * width_of("a"), rel=0.1)
    assert table_width(table([row("a", "b")]), CANVAS) == 0


def with_shares(rows: list[n.Row], *shares: float | None, head: tuple[n.Row, ...] = ()) -> n.Table:
    """Return a table with columns of these shares of the width."""
    plain = table(rows, head, columns=len(shares))
    return replace(plain, columns=tuple(n.ColSpec("AlignDefault", share) for share in shares))


@pytest.mark.parametrize("style", [measure.TEXT, measure.TABLE, measure.SMALL_TABLE])
@pytest.mark.parametrize("lines", [1, 2, 5])
def test_a_row_is_as_high_as_its_highest_cell(lines: int, style: measure.Style) -> None:
    inner = 0.5 * ROOM - 2 * PADDING
    text = text_of_lines(lines, style, inner)
    head, empty, high = row("a", "b"), row("", ""), row("c", text)
    heights = row_heights(with_shares([empty, high], 0.5, 0.5, head=(head,)), style, CANVAS)
    one = style.line + 2 * PADDING
    assert heights == [one, one, lines * style.line + 2 * PADDING]
    assert table_height(with_shares([empty, high], 0.5, 0.5, head=(head,)), style, CANVAS) == sum(heights)


def test_text_fills_the_width_of_all_columns_that_its_cell_spans() -> None:
    text = " ".join(["word"] * 30)
    for across in (1, 2, 3):
        room = across * 0.2 * ROOM - 2 * PADDING
        lines = measure.lines(text, measure.TABLE, room)
        heights = row_heights(
            with_shares([row(cell(text, across=across))], 0.2, 0.2, 0.2), measure.TABLE, CANVAS
        )
        assert heights == [lines * LINE + 2 * PADDING]


@pytest.mark.parametrize("down", [1, 2, 3])
@pytest.mark.parametrize("lines", [1, 2, 3, 4, 7])
def test_a_cell_that_spans_rows_makes_the_last_of_them_higher(down: int, lines: int) -> None:
    text = text_of_lines(lines, measure.TABLE, 0.5 * ROOM - 2 * PADDING)
    rows = [row(cell(text, down), "a"), *(row("b") for _ in range(down - 1)), row("c", "d")]
    one = LINE + 2 * PADDING
    last = max(one, lines * LINE + 2 * PADDING - one * (down - 1))
    assert row_heights(with_shares(rows, 0.5, 0.5), measure.TABLE, CANVAS) == [*[one] * (down - 1), last, one]


def test_shorter_spans_come_first() -> None:
    """A row that its own cell makes high leaves a cell which spans it and another nothing to ask for."""
    five, four = (text_of_lines(lines, measure.TABLE, 0.5 * ROOM - 2 * PADDING) for lines in (5, 4))
    rows = [row(cell(five, 2), "a"), row(four)]
    one = LINE + 2 * PADDING
    assert row_heights(with_shares(rows, 0.5, 0.5), measure.TABLE, CANVAS) == [one, 4 * LINE + 2 * PADDING]


@pytest.mark.parametrize("share", [None, 0.0, 0.001, -0.5])
def test_columns_without_room_have_rows_of_a_height(share: float | None) -> None:
    heights = row_heights(with_shares([row("ab", "b")], share, 0.5), measure.TABLE, CANVAS)
    assert LINE < heights[0] < 1000 * LINE
