"""The size of an SVG: in pixels of CSS, with a view box, so that every program scales it alike."""

from __future__ import annotations

import math
import re

from lxml.etree import _Element as Element

UNITS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4,
    "q": 96 / 101.6, "em": 16.0, "ex": 8.0, "rem": 16.0,
}  # fmt: skip
# The size that HTML gives a picture without one.
WIDTH, HEIGHT = 300.0, 150.0
LONGEST = 20_000.0
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:[eE][-+]?\d+)?)\s*([a-zA-Z]*)\s*")


def set_size(root: Element) -> tuple[float, float]:
    """Set the width, height and view box of a root element, and return the first two."""
    box = _box(root.get("viewBox"))
    width, height = length(root.get("width")), length(root.get("height"))
    if box is None:
        width, height = width or WIDTH, height or HEIGHT
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    else:
        across, down = box
        if width and not height:
            height = width * down / across
        elif height and not width:
            width = height * across / down
        width, height = width or across, height or down
    factor = min(1.0, LONGEST / width, LONGEST / height)
    width, height = max(width * factor, 1.0), max(height * factor, 1.0)
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    return width, height


def length(text: str | None) -> float | None:
    """Return a length in CSS pixels; None if it is missing, a percentage, or not above zero."""
    match = _LENGTH.fullmatch(text or "")
    unit = UNITS.get(match[2].lower()) if match else None
    if match is None or unit is None:
        return None
    value = float(match[1]) * unit
    return value if 0 < value < math.inf else None


def _box(text: str | None) -> tuple[float, float] | None:
    """Return the width and height of a view box."""
    try:
        _, _, width, height = (float(each) for each in re.split(r"[\s,]+", (text or "").strip()))
    except ValueError:
        return None
    return (width, height) if 0 < width < math.inf and 0 < height < math.inf else None
