"""SVG as pixels, for formats that cannot be relied on to show it."""

from __future__ import annotations

import hashlib

from lxml import etree

from pipeline import process, resvg
from pipeline.formats.format import Setting
from pipeline.model.stages import Media

SVG = "image/svg+xml"


def pixels(media: Media, setting: Setting) -> bytes | None:
    """Return an image as a format shows it that has no SVG; None for an SVG that cannot be drawn."""
    if media.media_type != SVG:
        return media.data
    if media.pixels:
        return media.pixels
    # Loading has cleaned it, and given it its size.
    root = etree.fromstring(media.data)
    width, height = float(root.get("width", "1")), float(root.get("height", "1"))
    try:
        return setting.kept(
            "svg",
            [hashlib.sha256(media.data).hexdigest()],
            lambda: resvg.drawn(media.data, width, height),
        )
    except process.Unanswered:
        return None
