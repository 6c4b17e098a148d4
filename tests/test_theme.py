"""The theme: one for each look, and the one in which slides are measured."""

from __future__ import annotations

from dataclasses import replace

from pipeline import theme
from pipeline.model.look import PLAIN, Look
from pipeline.slides import measuring


def narrow() -> theme.Theme:
    """Return the plain theme with the face of code in place of the one of titles."""
    plain = theme.load()
    code = replace(plain.face("code"), role="text")
    return replace(plain, faces=(code, *(each for each in plain.faces if each.role != "text")))


def test_equal_looks_have_one_theme() -> None:
    assert theme.of(Look()) is theme.of(PLAIN) is theme.load()


def test_text_is_measured_in_the_theme_of_its_block_and_in_the_plain_one_after_it() -> None:
    style = replace(measuring.TITLE, on_screen=True)
    before = measuring.width("mimimi", style)
    with theme.measure_in(narrow()):
        within = measuring.width("mimimi", style)
        assert theme.of_measures() is not theme.load()
    assert within != before == measuring.width("mimimi", style)


def test_sizes_of_slides_are_those_of_the_theme_of_the_block() -> None:
    larger = theme.load().scale_lengths(("slide",), 2)
    before = measuring.TEXT.points
    with theme.measure_in(larger):
        assert measuring.TEXT.points == 2 * before
    assert measuring.TEXT.points == before
