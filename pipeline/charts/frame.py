"""The frame a figure is drawn in: figures are laid out again for each size, never scaled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Frame:
    """Width and largest height in points, the size of the text in points, and the kind of file.

    `paper` gives the figure a light background, for readers whose own background may be dark. `scale` is the
    number of pixels to a point, for PNG.
    """

    width: float
    height: float
    text: float
    kind: Literal["svg", "png"] = "svg"
    paper: bool = False
    scale: float = 2.0
