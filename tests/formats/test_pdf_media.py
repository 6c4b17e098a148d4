"""Images on the page: SVG in the page's own typefaces, pixels where WeasyPrint cannot draw it."""

from __future__ import annotations

import io

from lxml import etree
from PIL import Image

from pipeline import theme
from pipeline.formats.pdf.media import MEDIA, in_own_faces, make_resource, redraw_as_pixels
from pipeline.formats.pdf.resource import Resource, read_data_url
from pipeline.model.stages import Media
from tests.formats.deck_setting import SETTING

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {NS} width="4" height="2"><rect width="4" height="2"/></svg>'.encode()


def families(svg: str) -> list[str]:
    root = etree.fromstring(in_own_faces(svg.encode(), theme.load()))
    return [name.partition(",")[0].strip('"') for each in root.iter() if (name := each.get("font-family"))]


def test_words_are_in_the_typefaces_of_the_page() -> None:
    lists = ("Arial, sans-serif", "Times, serif", "x, monospace")
    inner = "".join(f'<text font-family="{each}"/>' for each in lists)
    tokens = theme.load()
    names = [tokens[f"font.{role}"] for role in ("furniture", "furniture", "text", "code")]
    assert families(f"<svg {NS}>{inner}</svg>") == names
    assert families(f'<svg {NS} font-family="Georgia, serif"/>') == [tokens["font.text"]]


def test_pixels_are_never_smoothed() -> None:
    svg = f'<svg {NS}><image/><image image-rendering="auto"/></svg>'
    root = etree.fromstring(in_own_faces(svg.encode(), theme.load()))
    assert [each.get("image-rendering") for each in root] == ["crisp-edges", "crisp-edges"]


def test_pixels_stand_for_an_svg_that_has_them() -> None:
    resource = make_resource(Media("a.svg", "image/svg+xml", SVG, b"pixels"), theme.load())
    assert resource == Resource("image/png", b"pixels")


def test_what_weasyprint_cannot_draw_is_drawn_as_pixels() -> None:
    resources = {f"{MEDIA}{n}/a.svg": Resource("image/svg+xml", SVG) for n in (1, 2)}
    messages = [f"Failed to render SVG image at '{MEDIA}2/a.svg': it stopped"]
    pixels = redraw_as_pixels(resources, messages, SETTING)
    assert list(pixels) == [f"{MEDIA}2/a.svg"]
    with Image.open(io.BytesIO(pixels[f"{MEDIA}2/a.svg"].data)) as image:
        assert image.width == 2 * image.height
    assert redraw_as_pixels(resources, ["A warning"], SETTING) == {}


def test_only_pictures_are_read_from_addresses_of_data() -> None:
    picture = read_data_url("data:image/png;base64,AAEC")
    assert picture == Resource("image/png", b"\0\1\2")
    for url in (
        "data:text/html;base64,AAEC",
        "data:image/svg+xml;base64,AAEC",
        "https://x/",
        "file:///etc/passwd",
    ):
        assert read_data_url(url) is None
