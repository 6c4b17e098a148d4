"""A table whole at the largest size that fits, or else in pieces: their rows, their heights, their ids."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.walk import text_of
from pipeline.slides import measuring as measure
from pipeline.slides import table_pieces
from pipeline.slides.narrow_columns import broken_words
from pipeline.slides.tables import row_heights, share_width, style_of, table_height, to_slide_table
from tests.canvas import CANVAS
from tests.slides.builders import cell, one_sentence, pieces, row, table, text_of_lines

TITLE = words("Title")
LIMIT = measure.body_under(TITLE, CANVAS).height
STYLES = (measure.LARGE_TABLE, measure.TABLE, measure.SMALL_TABLE)
HEAD = (row("Head", "Head"),)


def of_rows(count: int, head: tuple[n.Row, ...] = HEAD) -> n.Table:
    return to_slide_table(table([row(f"row {number}", "1") for number in range(count)], head), CANVAS)


def texts(parts: tuple[n.Table, ...]) -> list[str]:
    """Return the first cells of all rows of the bodies."""
    return [text_of(line.cells[0].blocks) for part in parts for line in part.bodies[0].rows if line.cells]


def test_tables_have_three_sizes_from_that_of_text_down() -> None:
    assert [style_of(size) for size in ("large", "", "small")] == list(STYLES)
    assert [style.points for style in STYLES] == sorted((style.points for style in STYLES), reverse=True)


@pytest.mark.parametrize("title", [TITLE, words("A title of a good many words " * 4)])
@pytest.mark.parametrize("lines", [0, 1, 3, 6])
def test_a_table_has_the_largest_size_at_which_it_is_whole(title: n.Inlines, lines: int) -> None:
    source = words(text_of_lines(lines, measure.SOURCE, CANVAS.source.width))
    limit = measure.body_under(title, CANVAS).height
    limit -= max(0.0, lines * measure.SOURCE.line - CANVAS.source.height)
    sizes = []
    for count in range(1, 20):
        plain = of_rows(count)
        size, parts = pieces(plain, title, source, CANVAS)
        whole = {style: share_width(plain, style, CANVAS) for style in STYLES}
        fitting = [style for style in STYLES if table_height(whole[style], style, CANVAS) <= limit]
        assert style_of(size) == (fitting or [measure.SMALL_TABLE])[0]
        assert (parts == (whole[style_of(size)],)) == bool(fitting)
        sizes.append(size)
    assert list(dict.fromkeys(sizes)) == ["large", "", "small"]


def test_a_size_that_breaks_words_is_not_taken() -> None:
    """Few rows would fit in large letters, but their columns break a word that smaller letters hold."""
    words_of_row = [
        "agricultural",
        "manufacturing",
        "telecommunications",
        "responsibilities",
        "infrastructure",
    ]
    plain = to_slide_table(table([row(*words_of_row)] * 2, (row(*words_of_row),), columns=5), CANVAS)
    sizes = {style: any(broken_words(share_width(plain, style, CANVAS), style, CANVAS)) for style in STYLES}
    assert list(sizes.values()) == [True, True, False]
    size, parts = pieces(plain, TITLE, (), CANVAS)
    assert (size, len(parts)) == ("small", 1)
    assert table_height(share_width(plain, measure.LARGE_TABLE, CANVAS), measure.LARGE_TABLE, CANVAS) < LIMIT


def test_a_table_that_breaks_words_at_every_size_is_whole_where_it_fits() -> None:
    """Its head stays a head, however high: only a table in pieces repeats it."""
    long_word = "telecommunications" * 9
    plain = to_slide_table(
        table([row("1")], (row(f"{long_word} {long_word} {long_word}"),), columns=1), CANVAS
    )
    style = measure.SMALL_TABLE
    assert any(broken_words(share_width(plain, style, CANVAS), style, CANVAS))
    heights = row_heights(plain, style, CANVAS)
    assert LIMIT * table_pieces.HIGHEST_HEAD < heights[0] < sum(heights) <= LIMIT
    size, [part] = pieces(plain, TITLE, (), CANVAS)
    assert (size, part.head, len(part.bodies[0].rows)) == ("small", plain.head, 1)


def test_columns_are_shared_out_for_the_size_that_the_table_has() -> None:
    """At a smaller size a date needs less, and the words beside it have more."""
    words_of_row = "A government spokesman calls them unilateral and unjust in every respect that counts here"
    plain = to_slide_table(
        table([row("10 November 2021", words_of_row, words_of_row)] * 9, (row("Date", "Step", "Reply"),)),
        CANVAS,
    )
    size, parts = pieces(plain, TITLE, (), CANVAS)
    assert size == "small"
    dates = [share_width(plain, style, CANVAS).columns[0].width or 0.0 for style in STYLES]
    assert dates == sorted(dates, reverse=True)
    assert dates[0] > dates[-1]
    assert {part.columns[0].width for part in parts} == {dates[-1]}
    # The date stands on one line at that size, and hardly wider.
    room = dates[-1] * CANVAS.body.width - 2 * measure.points("table-padding")
    label = replace(measure.SMALL_TABLE, weight=measure.LABEL.weight)
    need = measure.width("10 November 2021", label)
    assert need * 1.02 < room < need * 1.04 + 3


@pytest.mark.parametrize("count", range(17, 60, 3))
def test_pieces_are_as_few_as_hold_the_rows_and_nearly_equal(count: int) -> None:
    whole = of_rows(count)
    size, parts = pieces(whole, TITLE, (), CANVAS)
    assert size == "small"
    assert texts(parts) == [f"row {number}" for number in range(count)]
    lengths = [len(part.bodies[0].rows) for part in parts]
    one = measure.SMALL_TABLE.line + 2 * measure.points("table-padding")
    most = int((LIMIT - one) // one)
    assert len(parts) == -(-count // most)
    assert max(lengths) - min(lengths) <= 1
    assert max(lengths) <= most


def test_each_piece_has_the_head_and_the_first_alone_the_id() -> None:
    _, parts = pieces(of_rows(40), TITLE, (), CANVAS)
    assert [part.attr.id for part in parts] == ["tbl-x", *[""] * (len(parts) - 1)]
    assert len(parts) > 2
    for part in parts:
        assert [text_of(line.cells[0].blocks) for line in part.head.rows] == ["Head"]
        assert part.columns == parts[0].columns


def halves(whole: n.Table) -> n.Table:
    return replace(whole, columns=(n.ColSpec("AlignDefault", 0.5),) * 2)


HIGH = " ".join(f"{number} {'m' * 20}" for number in range(200))


def heights(parts: tuple[n.Table, ...]) -> list[float]:
    return [sum(row_heights(part, measure.SMALL_TABLE, CANVAS)) for part in parts]


def test_a_row_higher_than_a_slide_goes_on_with_its_label() -> None:
    plain = halves(table([row("a", "b"), row("c", HIGH), row("d", "e")], HEAD))
    _, parts = pieces(plain, TITLE, (), CANVAS)
    assert max(heights(parts)) <= LIMIT
    labels = texts(parts)
    assert labels == ["a", *["c"] * (len(labels) - 2), "d"]
    cells = [line.cells[1].blocks for part in parts for line in part.bodies[0].rows]
    assert " ".join(text_of(cell) for cell in cells) == f"b {HIGH} e"


def test_a_long_label_is_not_repeated_and_every_cell_goes_on() -> None:
    plain = halves(table([row(HIGH, "short"), row("d", HIGH)], HEAD))
    _, parts = pieces(plain, TITLE, (), CANVAS)
    assert max(heights(parts)) <= LIMIT
    lines = [line for part in parts for line in part.bodies[0].rows]
    words_of = [
        " ".join(filter(None, (text_of(line.cells[place].blocks) for line in lines))) for place in (0, 1)
    ]
    assert words_of[1] == f"short {HIGH}"
    assert words_of[0].startswith(f"{HIGH} d d")


def test_a_head_of_more_than_half_a_slide_is_a_row() -> None:
    for lines, rows_of_head in ((4, 1), (60, 0)):
        head = (row("a", text_of_lines(lines, measure.SMALL_TABLE, CANVAS.body.width * 0.4)),)
        _, parts = pieces(halves(of_rows(30, head)), TITLE, (), CANVAS)
        assert {len(part.head.rows) for part in parts} == {rows_of_head}
        assert max(heights(parts)) <= LIMIT
        assert texts(parts)[-30:] == [f"row {number}" for number in range(30)]


def test_pieces_know_their_rows() -> None:
    plain = halves(table([row("a", "b"), row("c", HIGH), row("d", "e")], HEAD))
    _, parts = table_pieces.pieces(plain, TITLE, (), one_sentence, CANVAS)
    first, *between, last = (part.rows for part in parts)
    assert first.start == 0
    assert between == [range(1, 2)] * len(between)
    assert last == range(1, 3)
    _, (whole,) = table_pieces.pieces(of_rows(3), TITLE, (), one_sentence, CANVAS)
    assert whole.rows == range(3)


@pytest.mark.parametrize("down", [2, 3, 5])
def test_rows_that_a_cell_spans_stay_on_one_slide(down: int) -> None:
    rows = [
        row(cell(f"group {number}", down), "1") if step == 0 else row("2")
        for number in range(30 // down)
        for step in range(down)
    ]
    plain = to_slide_table(table(rows, HEAD), CANVAS)
    size, parts = pieces(plain, TITLE, (), CANVAS)
    assert size == "small"
    assert len(parts) > 1
    for part in parts:
        lines = part.bodies[0].rows
        assert len(lines) % down == 0
        assert [line.cells[0].row_span for line in lines[::down]] == [down] * (len(lines) // down)
        assert sum(row_heights(part, measure.SMALL_TABLE, CANVAS)) <= LIMIT


def test_rows_that_a_cell_spans_beyond_a_slide_are_parted() -> None:
    count = 30
    rows = [row(cell("all", count), "1"), *(row("2") for _ in range(count - 1))]
    _, parts = pieces(to_slide_table(table(rows, HEAD), CANVAS), TITLE, (), CANVAS)
    assert len(parts) == 4
    assert max(heights(parts)) <= LIMIT
    for part in parts:
        first, *rest = part.bodies[0].rows
        assert (text_of(first.cells[0].blocks), first.cells[0].row_span) == ("all", len(rest) + 1)
        assert [text_of((n.Div(n.Attr(), line.cells[0].blocks),)) for line in rest] == ["2"] * len(rest)


def test_a_high_cell_beside_several_rows_goes_on_and_is_not_repeated() -> None:
    rows = [row(cell(HIGH, 3), "1"), row("2"), row("3")]
    _, parts = pieces(halves(table(rows, HEAD)), TITLE, (), CANVAS)
    assert max(heights(parts)) <= LIMIT
    *lines, last = (line for part in parts for line in part.bodies[0].rows)
    assert " ".join(filter(None, (text_of(line.cells[0].blocks) for line in lines))) == HIGH
    assert [text for line in lines if (text := text_of(line.cells[1].blocks))] == ["1", "2"]
    assert [text_of(each.blocks) for each in last.cells] == ["3"]


def test_a_span_that_just_fits_beside_the_head_is_left_whole() -> None:
    one = measure.SMALL_TABLE.line + 2 * measure.points("table-padding")
    most = int((LIMIT - one) // one)
    for down, spans in ((most, [most, most]), (most + 1, [most, 1])):
        rows = [
            row(cell("all", down), "1") if step == 0 else row("2") for _ in range(2) for step in range(down)
        ]
        _, parts = pieces(to_slide_table(table(rows, HEAD), CANVAS), TITLE, (), CANVAS)
        firsts = [part.bodies[0].rows[0].cells[0].row_span for part in parts]
        assert firsts[:2] == spans
        assert len(parts) == (2 if down == most else 4)
