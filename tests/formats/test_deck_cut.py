"""Words that a slide cannot hold are an error of each file that lacks them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.editions.prose import words
from pipeline.formats.deck_pdf import DECK_PDF
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.model import nodes as n
from pipeline.model.slides import Kind, Slide, Slides
from pipeline.model.stages import Edition
from tests.canvas import CANVAS
from tests.editions.deck_sample import edition
from tests.formats.deck_setting import SETTING
from tests.slides.builders import para

LONG = " ".join(f"word{number}" for number in range(1_500))


def deck_of(*contents: tuple[Kind, n.Blocks]) -> Edition:
    """Return a deck of slides of this content, behind a cover."""
    sample = edition("tests/sample")
    own = tuple(
        Slide(f"own-{place}", kind, words(f"Slide {place}"), content=content)
        for place, (kind, content) in enumerate(contents)
    )
    return replace(sample, content=Slides((sample.slides[0], *own), CANVAS))


def columns(left: str, right: str) -> n.Blocks:
    return tuple(n.Div(n.Attr("", ("column",)), (para(text),)) for text in (left, right))


def test_every_deck_tells_which_slide_cuts_words_off() -> None:
    content = deck_of(
        ("text", (para("Short."),)), ("text", (para(LONG),)), ("columns", columns("Short.", LONG))
    )
    for output in (HTML, PPTX):
        assert [(each.code, each.message) for each in output.render(content, SETTING).diagnostics] == [
            ("text-cut", f"the edge of the slide “Slide {place}” cuts off words") for place in (1, 2)
        ]


@pytest.mark.parametrize(("left", "right"), [(LONG, "Short."), ("Short.", LONG)])
def test_a_page_tells_the_words_that_it_lacks(left: str, right: str) -> None:
    content = deck_of(("columns", columns(left, right)))
    first, *_ = DECK_PDF.render(content, SETTING).diagnostics
    assert first.code == "text-cut"
    word = first.message.split('"')[1].split()[0]
    assert 100 < int(word.removeprefix("word")) < 1_000


def test_a_page_that_has_all_its_words_is_whole() -> None:
    lists: n.Blocks = (n.OrderedList(1, "Decimal", "Period", ((para("One."),), (para("Two, 2."),))),)
    content = deck_of(("text", lists), ("columns", columns("One.", "Two.")), ("text", ()))
    assert DECK_PDF.render(content, SETTING).diagnostics == ()
