"""Colours of a house: read as CSS writes them, their contrast, and the nearest that can be read."""

from __future__ import annotations

import colorsys
from pathlib import Path

import pytest

from pipeline import theme
from pipeline.checking import check_article
from pipeline.load.brand.colours import read
from pipeline.load.location import Location
from pipeline.model.colours import contrast, mix, readable
from tests.brands.houses import article, look


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#aBc", "#aabbcc"),
        ("#0b4f4a", "#0b4f4a"),
        ("tomato", "#ff6347"),
        ("rgb(1, 2, 3)", "#010203"),
        ("rgb(100% 0% 0%)", "#ff0000"),
        ("rgba(122, 77, 32, 0.10)", "#f2ede9"),
        ("rgb(0 0 0 / 50%)", "#808080"),
        ("hsl(120, 50%, 50%)", "#40bf40"),
        ("#00000080", "#7f7f7f"),
        ("rgb(300, 0, 0)", None),
        ("#12", None),
        ("bleu", None),
        ("", None),
    ],
)
def test_a_colour_of_css_is_read(text: str, colour: str | None) -> None:
    assert read(text) == colour


@pytest.mark.parametrize(
    ("one", "two", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0a0", "#0a0", 1),
    ],
)
def test_the_contrast_is_that_of_wcag(one: str, two: str, ratio: float) -> None:
    one, two = (read(each) or "" for each in (one, two))
    assert contrast(one, two) == contrast(two, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("ground", ["#ffffff", "#14191e", "#fbf8f1", "#808080"])
@pytest.mark.parametrize("colour", ["#ff8800", "#87ceeb", "#d1006c", "#00e47c", "#777777", "#fefefe"])
def test_the_nearest_colour_can_be_read_and_has_the_same_hue(colour: str, ground: str) -> None:
    result = readable(colour, ground)
    assert contrast(result, ground) >= 4.5
    if contrast(colour, ground) >= 4.5:
        assert result == colour
    hue, after = (
        colorsys.rgb_to_hls(*(each / 255 for each in bytes.fromhex(c[1:])))[0] for c in (colour, result)
    )
    saturation = colorsys.rgb_to_hls(*(each / 255 for each in bytes.fromhex(result[1:])))[2]
    if saturation > 0.2:
        assert min(abs(hue - after), 1 - abs(hue - after)) < 0.06
    # A little back to the old colour is too little.
    assert result == colour or contrast(mix(result, colour, 0.15), ground) < 4.5 + 0.15


def test_colours_that_follow_can_be_read(tmp_path: Path) -> None:
    for number, primary in enumerate(("#ffd400", "#87ceeb", "#0b4f4a", "#d1006c", "#000000")):
        styles = theme.of(look(article(tmp_path / str(number), f"color:\n  primary: '{primary}'\n")))
        assert contrast(styles["color.grey-1"], styles["color.paper"]) >= 4.5
        for name in ("accent-soft", "second-soft"):
            assert contrast(styles[f"color.{name}"], styles["color.accent"]) >= 4.5
        for name in ("ink", "accent", "second", "grey-1"):
            assert contrast(styles[f"dark.{name}"], styles["dark.paper"]) >= 4.5


def test_a_second_colour_like_its_ground_is_passed_over(tmp_path: Path) -> None:
    brand = "color:\n  background: '#fbf9f4'\n  primary: '#1b3264'\n  secondary: '#fbf9f4'\n"
    brand += "  tertiary: '#8a3b12'\n"
    assert theme.of(look(article(tmp_path / "a", brand)))["color.second"] == "#8a3b12"
    styles = theme.of(look(article(tmp_path / "b", brand.replace("  tertiary: '#8a3b12'\n", ""))))
    assert contrast(styles["color.second"], styles["color.paper"]) >= 4.5


def test_a_dark_brand_is_dark_by_day_and_by_night(tmp_path: Path) -> None:
    brand = "color:\n  background: '#101014'\n  foreground: '#f4f4f6'\n  primary: '#ff7ab8'\n"
    styles = theme.of(look(article(tmp_path, brand)))
    assert styles["dark.paper"] == styles["color.paper"] == "#101014"
    assert styles["dark.accent"] == styles["color.accent"] == "#ff7ab8"


def test_the_form_of_a_colour_for_dark_grounds_is_for_dark_screens(tmp_path: Path) -> None:
    brand = "color:\n  primary:\n    light: '#1b3264'\n    dark: '#6b9fd4'\n"
    styles = theme.of(look(article(tmp_path, brand)))
    assert (styles["color.accent"], styles["dark.accent"]) == ("#1b3264", "#6b9fd4")


KINDS_OF_TEXT = """\
color:
  palette: {straw: "#ffffcc"}
  background: "#ffffff"
  link: "#ffff00"
typography:
  headings: {color: "#ffff00"}
  monospace: {color: "#c8c8c8"}
  monospace-block:
    color: "#eeeeee"
    background-color: "#fffffe"
  link:
    color: straw
"""


def contrast_findings(location: Location) -> dict[int, str]:
    """Return the messages on contrast by line."""
    return {
        each.place.line or 0: each.message
        for each in check_article(location).diagnostics
        if each.code == "contrast-low"
    }


def test_a_colour_of_a_kind_of_text_is_told_on_its_ground(tmp_path: Path) -> None:
    assert contrast_findings(article(tmp_path, KINDS_OF_TEXT)) == {
        6: "titles: #ffff00 on #ffffff has a contrast of 1.07 to 1",
        7: "code in text: #c8c8c8 on #ffffff has a contrast of 1.67 to 1",
        9: "code on its ground: #eeeeee on #fffffe has a contrast of 1.16 to 1",
        12: "links: #ffffcc on #ffffff has a contrast of 1.03 to 1",
    }


def test_a_colour_of_links_and_a_ground_of_code_count_alone_too(tmp_path: Path) -> None:
    brand = 'color:\n  link: "#ffff00"\ntypography:\n  monospace:\n    background-color: "#222222"\n'
    messages = contrast_findings(article(tmp_path, brand))
    assert messages[2].startswith("links: #ffff00 on #ffffff")
    assert messages[5].startswith("code ")
    assert messages[5].endswith("to 1")


def test_colours_of_kinds_of_text_that_can_be_read_are_not_told(tmp_path: Path) -> None:
    brand = KINDS_OF_TEXT.replace("#ffff00", "#5a4b00").replace("#ffffcc", "#004488")
    brand = brand.replace("#c8c8c8", "#333333").replace("#eeeeee", "#222222")
    assert contrast_findings(article(tmp_path, brand)) == {}
    dark = 'color: {background: "#101820", foreground: "#eeeeee", primary: "#f2aa4c", link: "#ffff00"}\n'
    assert contrast_findings(article(tmp_path / "dark", dark)) == {}
