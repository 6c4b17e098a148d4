"""What stands before the first section, on slides: nothing of it is lost for having no heading."""

from __future__ import annotations

import pytest

from pipeline.model import nodes as n
from pipeline.model.walk import text_of
from tests.editions.section_sample import box, figure, with_caption
from tests.editions.test_deck_slides import heading, notes_of, slides_of
from tests.slides.builders import div, para, row, table

FORMULA = n.Para((n.Math("DisplayMath", "x"),))


def kinds_of(*blocks: n.Block) -> list[str]:
    return [slide.kind for slide in slides_of(*blocks)]


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        (figure("A map."), "figure"),
        (with_caption("Prices."), "table"),
        (FORMULA, "formula"),
        (div("abstract", figure("A map.")), "figure"),
    ],
)
def test_what_a_section_shows_is_shown_before_the_first_one_too(block: n.Block, kind: str) -> None:
    slides = slides_of(para("Before."), block, heading("One"), para("In."))
    assert [slide.kind for slide in slides] == ["cover", "text", kind, "text", "colophon"]
    assert notes_of(slides[0]) == []
    assert slides[2].kicker.startswith("Introduction")
    assert not any(text_of(slide.title).startswith("A title") for slide in slides[1:])


def test_a_box_before_the_first_section_has_no_divider_and_text_beside_it_is_said_with_the_cover() -> None:
    own = box("slide", para("In the box."), message="A message.")
    cover, slide, *_ = slides_of(para("Before."), own, heading("One"), para("In."))
    assert notes_of(cover) == ["Before."]
    assert (slide.kind, text_of(slide.title), slide.kicker) == ("text", "A message", "Introduction")


def test_text_is_said_with_the_cover_and_a_table_without_a_caption_is_shown() -> None:
    cover, slide, *_ = slides_of(para("Before."), heading("One"), para("In."))
    assert (notes_of(cover), text_of(slide.title)) == (["Before."], "One")
    cover, slide, *_ = slides_of(table([row("a", "b")]), heading("One"), para("In."))
    assert (notes_of(cover), text_of(slide.title), slide.kind) == ([], "Introduction", "table")


def test_an_article_without_sections_shows_its_first_sentences() -> None:
    cover, slide, _ = slides_of(para("The first is. And so on."))
    assert notes_of(cover) == []
    assert (slide.kind, text_of(slide.title)) == ("points", "In brief")
    assert notes_of(slide) == ["The first is. And so on."]
    assert kinds_of() == ["cover", "colophon"]
    cover, slide, _ = slides_of(table([row("a", "b")]))
    assert (notes_of(cover), slide.kind, text_of(slide.title)) == ([], "table", "In brief")
