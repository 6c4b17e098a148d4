"""Kickers in one line, for a second one would lie on the title."""

from __future__ import annotations

import pytest

from pipeline.editions.deck_kickers import fits, short, with_short_kickers
from pipeline.editions.prose import words
from pipeline.model.slides import Slide
from pipeline.model.walk import text_of
from tests.canvas import CANVAS

LONG = " ".join(["arrangements"] * 20)


@pytest.mark.parametrize("text", ["", "Work", "Work · Figure 1", "One · two · Table 3"])
def test_a_kicker_with_room_stays(text: str) -> None:
    assert fits(text, CANVAS)
    assert short(text, CANVAS) == text


@pytest.mark.parametrize("label", ["", " · Table 12"])
def test_a_long_one_keeps_whole_words_and_its_label(label: str) -> None:
    result = short(LONG + label, CANVAS)
    assert fits(result, CANVAS)
    begin = result.removesuffix(f" …{label}")
    assert result == f"{begin} …{label}"
    assert LONG.startswith(begin + " ")
    assert not fits(f"{begin} arrangements …{label}", CANVAS)


def test_a_word_wider_than_the_line_gives_way_to_the_label() -> None:
    assert short("m" * 200 + " · Table 1", CANVAS) == "Table 1"
    assert short("m" * 200, CANVAS) == ""


def test_words_that_no_title_shows_are_said_once() -> None:
    kickers = [LONG, f"{LONG} · Table 1", "Work"]
    slides = [Slide(f"s-{i}", "text", words(f"Title {i}"), each) for i, each in enumerate(kickers)]
    first, second, third = with_short_kickers(slides, CANVAS)
    assert [text_of(each.notes) for each in (first, second, third)] == [LONG, "", ""]
    assert (fits(first.kicker, CANVAS), fits(second.kicker, CANVAS), third) == (True, True, slides[2])
    section = Slide("s", "text", words(LONG))
    assert [each.notes for each in with_short_kickers([section, slides[0]], CANVAS)] == [(), ()]


def test_the_cover_keeps_its_own() -> None:
    cover = Slide("cover", "cover", words("A title"), LONG)
    assert list(with_short_kickers([cover], CANVAS)) == [cover]
