"""How slides are set: each kind has an arrangement of its own, and what is long is set smaller."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.canvas import Box
from pipeline.model.front_matter import FrontMatter
from pipeline.model.slides import Slide
from pipeline.slides import arrangement as slide_content
from pipeline.slides.arrangement import arrange
from tests.canvas import CANVAS
from tests.editions.deck_sample import edition

FRONT = FrontMatter(title="T")
CONTENTS = {
    "cover": slide_content.Cover,
    "divider": slide_content.Divider,
    "figures": slide_content.KeyFigures,
    "points": slide_content.Text,
    "number": slide_content.Number,
    "text": slide_content.Text,
    "figure": slide_content.Pictures,
    "table": slide_content.Table,
    "formula": slide_content.Formula,
    "sources": slide_content.Entries,
    "colophon": slide_content.Text,
}


@pytest.mark.parametrize("target", ["tests/sample", "tests/joss/paper.md"])
def test_each_kind_of_slide_has_its_arrangement(target: str) -> None:
    deck = edition(target)
    for slide in deck.slides:
        assert type(arrange(slide, CANVAS, deck.front).content) is CONTENTS[slide.kind]


def test_what_is_arranged_is_within_the_slide() -> None:
    for target in ("tests/sample", "tests/joss/paper.md"):
        deck = edition(target)
        for slide in deck.slides:
            content = arrange(slide, CANVAS, deck.front).content
            boxes: tuple[Box, ...] = ()
            if isinstance(content, slide_content.KeyFigures):
                assert len(content.boxes) == len(content.figures)
                boxes = content.boxes
            if isinstance(content, slide_content.Pictures | slide_content.Table):
                boxes = (content.room,)
            if isinstance(content, slide_content.Table):
                assert sum(content.widths) <= content.room.width + 1
                assert sum(content.heights) <= content.room.height + 1
                assert len(content.heights) == max(place.row for place in content.places) + 1
            whole = CANVAS.body
            for box in boxes:
                assert box.x >= whole.x
                assert box.x + box.width <= whole.x + whole.width + 1
                assert box.y + box.height <= whole.y + whole.height + 1


def test_a_title_or_a_number_that_is_long_is_set_smaller() -> None:
    short = Slide("a", "text", words("Short"))
    assert arrange(short, CANVAS, FRONT).title_size == ""
    for count, size in ((3, ""), (4, "small"), (5, "least")):
        assert (
            arrange(replace(short, title=words("A title of many words " * count)), CANVAS, FRONT).title_size
            == size
        )
    for number, is_long in (("7", False), ("7,000,000,000,000,000,000,000", True)):
        hero = n.Div(n.Attr("", ("hero",)), (n.Para(words(number)), n.Para(words("of what"))))
        content = arrange(Slide("a", "number", words("T"), content=(hero,)), CANVAS, FRONT).content
        assert isinstance(content, slide_content.Number)
        assert content.is_long is is_long
        assert content.lines == (words(number), words("of what"))


def test_the_cover_has_room_for_a_long_title() -> None:
    for title, name in (("Short", ""), ("A title of a good many words and more " * 6, "small-cover")):
        content = arrange(Slide("cover", "cover", words(title)), CANVAS, FRONT).content
        assert isinstance(content, slide_content.Cover)
        assert content.style.name in (name, "least-cover" if name else "")
        assert content.title_height >= content.style.title.line
