"""The font files that a page gets: static, each at the weight, style and size that its rule declares."""

from __future__ import annotations

import io
import re

import pytest
from fontTools.ttLib import TTFont

from pipeline import theme
from pipeline.formats.pdf import fonts
from pipeline.model.stages import Edition
from tests.editions.deck_sample import edition

RULE = re.compile(r"font-family: '([^']*)'; font-style: (\w+); font-weight: (\d+); src: url\(([^)]*)\)")


@pytest.fixture(scope="module")
def sample() -> Edition:
    return edition("tests/sample")


def rules(urls: tuple[str, ...]) -> list[tuple[str, str, int, str]]:
    return [
        (family, style, int(weight), url)
        for family, style, weight, url in RULE.findall(fonts.css(urls, theme.load()))
    ]


def test_each_file_is_static_and_has_the_weight_and_style_of_its_rule(sample: Edition) -> None:
    resources = fonts.find_fonts(sample)
    files = rules(tuple(resources))
    assert sorted(url for *_, url in files) == sorted(resources)
    for _, style, weight, url in files:
        font = TTFont(io.BytesIO(resources[url].data))
        assert "fvar" not in font, url
        assert font["OS/2"].usWeightClass == weight, url
        assert (font["post"].italicAngle != 0) == (style == "italic"), url


def test_text_has_every_weight_and_style_that_style_sheets_ask_for(sample: Edition) -> None:
    values = theme.load()
    faces = {(family, style, weight) for family, style, weight, _ in rules(tuple(fonts.find_fonts(sample)))}
    for role in ("text", "furniture"):
        for style in ("normal", "italic"):
            for weight in ("weight.normal", "weight.bold"):
                assert (values[f"font.{role}"], style, int(values[weight])) in faces
    assert (values["font.furniture"], "normal", int(values["weight.medium"])) in faces


def test_a_title_has_the_cut_for_its_size_and_a_deck_for_its_own(sample: Edition) -> None:
    briefing, deck = fonts.find_fonts(sample), fonts.find_fonts(sample, sizes={"title": 28.0})
    title, text = fonts.URL.format("title"), fonts.URL.format("text")
    assert len({briefing[title].data, deck[title].data, briefing[text].data}) == 3
    assert briefing[text].data == deck[text].data
