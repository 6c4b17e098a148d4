"""What the deck's formats are given in tests: the theme, a fixed clock, and small drawings."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from pipeline import theme
from pipeline.charts.frame import Frame
from pipeline.formats.format import Setting
from pipeline.model.stages import Drawing

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="5"><rect width="9" height="5"/></svg>'


def draw(drawing: Drawing, frame: Frame) -> bytes:
    """Return a plain picture of the frame's shape."""
    if frame.kind == "svg":
        return SVG
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (round(frame.width), round(frame.height))).save(buffer, "png")
    return buffer.getvalue()


SETTING = Setting(theme.load(), datetime(2026, 11, 23, tzinfo=UTC), draw)
