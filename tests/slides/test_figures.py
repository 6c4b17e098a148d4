"""Key figures on slides: where each stands, and numbers that are set smaller when one has no room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.slides import measuring as measure
from pipeline.slides.figures import (
    LEAST_NUMBER,
    NUMBER,
    SHARES,
    across,
    figure_box,
    fit,
    height,
    label_style,
    number_style,
    room_of,
)
from tests.canvas import CANVAS, NARROW


def figure(number: str) -> n.Div:
    return n.Div(n.Attr("", ("key-figure",)), (n.Para(words(number)), n.Para(words("of all"))))


def test_numbers_are_as_large_as_the_longest_allows() -> None:
    assert number_style((figure("12%"), figure("3")), CANVAS) == NUMBER
    styles = [number_style((figure("12%"), figure("9" * count)), CANVAS) for count in range(1, 40)]
    sizes = [style.points for style in styles]
    assert sizes == sorted(sizes, reverse=True)
    assert set(styles) == {NUMBER, *(replace(LEAST_NUMBER, share=share) for share in SHARES)}
    width = figure_box(0, 2, CANVAS).width
    for count, style in enumerate(styles, 1):
        assert measure.width("9" * count, style) <= width or style.share == SHARES[-1]


def test_key_figures_fit_where_their_words_have_room_at_the_smaller_size() -> None:
    results = []
    for count in range(1, 40):
        label = n.Para(words(" ".join(["word"] * count)))
        four = tuple(n.Div(n.Attr(), (n.Para(words("12%")), label)) for _ in range(4))
        results.append([fit(four, words("Title"), each) for each in (CANVAS, NARROW)])
        for is_fitting, canvas in zip(results[-1], (CANVAS, NARROW), strict=True):
            room = room_of(four, "small", words("Title"), canvas)
            assert is_fitting == (height(four, "small", canvas) <= room.height)
            has_room = height(four, "small", canvas) <= canvas.body.height
            assert room == (canvas.body if has_room else measure.body_under(words("Title"), canvas))
    assert sorted(results, reverse=True) == results
    assert [True, False] in results


@pytest.mark.parametrize("columns", [2, 3])
def test_boxes_of_figures_fill_the_body_and_do_not_overlap(columns: int) -> None:
    whole = CANVAS.body
    boxes = [figure_box(place, columns, CANVAS) for place in range(2 * columns)]
    assert (boxes[0].x, boxes[0].y) == (whole.x, whole.y)
    assert boxes[-1].x + boxes[-1].width == pytest.approx(whole.x + whole.width)
    assert boxes[-1].y + boxes[-1].height == pytest.approx(whole.y + whole.height)
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert (
                one.x + one.width < other.x or other.x + other.width < one.x or one.y + one.height < other.y
            )


def test_labels_are_smaller_where_figures_say_much() -> None:
    assert (label_style("small"), label_style("")) == (measure.TABLE, measure.TEXT)


def test_figures_in_rows_take_the_height_of_their_rows_and_a_gap_between_two() -> None:
    one, two = (height(tuple(figure("12%") for _ in range(count)), "", CANVAS) for count in (1, 9))
    rows = -(-9 // across(9))
    assert two == pytest.approx(rows * one + (rows - 1) * measure.points("gap-least"))
