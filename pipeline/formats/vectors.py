"""SVG as pixels, for formats that do not support it everywhere."""

from __future__ import annotations

import hashlib

from lxml import etree

from pipeline import process, resvg
from pipeline.formats.format import Setting
from pipeline.model.stages import Media

SVG = "image/svg+xml"


def pixels(media: Media, setting: Setting) -> bytes | None:
    """Return an image for a format without SVG, or None if it is an SVG that cannot be drawn."""
    if media.media_type != SVG:
        return media.data
    return media.pixels or rasterize(media.data, setting)


def rasterize(svg: bytes, setting: Setting) -> bytes | None:
    """Draw an SVG, which loading has cleaned and given a size, as PNG; return None if that fails."""
    root = etree.fromstring(svg)
    width, height = float(root.get("width", "1")), float(root.get("height", "1"))
    try:
        return setting.cached_bytes(
            "svg", [hashlib.sha256(svg).hexdigest()], lambda: resvg.rasterize(svg, width, height)
        )
    except process.ProcessError:
        return None
