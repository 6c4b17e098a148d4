"""The files that figures become."""

from __future__ import annotations

import io
import subprocess
import sys
from itertools import pairwise

import pytest
from lxml import etree
from PIL import Image

from pipeline import theme
from pipeline.charts.figure import draw, layout
from pipeline.charts.figure_style import FigureStyle
from pipeline.charts.font_set import font_set, in_view
from pipeline.charts.frame import Frame
from pipeline.charts.scene import Outline
from pipeline.model.stages import Drawing
from tests.charts.samples import BRIEFING, RELATIONS, bars, line

AID = bars([("1955–63", "economic", "409.6"), ("1955–63", "military", "83.7"), ("1970–75", "economic", 503)])
TARIFF = line([("2025-04-02", "", 49), ("2025-08-07", "", 19)], step=True)


@pytest.mark.parametrize("drawing", [RELATIONS, AID, TARIFF], ids=lambda drawing: drawing.kind)
def test_svg_has_the_frames_width_and_only_outlines(drawing: Drawing) -> None:
    root = etree.fromstring(draw(drawing, BRIEFING, theme.load()))
    scene = layout(drawing, BRIEFING, theme.load())
    height = str(root.get("height"))
    assert root.get("width") == "470pt"
    assert float(height.removesuffix("pt")) == pytest.approx(scene.height, abs=0.01)
    assert root.get("viewBox") == f"0 0 470 {height.removesuffix('pt')}"
    assert {etree.QName(child).localname for child in root.iter()} <= {"svg", "path", "circle"}
    assert not [name for child in root.iter() for name in child.attrib if "href" in name]


def test_png_has_the_frames_size_in_pixels_and_no_date() -> None:
    data = draw(AID, Frame(470, 300, 8, "png", paper=True, scale=2), theme.load())
    image = Image.open(io.BytesIO(data))
    assert image.width == 940
    assert set(image.info) <= {"dpi"}
    assert image.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    clear = Image.open(io.BytesIO(draw(AID, Frame(470, 300, 8, "png"), theme.load())))
    assert clear.getpixel((2, 2)) == (255, 255, 255, 0)


def test_bytes_are_the_same_in_another_process() -> None:
    code = (
        "import sys; from pipeline import theme; from pipeline.charts.figure import draw\n"
        "from pipeline.charts.frame import Frame; from tests.charts.samples import RELATIONS\n"
        "for kind in ('svg', 'png'):\n"
        "    sys.stdout.buffer.write(draw(RELATIONS, Frame(470, 320, 7.8, kind), theme.load()))\n"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    here = b"".join(draw(RELATIONS, Frame(470, 320, 7.8, kind), theme.load()) for kind in ("svg", "png"))
    assert other == here


def test_svg_needs_no_rasteriser() -> None:
    code = (
        "import sys; from pipeline import theme; from pipeline.charts.figure import draw\n"
        "from tests.charts.samples import RELATIONS, BRIEFING; assert 'uharfbuzz' not in sys.modules\n"
        "draw(RELATIONS, BRIEFING, theme.load())\n"
        "print(*{'resvg_py', 'PIL'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b""


def test_weights_differ_and_khmer_is_shaped() -> None:
    letters = font_set(theme.load())
    assert letters.shape("1,180", 600).width > letters.shape("1,180", 400).width * 1.02
    khmer = letters.shape("ភ្នំពេញ")
    assert len(khmer.glyphs) != len("ភ្នំពេញ")
    assert all(glyph.segments for glyph, *_ in khmer.glyphs)


def test_words_from_right_to_left_are_joined_and_in_their_place() -> None:
    letters = font_set(theme.load())
    joined_width = letters.shape("بيت").width
    assert joined_width < sum(letters.shape(letter).width for letter in "بيت") * 0.8
    assert in_view("Aid (שלום 1955) sent") == ("Aid (", "שלום", " ", "1955) sent")
    assert in_view("المساعدات 1955، (USAID)") == ("(USAID)", " ", "المساعدات 1955،")
    assert in_view("(شكرا)") == ("(", "شكرا", ")")
    assert in_view("Plain – text") == ("Plain – text",)


def test_neighbouring_series_differ_in_grey() -> None:
    look = FigureStyle(theme.load(), BRIEFING, font_set(theme.load()), 8)
    for one, other in pairwise(look.tints):
        assert abs(lightness(one.fill) - lightness(other.fill)) > 25
        pale = other if lightness(other.fill) > 60 else one
        assert pale.edge is not None
        assert lightness(pale.edge) < 50


def test_bars_begin_at_zero_and_are_as_long_as_their_amounts() -> None:
    scene = layout(bars([("a", "", 10), ("b", "", 40), ("c", "", -20)]), BRIEFING, theme.load())
    shapes = [item for item in scene.items if isinstance(item, Outline) and item.role == "bar"]
    heights = [max(y for _, y in bar.points) - min(y for _, y in bar.points) for bar in shapes]
    assert heights[1] / heights[0] == pytest.approx(4)
    assert heights[2] / heights[0] == pytest.approx(2)
    assert max(y for _, y in shapes[0].points) == pytest.approx(min(y for _, y in shapes[2].points))


def lightness(color: str) -> float:
    """Return L* of a colour."""
    parts = (int(color[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return float(116 * luminance ** (1 / 3) - 16)
