"""Where key figures stand: rows as high as their tallest figure, spread over the slide."""

from __future__ import annotations

import pytest

from pipeline.model.slides import Size
from pipeline.slides import measuring as measure
from pipeline.slides.figures import (
    NUMBER,
    across,
    boxes,
    figure_box,
    height,
    number_style,
    row_gap,
    row_heights,
    size_of,
)
from tests.canvas import CANVAS
from tests.slides.builders import figure, text_of_lines

LEAST, MOST, GAP = (measure.points(name) for name in ("gap-least", "gap-most", "gap"))


@pytest.mark.parametrize(
    ("count", "columns"), [(1, 2), (2, 2), (3, 3), (4, 2), (5, 3), (6, 3), (7, 3), (8, 3), (9, 3)]
)
def test_so_many_figures_stand_side_by_side(count: int, columns: int) -> None:
    assert across(count) == columns


@pytest.mark.parametrize("columns", [2, 3])
def test_figures_have_a_gap_between_them_across_and_half_of_it_down(columns: int) -> None:
    first, right = figure_box(0, columns, CANVAS), figure_box(1, columns, CANVAS)
    below = figure_box(columns, columns, CANVAS)
    assert right.x - (first.x + first.width) == pytest.approx(GAP)
    assert below.y - (first.y + first.height) == pytest.approx(GAP / 2)
    assert (below.x, right.y) == (first.x, first.y)


@pytest.mark.parametrize("size", ["", "small"])
@pytest.mark.parametrize("label_lines", [1, 2, 3])
def test_a_figure_is_as_high_as_its_number_its_label_and_its_source(label_lines: int, size: Size) -> None:
    style = measure.TABLE if size else measure.TEXT
    label = text_of_lines(label_lines, style, figure_box(0, 2, CANVAS).width)
    texts = NUMBER.line + label_lines * style.line
    space = LEAST / 3
    assert row_heights((figure("12%", label),), size, CANVAS) == pytest.approx([texts + space])
    with_source = (figure("12%", label, "A source"),)
    assert row_heights(with_source, size, CANVAS) == pytest.approx([texts + measure.SOURCE.line + space])
    fourth = (figure("12%", label, "A source", "never shown"),)
    assert row_heights(fourth, size, CANVAS) == row_heights(with_source, size, CANVAS)


@pytest.mark.parametrize("tall", range(5))
def test_a_row_is_as_high_as_its_tallest_figure(tall: int) -> None:
    label = text_of_lines(3, measure.TEXT, figure_box(0, 3, CANVAS).width)
    figures = tuple(figure("1", label if place == tall else "of all") for place in range(5))
    low, high = (
        row_heights((each,) * 3, "", CANVAS)[0] for each in (figure("1", "of all"), figure("1", label))
    )
    assert row_heights(figures, "", CANVAS) == ([high, low] if tall < 3 else [low, high])


@pytest.mark.parametrize("count", range(1, 10))
@pytest.mark.parametrize("label_lines", [1, 3, 5])
def test_boxes_follow_each_other_row_by_row_and_column_by_column(count: int, label_lines: int) -> None:
    columns, whole = across(count), CANVAS.body
    labels = [text_of_lines(1 + place % label_lines, measure.TEXT, 200) for place in range(count)]
    figures = tuple(figure("1", label) for label in labels)
    heights, gap = row_heights(figures, "", CANVAS), row_gap(figures, "", CANVAS)
    places = boxes(figures, "", CANVAS)
    assert len(places) == count
    for number, box in enumerate(places):
        before = places[number - columns] if number >= columns else None
        top = before.y + before.height + gap if before else whole.y
        assert box.y == pytest.approx(top)
        assert box.x == pytest.approx(whole.x + number % columns * (box.width + GAP))
        assert box.width == pytest.approx((whole.width - GAP * (columns - 1)) / columns)
        assert box.height == heights[number // columns]


@pytest.mark.parametrize("count", [3, 5, 9])
@pytest.mark.parametrize("label_lines", range(1, 12))
def test_rows_spread_over_the_slide_but_keep_together(count: int, label_lines: int) -> None:
    label = text_of_lines(label_lines, measure.TEXT, figure_box(0, 3, CANVAS).width)
    figures = (figure("1", label),) * count
    gap = row_gap(figures, "", CANVAS)
    spare = CANVAS.body.height - sum(row_heights(figures, "", CANVAS))
    assert LEAST <= gap <= MOST
    if LEAST < spare < MOST:
        assert gap == spare
    else:
        assert gap == (LEAST if spare <= LEAST else MOST)


def test_figures_are_small_from_the_first_line_that_has_no_room() -> None:
    room = CANVAS.body.height
    sizes = []
    for lines in range(1, 30):
        label = text_of_lines(lines, measure.TEXT, figure_box(0, 3, CANVAS).width)
        figures = (figure("1", label),) * 6
        assert (size_of(figures, CANVAS) == "small") == (height(figures, "", CANVAS) > room)
        sizes.append(size_of(figures, CANVAS))
    assert sizes == sorted(sizes)
    assert set(sizes) == {"", "small"}


def test_no_figures_have_no_height() -> None:
    assert height((), "", CANVAS) == 0
    assert boxes((), "", CANVAS) == ()


@pytest.mark.parametrize("columns", [2, 3])
def test_a_number_is_usual_up_to_the_width_of_its_column(columns: int) -> None:
    room = figure_box(0, columns, CANVAS).width
    fitting = max(size for size in range(1, 60) if measure.width("9" * size, NUMBER) <= room)
    others = (figure("1"),) * (columns - 1)
    assert number_style((figure("9" * fitting), *others), CANVAS) == NUMBER
    assert number_style((figure("9" * (fitting + 1)), *others), CANVAS) != NUMBER
    assert number_style((*others, figure("9" * (fitting + 1))), CANVAS) != NUMBER


def test_a_long_label_leaves_the_number_its_size() -> None:
    assert number_style((figure("1", "9" * 100),), CANVAS) == NUMBER
