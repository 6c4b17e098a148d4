"""Titles and points of slides in a PDF: widths that make lines alike, and words that stay together."""

from __future__ import annotations

import pytest

from pipeline import theme
from pipeline.formats.deck_pdf.nodes import tie_last_words
from pipeline.formats.deck_pdf.titles import Titles
from pipeline.formats.slide_sections import with_list_styles
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.model.walk import text_of
from pipeline.slides import measuring as measure
from tests.canvas import CANVAS
from tests.formats.pdf_setting import text

WORDS = "The five war years brought about fourteen times the military aid"


def titles(words: str) -> Titles:
    return Titles([Slide("s", "text", text(words))], theme.load())


def test_a_width_keeps_the_number_of_lines_and_is_the_least() -> None:
    room = CANVAS.body.width / 2
    width = titles(WORDS).width(WORDS, measure.TITLE, room)
    assert width < room
    assert titles(WORDS).width(WORDS, measure.TITLE, width) == pytest.approx(width, abs=2)
    longest = max(titles(WORDS).width(word, measure.TITLE, 1) for word in WORDS.split())
    assert width > longest


def test_a_title_in_one_line_or_of_another_script_has_the_whole_room() -> None:
    assert titles("Short").width("Short", measure.TITLE, 500) == 500
    khmer = "ព្រះរាជាណាចក្រកម្ពុជា " * 8
    assert titles(khmer).width(khmer, measure.TITLE, 500) == 500


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("It broke relations and restored them in 1969.", "in 1969."),
        ("One two three", "two three"),
        ("One two", ""),
        ("A phrase of incomprehensibilities notwithstanding", ""),
        ("كلمة في سطر من الكلمات", ""),
    ],
)
def test_the_last_two_words_stay_together(words: str, last: str) -> None:
    result = tie_last_words(text(words))
    assert text_of(result) == words
    ties = [text_of(node.inlines) for node in result if isinstance(node, n.Span)]
    assert ties == ([last] if last else [])


def test_the_last_two_words_are_apart_where_both_have_no_room() -> None:
    words = text("A line of two largenesses narrownesses")
    assert tie_last_words(words, 400.0, measure.TEXT) != words
    assert tie_last_words(words, 400.0, measure.HERO) == words
    assert tie_last_words(words, 100.0, measure.TEXT) == words


@pytest.mark.parametrize(
    ("kind", "name"),
    [("a", "lower-alpha"), ("A", "upper-alpha"), ("i", "lower-roman"), ("I", "upper-roman")],
)
def test_a_list_has_the_class_of_its_style(kind: str, name: str) -> None:
    assert f'class="{name}"' in with_list_styles(f'<ol start="3" type="{kind}">\n<li>')
    assert with_list_styles('<ol type="1"><li>') == '<ol type="1"><li>'
    assert with_list_styles(f'<p>&lt;ol type="{kind}"&gt;') == f'<p>&lt;ol type="{kind}"&gt;'


def test_the_lengths_of_sections_are_multiplied_and_nothing_else() -> None:
    usual = theme.load().at_ratio("16:9")
    small = usual.scale_lengths(("slide",), 0.5)
    assert small.points("slide.width") == pytest.approx(usual.points("slide.width") / 2, abs=0.01)
    assert small.points("size.text") == usual.points("size.text")
    assert small["color.ink"] == usual["color.ink"]
