"""The bottom line: the standfirst as one message behind the title, as much of it as a slide holds."""

from __future__ import annotations

import pytest

from pipeline.editions.deck_bottom_line import bottom_line
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.model.walk import text_of
from tests.editions.section_sample import FACT, SETTING, cite
from tests.editions.test_deck_slides import heading, notes_of, slides_of
from tests.slides.builders import div, para


def standfirst(*texts: str | n.Para) -> n.Div:
    return div("standfirst", *(para(text) if isinstance(text, str) else text for text in texts))


def slide_of(*texts: str | n.Para) -> Slide:
    [slide] = bottom_line((standfirst(*texts),), SETTING)
    return slide


def shape(slide: Slide) -> tuple[str, str, list[str]]:
    """Return the kicker, the title and the paragraphs of a slide."""
    return slide.kicker, text_of(slide.title), [text_of((block,)) for block in slide.content]


def test_the_first_sentence_is_the_title_and_the_next_two_are_text() -> None:
    slide = slide_of("One is so. Two is so. Three is so. Four is so.")
    assert shape(slide) == ("Bottom line", "One is so", ["Two is so.", "Three is so."])
    assert (slide.id, slide.kind, slide.size) == ("bottom-line", "text", "large")
    assert notes_of(slide) == ["One is so. Two is so. Three is so. Four is so."]


def test_sentences_of_several_paragraphs_follow_each_other() -> None:
    assert shape(slide_of("One is so.", "Two is so.")) == ("Bottom line", "One is so", ["Two is so."])


def test_a_single_sentence_is_text_under_the_name_of_the_slide() -> None:
    assert shape(slide_of("One is so.")) == ("", "Bottom line", ["One is so."])


def test_a_first_sentence_too_long_for_a_title_is_text() -> None:
    long = "Word " * 30 + "end."
    assert shape(slide_of(f"{long} Two is so.")) == ("", "Bottom line", [long, "Two is so."])


def test_sentences_that_a_slide_does_not_hold_are_said_alone() -> None:
    long = "Word " * 60 + "end."
    slide = slide_of(f"One is so. {long} {long}")
    assert shape(slide) == ("Bottom line", "One is so", [long])
    assert text_of(slide.notes).count("end.") == 2
    assert bottom_line((), SETTING) == ()
    assert bottom_line((div("standfirst", n.HorizontalRule()),), SETTING) == ()


def test_a_sentence_that_smaller_type_holds_is_shown_whole() -> None:
    long = "Word " * 150 + "end."
    assert shape(slide_of(f"One is so. {long}")) == ("Bottom line", "One is so", [long])
    assert shape(slide_of(f"{long} It is so.")) == ("", "Bottom line", [long])


def test_a_sentence_that_no_slide_holds_goes_on() -> None:
    long = "Word " * 900 + "end."
    slides = bottom_line((standfirst(f"One is so. {long} Another."),), SETTING)
    assert [slide.id for slide in slides[:2]] == ["bottom-line", "bottom-line-2"]
    count = len(slides)
    assert [text_of(slide.title) for slide in slides] == [
        f"One is so ({position}\u00a0of\u00a0{count})" for position in range(1, count + 1)
    ]
    assert " ".join(text_of(slide.content) for slide in slides) == long
    assert [bool(slide.notes) for slide in slides] == [True] + [False] * (count - 1)


def test_facts_and_citations_are_in_the_source_line_and_the_notes() -> None:
    slide = slide_of(
        n.Para((*para("One is so.").inlines, n.Space(), FACT, n.Space(), cite("bee"), n.Str(".")))
    )
    assert text_of(slide.source) == "Sources: Bee 2002; Ant 2001"
    assert not text_of(slide.content).count("(x)")
    assert text_of(slide.notes).count("(x)") == 1


@pytest.mark.parametrize("text", ["One is so.", "word " * 200 + "end."])
def test_it_stands_behind_the_title_and_is_said_there(text: str) -> None:
    slides = slides_of(standfirst(text), para("Before."), heading("One"), para("In."))
    assert [slide.id for slide in slides[:2]] == ["cover", "bottom-line"]
    assert [notes_of(slide) for slide in slides[:2]] == [["Before."], [text]]


def test_an_article_of_a_standfirst_alone_has_no_other_slide_of_it() -> None:
    assert [slide.id for slide in slides_of(standfirst("One is so."))] == ["cover", "bottom-line", "colophon"]
