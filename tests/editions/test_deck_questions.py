"""Open questions that the author marks stand near the end of the deck, behind what is disputed."""

from __future__ import annotations

import pytest

from pipeline.editions.prose import select_blocks
from pipeline.model import nodes as n
from pipeline.model.walk import text_of
from tests.editions.deck_sample import edition
from tests.editions.section_sample import bullets
from tests.editions.test_deck_slides import heading, notes_of, slides_of
from tests.slides.builders import div, para

QUESTIONS = bullets("Who pays?", "Who signs?")


def box(*blocks: n.Block, message: str = "", classes: tuple[str, ...] = ("open-questions",)) -> n.Div:
    return n.Div(n.Attr("", classes, (("message", message),) if message else ()), blocks)


@pytest.mark.parametrize("wrap", [lambda block: block, lambda block: div("box", block)])
def test_a_box_of_a_section_moves_to_the_end(wrap: object) -> None:
    assert callable(wrap)
    slides = slides_of(heading("One"), para("In one."), wrap(box(QUESTIONS)), heading("Two"), para("In two."))
    assert [slide.id for slide in slides] == ["cover", "sec-one", "sec-two", "open-questions", "colophon"]
    assert (slides[3].kind, text_of(slides[3].title), slides[3].kicker) == ("points", "Open questions", "")
    assert text_of(slides[3].content).split("\n") == ["Who pays?", "Who signs?"]
    assert all("Who pays?" not in text_of(slide.notes) for slide in slides)


def test_a_message_is_the_title_under_the_name() -> None:
    for classes in (("open-questions",), ("slide", "open-questions")):
        own = box(QUESTIONS, message="Two things are open.", classes=classes)
        *_, slide, _ = slides_of(heading("One"), para("In one."), own)
        assert (text_of(slide.title), slide.kicker) == ("Two things are open", "Open questions")


def test_notes_behind_a_box_go_with_it() -> None:
    notes = div("notes", para("Said with it."))
    slides = slides_of(
        heading("One"), div("key-points", para("In one.")), box(QUESTIONS), notes, para("Last.")
    )
    assert {slide.id: notes_of(slide) for slide in slides if slide.notes} == {
        "slide-one-1": ["Last."], "open-questions": ["Said with it."]
    }  # fmt: skip


def test_a_section_of_open_questions_stands_at_the_end() -> None:
    own = n.Header(1, n.Attr("sec-open", ("open-questions",)), para("What is open").inlines)
    slides = slides_of(own, para("Who pays is open."), heading("Two"), para("In two."), box(QUESTIONS))
    assert [slide.id for slide in slides] == ["cover", "sec-two", "open-questions", "sec-open", "colophon"]


def test_an_article_without_open_questions_has_no_slide_of_them() -> None:
    assert "open-questions" not in {slide.id for slide in edition("tests/sample").slides}


def test_readers_of_the_briefing_have_a_box_in_its_place_and_no_slide() -> None:
    blocks = (box(QUESTIONS), box(QUESTIONS, classes=("slide", "open-questions")))
    assert select_blocks(blocks, "briefing") == blocks[:1]


def test_the_default_article_goes_from_the_bottom_line_to_how_it_was_made() -> None:
    ids = [slide.id for slide in edition("cambodia-us-relations").slides]
    ends = ["officials", "disputed", "disputed-2", "open-questions", "sources", "colophon"]
    assert ids[:3] == ["cover", "bottom-line", "at-a-glance"]
    assert ids[-len(ends) :] == ends
    assert 18 <= len(ids) <= 28
