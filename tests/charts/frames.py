"""The frames of the editions, as their formats ask for them."""

from __future__ import annotations

from pipeline import theme
from pipeline.charts.frame import Frame
from tests.canvas import CANVAS

_theme = theme.load()
_slide = CANVAS.body

PAGE = Frame(_theme.points("page.wide"), _theme.points("page.figure"), _theme.points("size.furniture"))
SLIDE = Frame(_slide.width, _slide.height, _theme.points("slide.figure-text"))
NARROW, WIDE = (
    Frame(
        _theme.points(f"ebook.{size}"),
        _theme.points(f"ebook.{size}-height"),
        _theme.points("ebook.figure-text"),
        paper=True,
    )
    for size in ("narrow", "wide")
)
FRAMES = {"page": PAGE, "slide": SLIDE, "narrow": NARROW, "wide": WIDE}
