"""Captions of images: in the margin where they are no higher than the image, else above it."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from pipeline.formats.pdf import PDF
from pipeline.model import nodes as n
from pipeline.model.stages import Media
from tests.formats.pdf_setting import SETTING, edition, text

MILLIMETRE = 72 / 25.4
# Where the text ends and the outer margin begins.
MARGIN = (22 + 126) * MILLIMETRE


def figure(name: str, words: int, **size: str) -> n.Figure:
    """Return a figure whose caption is of so many words, each with the figure's name and its own number."""
    caption = n.Caption(None, (n.Plain(text(" ".join(f"{name}{each:03d}" for each in range(words)))),))
    image = n.Image(n.Attr("", (), tuple(size.items())), text("An image."), f"{name}.png", "")
    return n.Figure(n.Attr(), caption, (n.Plain((image,)),))


def pixels(across: int, down: int) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (across, down), (90, 120, 150)).save(data, "PNG")
    return data.getvalue()


def words(media: dict[str, tuple[int, int]], *blocks: n.Block) -> dict[str, tuple[int, float, float]]:
    """Return the page, the left edge and the top of each word of the captions in the finished PDF."""
    images = {name: Media(name, "image/png", pixels(*size)) for name, size in media.items()}
    document = pypdfium2.PdfDocument(PDF.render(replace(edition(*blocks), media=images), SETTING).data)
    result: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(document):
        textpage = page.get_textpage()
        whole = textpage.get_text_range()
        for name in media:
            start = -1
            mark = name.removesuffix(".png")
            while (start := whole.find(mark, start + 1)) >= 0:
                left, bottom, _, _ = textpage.get_charbox(start)
                result[whole[start : start + len(mark) + 3]] = (number, left, bottom)
    return result


def test_a_caption_no_higher_than_its_image_stands_in_the_margin() -> None:
    places = words({"Aa.png": (300, 300)}, figure("Aa", 60))
    assert len(places) == 60
    assert all(left > MARGIN for _, left, _ in places.values())


@pytest.mark.parametrize(
    ("size", "count", "attributes"),
    [
        ((900, 100), 60, {}),
        ((300, 300), 60, {"width": "30%"}),
        ((300, 300), 60, {"height": "2cm"}),
        ((300, 300), 240, {}),
    ],
)
def test_a_caption_higher_than_its_image_is_as_wide_as_the_text(
    size: tuple[int, int], count: int, attributes: dict[str, str]
) -> None:
    places = words({"Aa.png": size}, figure("Aa", count, **attributes))
    assert len(places) == count
    assert all(left < MARGIN for _, left, _ in places.values())


def test_a_short_caption_stands_in_the_margin_of_a_flat_image() -> None:
    places = words({"Aa.png": (900, 40)}, figure("Aa", 8))
    assert all(left > MARGIN for _, left, _ in places.values())


def test_captions_that_go_to_the_end_of_a_page_never_meet() -> None:
    sizes = {f"{name}.png": (600, 420) for name in ("Aa", "Bb", "Cc", "Dd")}
    places = words(sizes, *(figure(name, 150) for name in ("Aa", "Bb", "Cc", "Dd")))
    assert len(places) == 600
    lines = {
        name: {
            (page, round(bottom / 4)) for word, (page, _, bottom) in places.items() if word.startswith(name)
        }
        for name in ("Aa", "Bb", "Cc", "Dd")
    }
    for name, own in lines.items():
        assert all(own.isdisjoint(other) for key, other in lines.items() if key != name)


def test_an_image_leaves_room_for_a_caption_of_half_a_page() -> None:
    places = words({"Aa.png": (300, 700)}, figure("Aa", 300))
    assert len({page for page, _, _ in places.values()}) == 1
