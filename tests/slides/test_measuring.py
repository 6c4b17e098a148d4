"""How much room words take on a slide."""

from __future__ import annotations

from pipeline.slides import measuring as measure


def test_a_word_is_wider_in_bold_and_lines_break_where_they_must() -> None:
    assert measure.width("Word", measure.TITLE) > 0
    assert measure.lines("one two three", measure.TEXT, 1e6) == 1
    assert measure.lines("one two three", measure.TEXT, measure.width("three", measure.TEXT) + 1) == 3
    assert measure.lines("unbreakable", measure.TEXT, measure.width("unbreak", measure.TEXT)) == 2
