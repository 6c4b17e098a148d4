"""A section as slides: which slides, with which titles and ids, and what is said with each."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from pipeline import theme
from pipeline.editions.deck_section import section
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.canvas import Ratio
from pipeline.model.walk import text_of
from pipeline.slides import measuring as measure
from pipeline.slides.canvas import canvas_of
from pipeline.slides.findings import fits
from tests.canvas import CANVAS
from tests.editions.section_sample import (
    DISPLAY,
    FACT,
    IMAGE,
    NOTE,
    SETTING,
    box,
    bullets,
    cite,
    figure,
    heading,
    notes_of,
    outline,
    slides_of,
    with_caption,
)
from tests.slides.builders import div, para, text_of_lines


def test_a_section_without_slides_of_its_own_opens_with_its_first_sentences() -> None:
    (slide,) = slides_of(para("One is. Two is."), para("Three is."))
    assert outline((slide,)) == [("points", "sec-work", "Work")]
    assert (slide.kicker, slide.size, slide.at) == ("", "large", 7)
    assert text_of(slide.content).split("\n") == ["One is.", "Two is.", "Three is."]
    assert notes_of(slide) == ["One is. Two is.", "Three is."]


def test_sentences_are_a_list_and_begin_with_their_numbers_where_all_have_one() -> None:
    (slide,) = slides_of(para("One is. Two is."))
    assert slide.content == (bullets("One is.", "Two is."),)
    (alone,) = slides_of(para("One is."))
    assert alone.content == (para("One is."),)
    sentence = n.Para((FACT, n.Space(), *words("were paid.")))
    (numbers,) = slides_of(sentence, sentence)
    (block,) = numbers.content
    assert isinstance(block, n.Div)
    assert block.attr.classes == ("leading",)


@pytest.mark.parametrize("ratio", get_args(Ratio))
def test_as_many_first_sentences_as_have_room_are_shown_and_all_are_said(ratio: Ratio) -> None:
    canvas = canvas_of(theme.load(), ratio)
    sentences = [" ".join([each, *["extraordinarily"] * 12]) + "." for each in ("One", "Two", "Three")]
    blocks = (para(" ".join(sentences)),)
    slides = section(heading(), blocks, replace(SETTING, canvas=canvas))
    lines = text_of(slides[0].content).split("\n")
    assert lines == sentences[: len(lines)]
    assert all(fits(slide, canvas) for slide in slides)
    assert notes_of(slides[0]) == [" ".join(sentences)]


def test_a_short_list_without_room_goes_on() -> None:
    items = [" ".join([each, *["incomprehensibilities"] * 12]) for each in ("One", "Two", "Three")]
    slides = slides_of(bullets(*items))
    assert len(slides) > 1
    assert all(fits(slide, CANVAS) for slide in slides)
    assert [line for slide in slides for line in text_of(slide.content).split("\n")] == items


def test_one_sentence_is_text_and_has_the_source_that_it_cites() -> None:
    (slide,) = slides_of(n.Para((*words("One is"), n.Space(), cite("bee"), n.Str("."))))
    assert (slide.kind, text_of(slide.content), text_of(slide.source)) == (
        "text",
        "One is.",
        "Source: Bee 2002",
    )


def test_each_heading_below_opens_a_slide_with_the_section_above_its_title() -> None:
    slides = slides_of(
        para("One is."), heading("Part", 2, "sec-part"), para("Two is."), heading("Deep", 3, "sec-deep"),
        para("Three is."),
    )  # fmt: skip
    assert outline(slides) == [
        ("text", "sec-work", "Work"), ("text", "sec-part", "Part"), ("text", "sec-deep", "Deep")
    ]  # fmt: skip
    assert [slide.kicker for slide in slides] == ["", "Work", "Work"]
    assert [notes_of(slide) for slide in slides] == [["One is."], ["Two is."], ["Three is."]]


def test_a_title_has_no_citations_and_the_source_line_has_them() -> None:
    head = n.Header(1, n.Attr("sec-work"), (*words("Work"), NOTE, n.Space(), cite("ant"), n.Str(".")))
    (slide,) = slides_of(para("One is."), head=head)
    assert text_of(slide.title) == "Work"
    assert text_of(slide.source) == "Source: Ant 2001"
    assert notes_of(slide) == ["A note.", "One is."]
    divider, _ = slides_of(box("key-points", para("One.")), head=head)
    assert (divider.kind, notes_of(divider), text_of(divider.source)) == ("divider", ["A note."], "")


def test_a_short_list_is_shown_as_it_is_and_a_long_one_is_said() -> None:
    (slide,) = slides_of(para("One is."), bullets("First", "Second"), bullets("Third"))
    assert text_of(slide.content).split() == ["First", "Second", "Third"]
    for texts, is_short in (
        (["a"] * 5, True), (["a"] * 6, False), (["word " * 8] * 5, True),
        (["word " * 8] * 4 + ["word " * 9], False),
    ):  # fmt: skip
        (slide,) = slides_of(para("One is."), bullets(*(text.strip() for text in texts)))
        assert (text_of(slide.content) != "One is.") is is_short


def test_a_section_with_slides_has_a_divider_and_what_stands_outside_them_is_said() -> None:
    slides = slides_of(
        para("Before."),
        box("key-points", bullets("One.", "Two."), message="It is so."),
        para("Behind."),
        heading("Part", 2, "sec-part"),
        box("notes", para("Spoken.")),
        head=heading(number="3"),
    )
    assert outline(slides) == [("divider", "sec-work", "Work"), ("points", "slide-work-1", "It is so")]
    assert (slides[0].number, slides[0].kicker, slides[1].kicker) == ("3", "", "Work")
    assert (slides[0].at, slides[1].at) == (7, 9)
    assert [notes_of(slide) for slide in slides] == [["Before."], ["Spoken.", "Behind.", "Part"]]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_divider_opens_three_slides_and_more_and_the_name_of_others_stands_above_them(count: int) -> None:
    slides = section(
        heading(),
        (para("Said with the first."), *(box("key-points", para(f"P{number}.")) for number in range(count))),
        SETTING,
    )
    first, *rest = slides
    assert len(slides) == count + (count >= 3)
    assert (first.kind == "divider") == (count >= 3)
    assert first.id == "sec-work"
    assert notes_of(first) == ["Said with the first."]
    assert {slide.kicker for slide in slides if slide.kind != "divider"} == {"Work"}
    assert {slide.level for slide in rest} <= {3 if count >= 3 else 2}
    assert first.level == 2


def test_points_without_a_message_have_the_title_of_their_section() -> None:
    _, slide = slides_of(box("key-points", bullets("One.", "Two.")))
    assert text_of(slide.title) == "Work"
    assert text_of(slide.content).split() == ["One.", "Two."]


def test_points_that_are_more_than_points_are_shown_as_they_are() -> None:
    block = n.OrderedList(1, "Decimal", "Period", ((n.Plain(words("One.")),),))
    for name in ("key-points", "slide"):
        _, slide = slides_of(box(name, block, message="It is so."))
        assert (slide.kind, slide.content) == ("text", (block,))


def test_points_that_a_slide_does_not_hold_go_on_on_the_next() -> None:
    long = text_of_lines(4, measure.TEXT, CANVAS.body.width - measure.TEXT.points)
    _, first, second = slides_of(box("key-points", bullets(long, long, long), message="So."))
    assert outline((first, second)) == [
        ("points", f"slide-work-{part}", f"So ({part}\u00a0of\u00a02)") for part in (1, 2)
    ]  # fmt: skip
    assert (first.size, second.size) == ("", "")  # of one size, though the second has room for a larger one


def test_text_that_a_slide_does_not_hold_goes_on_on_the_next() -> None:
    long = n.BlockQuote((para(text_of_lines(6, measure.TEXT, CANVAS.body.width - 40)),))
    other = n.BlockQuote((n.Para((*long.blocks[0].inlines, NOTE)),))  # type: ignore[union-attr]  # a paragraph
    _, first, second = slides_of(box("slide", long, other, message="So."))
    assert outline((first, second)) == [
        ("text", "slide-work-1", "So (1\u00a0of\u00a02)"), ("text", "slide-work-2", "So (2\u00a0of\u00a02)")
    ]  # fmt: skip
    assert (first.content, second.content) == ((long,), (long,))
    assert (notes_of(first), notes_of(second)) == ([], ["A note."])


def test_a_box_has_a_slide_for_each_of_its_parts() -> None:
    slides = slides_of(box("slide", para("Text."), figure(), with_caption("A table."), message="So."))
    assert [slide.kind for slide in slides] == ["divider", "text", "figure", "table"]
    assert [text_of(slide.title) for slide in slides[1:]] == ["So", "So", "So"]
    assert [slide.id for slide in slides[1:]] == [f"slide-work-{number}" for number in (1, 2, 3)]
    assert [slide.kicker for slide in slides[1:]] == ["Work", "Work · Figure 1", "Work · Table 1"]
    assert [notes_of(slide) for slide in slides[1:]] == [[], ["A map. It is old."], ["A table."]]


def test_an_image_alone_in_a_box_is_a_figure() -> None:
    _, slide = slides_of(box("slide", n.Para((IMAGE,))))
    assert (slide.kind, slide.at, text_of(slide.title)) == ("figure", 9, "Work")
    assert [each.blocks for each in slide.content if isinstance(each, n.Figure)] == [(n.Plain((IMAGE,)),)]
    _, text = slides_of(box("slide", n.Para((IMAGE, n.Str("x")))))
    assert text.kind == "text"


def test_a_number_at_the_head_of_a_box_is_shown_alone() -> None:
    sentence = n.Para((FACT, n.Space(), *words("were paid"), NOTE, n.Str(".")))
    _, slide = slides_of(box("slide", sentence, message="The price"))
    assert (slide.kind, text_of(slide.title)) == ("number", "The price")
    (hero,) = slide.content
    assert isinstance(hero, n.Div)
    assert hero.attr.classes == ("hero",)
    assert [text_of((each,)) for each in hero.blocks] == ["40 coins", "were paid."]
    assert text_of(slide.source) == "Source: Ant 2001"
    assert notes_of(slide) == ["A note."]
    _, alone = slides_of(box("slide", n.Para((FACT,))))
    assert text_of(alone.content) == "40 coins"


def test_a_formula_in_a_box_is_shown_with_its_text() -> None:
    blocks = (para("Thus:"), n.Para((DISPLAY, n.Space(), cite("ant"))))
    _, slide = slides_of(box("slide", *blocks, message="So."))
    assert (slide.kind, text_of(slide.source)) == ("formula", "Source: Ant 2001")
    assert slide.content == (para("Thus:"), n.Para((DISPLAY,)))


def test_a_formula_in_the_text_has_a_slide_of_its_own_and_is_said() -> None:
    mark = n.Span(n.Attr("eq-a"), (DISPLAY, n.Str("(1)")))
    slides = slides_of(para("One is."), n.Para((*words("So"), n.Space(), mark)), n.Para((DISPLAY,)))
    assert outline(slides) == [
        ("text", "sec-work", "Work"), ("formula", "slide-work-2", "Equation (1)"),
        ("formula", "slide-work-3", "Work"),
    ]  # fmt: skip
    assert slides[1].content == (n.Para((mark,)),)
    assert [len(notes_of(slide)) for slide in slides] == [2, 1, 0]
    divider, _ = slides_of(n.Para((DISPLAY,)), box("key-points", para("One.")))
    assert len(notes_of(divider)) == 1


def test_a_paragraph_is_said_with_the_figure_that_it_speaks_of() -> None:
    link = n.Link(n.Attr(), words("Figure 1"), "#fig-a")
    outer = n.Link(n.Attr(), words("there"), "https://fig-a")
    other = n.Link(n.Attr(), words("elsewhere"), "#fig-b")
    slides = slides_of(
        n.Para((*words("See"), n.Space(), other, n.Space(), link, n.Str("."))),
        n.Para((*words("Go"), n.Space(), outer, n.Str("."))),
        figure(),
        para("Behind it."),
    )
    assert [notes_of(slide) for slide in slides] == [
        ["Go there."],
        ["It is old.", "See elsewhere Figure 1.", "Behind it."],
    ]
    assert text_of(slides[0].content).split("\n") == ["Go there."]


def test_other_boxes_are_read_through() -> None:
    slides = slides_of(div("outer", div("inner", para("One is."), figure())))
    assert [slide.kind for slide in slides] == ["text", "figure"]


def test_slides_without_words_are_left_out_and_what_was_to_be_said_with_them_is_not() -> None:
    slides = slides_of(
        heading("First", 2, "sec-first"), para("as planned"), heading("Two", 2, "sec-two"), para("Is.")
    )
    assert outline(slides) == [("text", "sec-work", "Two")]
    assert notes_of(slides[0]) == ["First", "as planned", "Is."]


def test_a_section_of_a_heading_alone_is_a_divider_and_one_without_words_is_nothing() -> None:
    (slide,) = slides_of()
    assert outline((slide,)) == [("divider", "sec-work", "Work")]
    assert slides_of(head=heading("")) == ()
    (silent,) = slides_of(para("as planned"), head=heading(""))
    assert (silent.kind, notes_of(silent), silent.source) == ("divider", ["as planned"], ())
