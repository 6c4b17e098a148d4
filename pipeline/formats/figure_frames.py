"""The frames that figures are drawn in, one for each size that an edition shows them at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from pipeline.charts.frame import Frame
from pipeline.model.canvas import Box, Ratio
from pipeline.slides import measuring as measure
from pipeline.slides.canvas import canvas_of
from pipeline.theme import Theme


def page(theme: Theme, height: float) -> Frame:
    """Return the frame of a page: as wide as its text and margin, with a maximum height in points."""
    return Frame(theme.points("page.wide"), height, theme.points("size.furniture"))


Size = Literal["narrow", "wide"]
Frames = Callable[[Theme, Size], Frame]


def ebook(theme: Theme, size: Size) -> Frame:
    """Return the frame of an e-book on a narrow or a wide screen."""
    width, height, text = (theme.points(f"ebook.{name}") for name in (size, f"{size}-height", "figure-text"))
    return Frame(width, height, text, paper=True)


def web(theme: Theme, size: Size) -> Frame:
    """Return the frame of a web page on a narrow or a wide screen; the page itself is the ground."""
    names = (f"frame-{size}", f"frame-{size}-height", "figure-text")
    width, height, text = (theme.points(f"web.{name}") for name in names)
    return Frame(width, height, text)


def slide(box: Box, kind: Literal["svg", "png"]) -> Frame:
    """Return the frame of a box of a slide."""
    return Frame(box.width, box.height, measure.points("figure-text"), kind)


def largest(theme: Theme, ratio: Ratio) -> tuple[Frame, ...]:
    """Return the largest frame of each edition: a figure alone on a page, or on a slide of a ratio."""
    return (
        page(theme, theme.points("page.figure")),
        ebook(theme, "narrow"),
        ebook(theme, "wide"),
        web(theme, "narrow"),
        web(theme, "wide"),
        slide(canvas_of(theme, ratio).body, "svg"),
    )
