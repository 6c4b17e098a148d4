"""The briefing's own style sheets: what stands beside, under and apart from what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline import theme
from pipeline.formats.pdf.printing import join_sheets, style_sheet
from pipeline.formats.pdf.render import SHEETS
from tests.formats.pages import pages

IMAGE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'/>"


def lay_out(body: str) -> list[Any]:
    """Return the pages that a body becomes with the briefing's style sheets."""
    return pages(style_sheet(theme.load(), SHEETS, "A4", ()), body)


def within(box: Any) -> Iterator[Any]:
    """Yield a box and all that is in it."""
    yield box
    for child in getattr(box, "children", ()):
        yield from within(child)


def blocks(page: Any, tag: str) -> list[Any]:
    """Return the boxes of the elements with a tag."""
    return [box for box in within(page) if box.element_tag == tag and type(box).__name__ == "BlockBox"]


def text(page: Any, content: str) -> Any:
    """Return the box of a text."""
    return next(box for box in within(page) if getattr(box, "text", "") == content)


def test_a_caption_stands_beside_an_image_as_wide_as_the_text() -> None:
    figure = f'<figure><figcaption>Words.</figcaption><img src="{IMAGE}" alt=""></figure>'
    (page,) = lay_out(f"<p>Text.</p>{figure}")
    image = next(box for box in within(page) if box.element_tag == "img")
    (caption,) = blocks(page, "figcaption")
    assert abs(image.position_y - caption.position_y) < 0.1
    assert image.position_x + image.width < caption.position_x


def test_points_in_brief_do_not_reach_beside_the_next_section() -> None:
    points = "".join(f"<li>Point {number}.</li>" for number in range(5))
    brief = f'<aside class="key-points"><div><ul>{points}</ul></div></aside>'
    (page,) = lay_out(f"<h2>One</h2>{brief}<p>Short.</p><h2>Two</h2><p>Text.</p>")
    (aside,) = blocks(page, "aside")
    _, second = blocks(page, "h2")
    assert second.content_box_y() >= aside.position_y + aside.margin_height() - 0.1


def test_numbers_end_at_the_edge_of_their_table() -> None:
    (page,) = lay_out("<table><tr><td>A</td><td style='text-align: right;'>1</td></tr></table>")
    table = next(box for box in within(page) if box.element_tag == "table")
    number = text(page, "1")
    assert abs(number.position_x + number.width - table.position_x - table.width) < 1


def test_a_paragraph_after_a_figure_is_one_among_others() -> None:
    (page,) = lay_out(f'<p>First.</p><figure><img src="{IMAGE}" alt=""></figure><p>Second.</p>')
    assert text(page, "Second.").position_x > text(page, "First.").position_x


@pytest.mark.parametrize(
    "around",
    [
        "<h1 class='title'>A{}</h1>",
        "<h2>A{}</h2>",
        "<h5>A{}</h5>",
        "<table><thead><tr><th>A{}</th></tr></thead></table>",
        "<table><tr><td style='text-align: right'>A{}</td></tr></table>",
    ],
)
def test_a_note_is_set_alike_wherever_it_is_called(around: str) -> None:
    note = "<span class='footnote'>Note.</span>"
    (page,) = lay_out(f"<p>A<span class='footnote'>Plain.</span></p>{around.format(note)}")
    names = ("color", "letter_spacing", "text_align_all", "text_transform", "font_style", "font_weight")
    plain, in_note = (text(page, words).style for words in ("Plain.", "Note."))
    assert [in_note[name] for name in names] == [plain[name] for name in names]


def test_tokens_stand_as_values_but_those_that_slides_or_sheets_set() -> None:
    css = join_sheets(theme.load(), ("base.css", "deck.css", "deck-pages.css"), ())
    rules = css[css.index("}") :]
    names = set(re.findall(r"var\(--([\w-]+)", rules))
    assert "slide-table" in names
    assert "font-text" in names
    assert not {each for each in names if each.startswith(("color-", "weight-", "leading-"))}
    assert theme.load()["color.ink"] in rules
