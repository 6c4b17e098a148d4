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
    return media.pixels or rasterize(media.data, setting)


def rasterize(svg: bytes, setting: Setting) -> bytes | None:
    """Return an SVG that loading has cleaned, and given its size, as PNG; None where it cannot be drawn."""
    root = etree.fromstring(svg)
    width, height = float(root.get("width", "1")), float(root.get("height", "1"))
    try:
        return setting.cached_bytes(
            "svg", [hashlib.sha256(svg).hexdigest()], lambda: resvg.rasterize(svg, width, height)
        )
    except process.ProcessError:
        return None
