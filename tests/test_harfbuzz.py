"""Typefaces cut down by HarfBuzz, read back by fontTools, which makes them of its own code as well."""

from __future__ import annotations

import io
import locale
from pathlib import Path
from typing import Any

import pytest
from fontTools import subset as font_tools_subset
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from pipeline import harfbuzz, theme
from pipeline.formats import fonts
from pipeline.formats.fonts import FEATURES

FACES = sorted({face.upright for face in theme.load().faces if isinstance(face.upright, Path)})
VARIABLE = [path for path in FACES if "wght" in path.name]
LETTERS = fonts.characters_of("Gold is a metal, 1,990 and “so” on. ភ្នំពេញ العلاقات משרד → ≤")


def open_font(data: bytes) -> Any:
    return TTFont(io.BytesIO(data))


def reference(path: Path) -> Any:
    """Return a subset as fontTools makes it."""
    options = font_tools_subset.Options()
    options.layout_features = list(FEATURES)
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["FFTM"]
    font = TTFont(path)
    cutter = font_tools_subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    buffer = io.BytesIO()
    font.save(buffer)
    return open_font(buffer.getvalue())


def features(font: Any) -> set[str]:
    tables = [font[name].table for name in ("GSUB", "GPOS") if name in font]
    return {each.FeatureTag for table in tables for each in table.FeatureList.FeatureRecord}


def widths(font: Any) -> dict[int, int]:
    return {code: font["hmtx"][glyph][0] for code, glyph in font.getBestCmap().items()}


def points(font: Any, glyph: str) -> list[tuple[int, int]]:
    return list(font["glyf"][glyph].getCoordinates(font["glyf"])[0])


def names(font: Any) -> set[tuple[int, str]]:
    return {(each.nameID, each.toUnicode()) for each in font["name"].names}


@pytest.mark.parametrize("path", FACES, ids=[path.name for path in FACES])
def test_a_subset_has_what_fonttools_keeps(path: Path) -> None:
    ours, theirs = open_font(fonts.subset(path, LETTERS)), reference(path)
    assert set(ours.keys()) == set(theirs.keys())
    assert len(ours.getGlyphOrder()) == len(theirs.getGlyphOrder())
    assert widths(ours) == widths(theirs)
    assert features(theirs) <= features(ours) <= {*FEATURES, "size"}
    assert names(ours) == names(theirs)
    assert ours["head"].modified == TTFont(path)["head"].modified


@pytest.mark.parametrize("path", VARIABLE, ids=[path.name for path in VARIABLE])
def test_an_instance_is_what_fonttools_makes_of_the_subset(path: Path) -> None:
    ours = open_font(fonts.instance(path, LETTERS, {"wght": 600.0, "opsz": 14.0}))
    theirs = reference(path)
    place = {axis.axisTag: axis.defaultValue for axis in theirs["fvar"].axes} | {"wght": 600.0}
    instancer.instantiateVariableFont(
        theirs, place | ({"opsz": 14.0} if "opsz" in place else {}), inplace=True
    )
    assert not {"fvar", "gvar", "HVAR", "avar"} & set(ours.keys())
    assert widths(ours) == widths(theirs)
    assert ours["OS/2"].usWeightClass == 600
    # Coordinates are rounded once in one of them, and in each of the steps in the other.
    for mine, other in zip(ours.getGlyphOrder(), theirs.getGlyphOrder(), strict=True):
        for (x, y), (u, v) in zip(points(ours, mine), points(theirs, other), strict=True):
            assert max(abs(x - u), abs(y - v)) <= 2


@pytest.mark.parametrize("path", VARIABLE, ids=[path.name for path in VARIABLE])
@pytest.mark.parametrize("place", [5_000.0, 1.0])
def test_a_place_beyond_an_axis_is_its_end(path: Path, place: float) -> None:
    axis = next(each for each in TTFont(path)["fvar"].axes if each.axisTag == "wght")
    end = axis.maxValue if place > axis.maxValue else axis.minValue
    assert fonts.instance(path, "abc", {"wght": place}) == fonts.instance(path, "abc", {"wght": end})


@pytest.mark.parametrize("path", VARIABLE, ids=[path.name for path in VARIABLE])
def test_a_whole_instance_lacks_no_glyph_and_no_feature(path: Path) -> None:
    ours, whole = open_font(harfbuzz.whole_instance(path, (("wght", 400.0),))), TTFont(path)
    assert not {"fvar", "gvar", "HVAR", "avar"} & set(ours.keys())
    assert ours.getGlyphOrder() == whole.getGlyphOrder()
    assert ours.getBestCmap() == whole.getBestCmap()
    assert features(ours) == features(whole)
    default = {axis.axisTag: axis.defaultValue for axis in whole["fvar"].axes}
    if default["wght"] == 400.0:
        assert ours["hmtx"].metrics == whole["hmtx"].metrics
        assert all(ours["glyf"][name] == whole["glyf"][name] for name in whole.getGlyphOrder())


def test_a_whole_instance_has_its_weight() -> None:
    path = theme.load().face("text").upright
    normal, bold = (
        open_font(harfbuzz.whole_instance(path, (("wght", weight),))) for weight in (400.0, 600.0)
    )
    assert bold["OS/2"].usWeightClass == 600
    assert widths(bold)[ord("n")] > widths(normal)[ord("n")]


def test_a_font_for_the_web_is_the_same_packed() -> None:
    subset = fonts.subset(VARIABLE[0], LETTERS)
    web_font = fonts.woff(subset)
    assert web_font[:4] == b"wOFF"
    assert web_font == fonts.woff(subset)
    assert len(web_font) < len(subset) * 0.7
    assert widths(open_font(web_font)) == widths(open_font(subset))


@pytest.mark.parametrize("path", FACES, ids=[path.name for path in FACES])
def test_characters_are_those_of_the_typeface(path: Path) -> None:
    assert harfbuzz.characters(path) == frozenset(TTFont(path).getBestCmap())


def test_text_is_shaped_the_same_in_every_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    shaper = harfbuzz.Shaper(theme.load().face("furniture").upright.read_bytes())
    here = shaper.shape("fi şi AV, 1,180")
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "C.UTF-8")
        assert shaper.shape("fi şi AV, 1,180") == here
    finally:
        locale.setlocale(locale.LC_ALL, before)
    assert [x for _, x, _ in here] == sorted(x for _, x, _ in here)


@pytest.mark.parametrize(("script", "text"), [("khmer", "ភ្នំ"), ("arabic", "بيت")])
def test_letters_take_the_forms_of_their_neighbours(script: str, text: str) -> None:
    shaper = harfbuzz.Shaper(theme.load().face(script).upright.read_bytes())
    alone = [glyph for letter in text for glyph, *_ in shaper.shape(letter)]
    assert [glyph for glyph, *_ in shaper.shape(text)] != alone


@pytest.mark.parametrize("weight", [400, 600])
@pytest.mark.parametrize("path", FACES, ids=[path.stem for path in FACES])
def test_outlines_are_those_of_font_tools(path: Path, weight: int) -> None:
    font = TTFont(path)
    places = {"wght": weight} if "fvar" in font else {}
    glyphs, outlines = font.getGlyphSet(location=places), harfbuzz.Outlines(path.read_bytes())
    for character in set(LETTERS) & set(map(chr, font.getBestCmap())):
        name = font.getBestCmap()[ord(character)]
        own, other = BoundsPen(None), BoundsPen(glyphs)
        width = outlines.draw(font.getGlyphID(name), weight, own)
        glyphs[name].draw(other)
        assert width == pytest.approx(glyphs[name].width, abs=0.501)
        assert own.bounds == (other.bounds and pytest.approx(other.bounds, abs=0.1))
