"""What is measured, drawn and kept of a look: typefaces in charts and on slides, caches, logos."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pipeline import build as stages
from pipeline import harfbuzz, theme
from pipeline.build import Plan
from pipeline.cache import Cache
from pipeline.charts.font_set import font_set
from pipeline.formats import FORMATS
from pipeline.formats.pdf import fonts
from pipeline.load.location import Location
from pipeline.model.look import Ground, Logo, Look, Size
from pipeline.slides import measuring
from pipeline.slides.canvas import canvas_of
from tests.brands.houses import font_files, look, project

FORMATS_WITH_PARTS = tuple(each for each in FORMATS if each.file in ("deck.html", "ebook.epub"))


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Location:
    return project(tmp_path_factory.mktemp("newsroom") / "project", "newsroom")


def test_charts_are_drawn_in_the_typeface_of_the_house(newsroom: Location) -> None:
    styles = theme.of(look(newsroom))
    [upright] = [path for path in font_files("newsroom") if "Italic" not in path.name]
    shaper = harfbuzz.Shaper(upright.read_bytes())
    width = shaper.shape("mmm|")[-1][1] / shaper.units
    own, plain = (font_set(each).shape("mmm").width for each in (styles, theme.load()))
    assert own == pytest.approx(width, abs=0.01)
    assert plain != pytest.approx(width, abs=0.01)
    # A letter that the house's typeface lacks is drawn in another, and not as a question mark.
    assert font_set(styles).shape("∇").width != font_set(styles).shape("?").width


def test_slides_are_measured_in_the_typefaces_of_the_house(newsroom: Location) -> None:
    style = measuring.Style("title", "title-leading", "text", "weight.bold", on_screen=True)
    styles = theme.of_slides(look(newsroom))
    with theme.measure_in(styles):
        width = measuring.width("mmm", style)
        assert measuring.width("mmm", measuring.TITLE) >= width
    [upright] = [path for path in font_files("newsroom") if "Italic" not in path.name]
    heavy = harfbuzz.Outlines(harfbuzz.whole_instance(upright, (("wght", 800.0),)))
    with TTFont(upright) as font:
        glyph = font.getGlyphID("m")
        units = font["head"].unitsPerEm
    from fontTools.pens.recordingPen import RecordingPen

    advance = heavy.draw(glyph, 800, RecordingPen()) / units
    assert width == pytest.approx(3 * advance * style.points, rel=0.01)


def test_titles_have_the_weight_of_the_house(newsroom: Location) -> None:
    edition = next(each for each in FORMATS if each.file == "briefing.pdf").edition
    document = stages.resolve_article(newsroom).document
    from pipeline.editions import EDITIONS

    resources = fonts.find_fonts(EDITIONS[edition].edit(document))
    weights = {}
    for url, resource in resources.items():
        with TTFont(io.BytesIO(resource.data)) as font:
            weights[url.rpartition("/")[2]] = int(font["OS/2"].usWeightClass)
    assert weights["title-bold.ttf"] == 800
    assert weights["furniture-bold.ttf"] == 600


def test_a_logo_at_the_foot_takes_room_from_the_sources(newsroom: Location) -> None:
    own, plain = (canvas_of(each, "16:9") for each in (theme.of_slides(look(newsroom)), theme.load()))
    assert plain.source.width - own.source.width > 0.3 * 72
    assert own.body == plain.body


def test_what_a_cache_keeps_is_that_of_the_look(newsroom: Location, tmp_path: Path) -> None:
    store = Cache(tmp_path / "cache")
    file = newsroom.root.parents[1] / "_brand.yml"
    before = file.read_text()
    stages.make(newsroom, Plan(FORMATS_WITH_PARTS, cache=store))
    try:
        file.write_text(before.replace("#d1006c", "#0b4f4a"))
        again = stages.make(newsroom, Plan(FORMATS_WITH_PARTS, cache=store))
        anew = stages.make(newsroom, Plan(FORMATS_WITH_PARTS, cache=Cache(None)))
    finally:
        file.write_text(before)
    assert [each.artifact.data for each in again.artifacts] == [each.artifact.data for each in anew.artifacts]


@pytest.mark.parametrize(
    ("there", "wish", "result"),
    [
        (("medium-light", "medium-dark"), ("medium", "dark"), "medium-dark"),
        (("medium-light", "small-dark"), ("medium", "dark"), "small-dark"),
        (("medium-light",), ("medium", "dark"), "medium-light"),
        (("large-light",), ("small", "light"), "large-light"),
        ((), ("small", "light"), None),
    ],
)
def test_the_logo_of_a_place(there: tuple[str, ...], wish: tuple[Size, Ground], result: str | None) -> None:
    logos = []
    sizes: tuple[Size, ...] = ("small", "medium", "large")
    for each in there:
        size, _, ground = each.partition("-")
        logos += [
            Logo(one, form, each, "image/png", 1, 1, "", b"")
            for one in sizes
            for form in ("light", "dark")
            if (one, form) == (size, ground)
        ]
    order = tuple(dict.fromkeys((wish[0], *sizes)))
    logo = Look(logos=tuple(logos)).logo(*order, ground=wish[1])
    assert (logo.name if logo else None) == result
