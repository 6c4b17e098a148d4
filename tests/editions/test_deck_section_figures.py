"""Figures and tables of a section as slides: their titles, their sources, and what is said with them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.model.source import SourceText
from pipeline.model.walk import text_of
from pipeline.slides.findings import content_height, findings, room
from tests.canvas import CANVAS
from tests.editions.section_sample import (
    IMAGE,
    NOTE,
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
from tests.slides.builders import para, row, table


def test_a_figure_has_the_first_sentence_of_its_caption_as_title() -> None:
    line = n.Div(n.Attr("", ("source",)), (n.Para((*words("Source:"), n.Space(), cite("bee"))),))
    slides = slides_of(para("One is."), figure("A map. It is old.", n.Plain((IMAGE,)), line))
    assert outline(slides)[1] == ("figure", "slide-work-2", "A map")
    assert (slides[1].at, slides[1].kicker) == (11, "Work · Figure 1")
    assert text_of(slides[1].source) == "Source: Bee 2002"
    (plain,) = slides[1].content
    assert plain == n.Figure(n.Attr("fig-a"), n.Caption(None, ()), (n.Plain((IMAGE,)),))
    words_line = n.Div(n.Attr("", ("source",)), (n.Para(words("Drawn by hand.")), n.HorizontalRule()))
    _, other = slides_of(para("One is."), figure("", n.Plain((IMAGE,)), words_line))
    assert (text_of(other.title), text_of(other.source)) == ("Work", "Drawn by hand.")


def test_what_stands_in_the_place_of_an_image_is_text() -> None:
    _, slide = slides_of(para("One is."), figure("A map.", para("In its place.")))
    assert (slide.kind, text_of(slide.title)) == ("text", "A map")
    assert slide.content == (n.Div(n.Attr("fig-a"), (para("In its place."),)),)


def test_notes_of_a_caption_are_said_once() -> None:
    caption = n.Caption(None, (n.Plain((*words("A map"), NOTE, n.Str("."), n.Space(), *words("Old."))),))
    block = n.Figure(n.Attr("fig-a"), caption, (n.Plain((IMAGE,)),))
    _, slide = slides_of(para("One is."), block)
    assert notes_of(slide) == ["Old.", "A note."]
    _, under_title = slides_of(box("slide", block, message="So."))
    assert notes_of(under_title) == ["A map (A note.). Old."]


def test_a_table_has_its_caption_as_title_and_one_without_the_heading() -> None:
    slides = slides_of(para("One is."), with_caption("Prices. In gold."), table([row("a", "b")]))
    assert outline(slides)[1:] == [("table", "slide-work-2", "Prices"), ("table", "slide-work-3", "Work")]
    assert (slides[1].at, slides[1].size, slides[1].kicker) == (13, "large", "Work · Table 1")
    assert [notes_of(each) for each in slides[1:]] == [["In gold."], []]
    assert slides[2].kicker == ""


def test_a_table_without_a_caption_stands_under_the_heading_of_its_part_with_its_notes() -> None:
    with_note = table([row("a", n.Cell(n.Attr(), "AlignDefault", 1, 1, (n.Plain((n.Str("b"), NOTE)),)))])
    own = heading("Part", 2, "sec-part")
    _, part, table_slide = slides_of(para("One is."), own, para("Two is."), with_note)
    assert (part.id, text_of(part.title)) == ("sec-part", "Part")
    assert (table_slide.kind, text_of(table_slide.title), table_slide.kicker) == ("table", "Part", "Work")
    assert (notes_of(part), notes_of(table_slide)) == (["Two is."], ["A note."])
    *_, alone = slides_of(para("One is."), own, with_note)
    assert (alone.id, notes_of(alone)) == ("sec-part", ["A note."])


def test_a_table_without_a_caption_is_shown_beside_key_points_too() -> None:
    points = box("key-points", bullets("One.", "Two."), message="So.")
    divider, own, last = slides_of(points, para("In the text."), table([row("a", "b")]))
    assert (own.kind, last.kind, text_of(last.title)) == ("points", "table", "Work")
    assert (notes_of(divider), notes_of(own), notes_of(last)) == ([], ["In the text."], [])


@pytest.mark.parametrize(
    ("title", "caption", "notes"),
    [("So.", "Prices. In gold.", ["Prices. In gold."]), ("So. Or not?", "Prices.", ["Or not? Prices."])],
)
def test_a_table_in_a_box_has_the_title_of_the_box_and_its_caption_is_said(
    title: str, caption: str, notes: list[str]
) -> None:
    _, slide = slides_of(box("slide", with_caption(caption), message=title))
    assert text_of(slide.title) == "So"
    assert notes_of(slide) == notes


def test_a_table_too_high_goes_on_on_the_next_slides_each_with_the_sources_of_its_rows() -> None:
    def row_citing(number: int, key: str) -> n.Row:
        cell = n.Cell(n.Attr(), "AlignDefault", 1, 1, (n.Plain((n.Str(f"r{number}"), n.Space(), cite(key))),))
        return n.Row(n.Attr(), (cell, *row("1").cells))

    rows = [row_citing(number, "ant" if number < 8 else "bee") for number in range(16)]
    whole = with_caption("Prices. In gold.", *rows)
    first_body = n.TableBody(n.Attr(), 0, (rows[0],), tuple(rows[1:10]))
    second = n.TableBody(n.Attr(), 0, (), tuple(rows[10:15]))
    foot = n.TableEnd(n.Attr(), (rows[15],))
    for block in (whole, replace(whole, bodies=(first_body, second), foot=foot)):
        _, *slides = slides_of(para("One is."), block)
        assert [text_of(slide.title) for slide in slides] == [
            f"Prices ({part}\u00a0of\u00a02)" for part in (1, 2)
        ]
        assert [slide.id for slide in slides] == ["slide-work-2", "slide-work-3"]
        assert [text_of(slide.source) for slide in slides] == ["Source: Ant 2001", "Source: Bee 2002"]
        assert [notes_of(slide) for slide in slides] == [[], ["In gold."]]
        assert "r7" in text_of(slides[0].content)
        assert "r8" in text_of(slides[1].content)


@pytest.mark.parametrize("words_in_title", range(3, 14))
@pytest.mark.parametrize("count", [8, 9, 10, 18])
def test_a_table_has_room_under_its_title_also_where_this_says_which_part_it_is(
    words_in_title: int, count: int
) -> None:
    title = " ".join(["table"] * words_in_title)
    _, *slides = slides_of(para("One is."), with_caption(f"{title}.", *[row("a", "b")] * count))
    assert sum(len(table_of(slide).bodies[0].rows) for slide in slides) == count
    assert findings(slides, CANVAS, SourceText("article.md", "x" * 20)) == ()
    alone = replace(slides[0], title=words(title))
    if len(slides) > 1:
        whole = replace(alone, size="small", content=(whole_of(slides),))
        assert content_height(whole, CANVAS) > room(whole, CANVAS).height


def table_of(slide: Slide) -> n.Table:
    (block,) = slide.content
    assert isinstance(block, n.Table)
    return block


def whole_of(slides: list[Slide]) -> n.Table:
    """Return the table whose pieces slides show."""
    rows = tuple(line for slide in slides for line in table_of(slide).bodies[0].rows)
    first = table_of(slides[0])
    return replace(first, bodies=(replace(first.bodies[0], rows=rows),))
