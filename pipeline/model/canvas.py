"""The canvas of a deck: the size of its slides, and the boxes that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Ratio = Literal["16:9", "4:3"]
USUAL_RATIO: Ratio = "16:9"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide, in points from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Canvas:
    """The ratio and size of slides in points, and the boxes of their title, content and source line."""

    ratio: Ratio
    width: float
    height: float
    title: Box
    body: Box
    source: Box
