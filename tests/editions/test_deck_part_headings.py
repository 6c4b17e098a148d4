"""A heading within a box of a slide, before a table, a figure or columns, is on their slide."""

from __future__ import annotations

import pytest

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.walk import text_of
from tests.editions.section_sample import NOTE, box, bullets, figure, heading, slides_of
from tests.slides.builders import div, para, row, table

UPPER, LOWER = heading("Upper", 2, "upper"), heading("Lower", 3, "lower")
TABLE = table([row("a", "b")])
COLUMNS = div("columns", div("column", para("A")), div("column", para("B")))
LONG = "A heading of a great many words that no line above a title has room for " * 3


@pytest.mark.parametrize("block", [TABLE, figure(), COLUMNS])
def test_a_heading_is_the_title_of_what_stands_below_it_or_above_the_message(block: n.Block) -> None:
    _, plain = slides_of(box("slide", LOWER, block))
    assert (text_of(plain.title), plain.id) == ("Lower", "lower")
    assert "Lower" not in plain.kicker
    _, message = slides_of(box("slide", LOWER, block, message="It grew."))
    assert (text_of(message.title), message.id) == ("It grew", "lower")
    assert message.kicker.startswith("Work · Lower")
    assert message.kind == plain.kind != "text" or block is COLUMNS


def test_several_headings_are_title_and_kicker() -> None:
    _, plain = slides_of(box("slide", UPPER, LOWER, TABLE))
    assert (plain.kicker, text_of(plain.title)) == ("Work · Upper", "Lower")
    _, message = slides_of(box("slide", UPPER, LOWER, TABLE, message="It grew."))
    assert (message.kicker, text_of(message.title)) == ("Work · Upper · Lower", "It grew")


def test_a_heading_over_two_tables_gives_its_id_and_its_notes_once() -> None:
    heading_with_note = n.Header(2, n.Attr("lower"), (*words("Lower"), NOTE))
    _, first, second = slides_of(box("slide", heading_with_note, TABLE, TABLE, message="It grew."))
    assert first.kicker == second.kicker == "Work · Lower"
    assert (first.id, second.id != "lower") == ("lower", True)
    assert (text_of(first.notes), second.notes) == ("A note.", ())


def test_a_heading_too_long_for_its_line_is_whole_in_the_notes() -> None:
    long = heading(LONG.strip(), 2, "long")
    _, slide = slides_of(box("slide", long, TABLE, message="It grew."))
    assert slide.kicker.startswith("Work · A heading of")
    assert slide.kicker.endswith("…")
    assert text_of(slide.notes) == LONG.strip()


def test_a_heading_over_a_list_stays_with_it() -> None:
    _, slide = slides_of(box("slide", LOWER, bullets("One.", "Two."), message="It grew."))
    assert slide.kicker == "Work"
    assert text_of(slide.content).startswith("Lower")
