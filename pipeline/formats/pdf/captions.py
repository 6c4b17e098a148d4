"""The position of an image's caption: beside it in the margin, or above it if the caption is long.

A caption higher than its image would leave a blank beside it, and could overlap the caption of the next
image. Its height can only be estimated before the layout.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from math import ceil

from lxml import etree

from pipeline.formats.pdf.resource import Resource
from pipeline.formats.vectors import SVG
from pipeline.model import nodes as n
from pipeline.model.sizes import UNITS
from pipeline.model.walk import text_of
from pipeline.theme import Theme

ABOVE = "above"
# A caption that takes so much of the page that the image must be lower.
LONG = "long"
# A caption of at most this many lines is always beside its image.
FEW_LINES = 8
# Lines across the page for which the style sheet leaves room above an image as high as images may be.
MANY_LINES = 16
# The width of a letter as a share of its size, with the blanks at the ends of short lines.
LETTER = 0.62


def classes_of(figure: n.Figure, resources: Mapping[str, Resource], theme: Theme) -> tuple[str, ...]:
    """Return the classes of a figure with a long caption that is higher than its image."""
    lines = _lines(figure.caption, theme.points("page.margin-note"), theme)
    if lines <= FEW_LINES:
        return ()
    match figure.blocks:
        case (n.Plain(inlines=(n.Image() as image,)),):
            room = _height(image, resources.get(image.url), theme)
        case _:
            room = 0.0
    if lines * theme.points("leading.furniture") <= room:
        return ()
    many = _lines(figure.caption, theme.points("page.measure"), theme) > MANY_LINES
    return (ABOVE, LONG) if many else (ABOVE,)


def _lines(caption: n.Caption, width: float, theme: Theme) -> int:
    """Estimate the lines of a caption, rather more than fewer."""
    letter = LETTER * theme.points("size.furniture")
    paragraphs = [len(text_of(each.inlines)) for each in caption.blocks if isinstance(each, n.Plain | n.Para)]
    return sum(ceil(letters * letter / width) for letters in paragraphs)


def _height(image: n.Image, resource: Resource | None, theme: Theme) -> float:
    """Estimate the height of an image on the page in points; 0 if it is not known."""
    across, down = _pixels(resource) if resource else (1.0, 0.0)
    wide = _points(image.attr.get("width"), theme.points("page.measure"))
    if high := image.attr.get("height"):
        return min(_points(high, 0.0), theme.points("page.picture"))
    return min(wide * down / across, theme.points("page.picture"))


def _points(size: str | None, whole: float) -> float:
    """Convert a size, which loading has checked, to points; a percentage is a share of `whole`."""
    if not size:
        return whole
    number = size.rstrip("abcdefghijklmnopqrstuvwxyz%")
    unit = size[len(number) :]
    share = float(number) / 100 * whole if unit == "%" else float(number) * UNITS.get(unit, 0.0) * 72 / 25.4
    return min(share, whole) if whole else share


def _pixels(resource: Resource) -> tuple[float, float]:
    """Return the width and height of an image in its own units."""
    if resource.media_type == SVG:
        root = etree.fromstring(resource.data)
        return float(root.get("width", "1")), float(root.get("height", "0"))
    from PIL import Image

    with Image.open(io.BytesIO(resource.data)) as image:
        return image.size
