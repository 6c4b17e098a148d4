"""How much room words take on a slide."""

from __future__ import annotations

import pytest

from pipeline.editions.prose import words
from pipeline.slides import measuring as measure
from tests.canvas import CANVAS


def test_a_word_is_wider_in_bold_and_lines_break_where_they_must() -> None:
    assert measure.width("Word", measure.TITLE) > 0
    assert measure.lines("one two three", measure.TEXT, 1e6) == 1
    assert measure.lines("one two three", measure.TEXT, measure.width("three", measure.TEXT) + 1) == 3
    assert measure.lines("unbreakable", measure.TEXT, measure.width("unbreak", measure.TEXT)) == 2


def test_a_content_under_a_title_of_one_line_begins_below_it_and_ends_where_others_do() -> None:
    whole, under = CANVAS.body, measure.body_under(words("A title"), CANVAS)
    assert measure.points("title-top") + measure.TITLE.line < under.y < whole.y
    assert under.y + under.height == pytest.approx(whole.y + whole.height)
    assert (under.x, under.width) == (whole.x, whole.width)
    assert measure.body_under(words(" ".join(["word"] * 40)), CANVAS) == whole


@pytest.mark.parametrize("gap", [0.0, 7.0])
def test_paragraphs_have_a_gap_between_two_of_them(gap: float) -> None:
    one = measure.TEXT.line
    heights = [measure.height(["a"] * count, measure.TEXT, 400, gap) for count in (0, 1, 2, 3)]
    assert heights == pytest.approx([0.0, one, 2 * one + gap, 3 * one + 2 * gap])


def test_words_fill_a_line_to_its_end_and_spaces_are_no_words() -> None:
    word = measure.width("word", measure.TEXT)
    blank = measure.width(" ", measure.TEXT)
    room = 3 * word + 2 * blank + 0.01
    counts = [measure.lines(" ".join(["word"] * count), measure.TEXT, room) for count in (3, 4, 6, 7)]
    assert counts == [1, 2, 2, 3]
    assert measure.lines("  word   word  word", measure.TEXT, room) == 1
    assert measure.lines("a\nb\n\nc", measure.TEXT, room) == 4
    assert measure.lines("well-known", measure.TEXT, measure.width("known", measure.TEXT) + 0.01) == 2


def test_the_source_line_leaves_room_for_the_number_of_the_slide() -> None:
    whole, line = CANVAS.body, CANVAS.source
    assert line.width == whole.width - 2 * measure.points("gap")
    assert line.y + line.height == pytest.approx(measure.points("source-bottom"))
