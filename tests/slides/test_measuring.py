"""How much room words take on a slide."""

from __future__ import annotations

import pytest

from pipeline.editions.prose import words
from pipeline.slides import measuring as measure


def test_a_word_is_wider_in_bold_and_lines_break_where_they_must() -> None:
    assert measure.width("Word", measure.TITLE) > 0
    assert measure.lines("one two three", measure.TEXT, 1e6) == 1
    assert measure.lines("one two three", measure.TEXT, measure.width("three", measure.TEXT) + 1) == 3
    assert measure.lines("unbreakable", measure.TEXT, measure.width("unbreak", measure.TEXT)) == 2


def test_a_content_under_a_title_of_one_line_begins_below_it_and_ends_where_others_do() -> None:
    whole, under = measure.body(), measure.body_under(words("A title"))
    assert measure.points("title-top") + measure.TITLE.line < under.y < whole.y
    assert under.y + under.height == pytest.approx(whole.y + whole.height)
    assert (under.x, under.width) == (whole.x, whole.width)
    assert measure.body_under(words(" ".join(["word"] * 40))) == whole
