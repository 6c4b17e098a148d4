"""The frames of the editions, as their formats ask for them."""

from __future__ import annotations

from pipeline import theme
from pipeline.charts.frame import Frame
from tests import canvas

_theme = theme.load()

PAGE = Frame(_theme.points("page.wide"), _theme.points("page.figure"), _theme.points("size.furniture"))
SLIDE, NARROW_SLIDE = (
    Frame(each.body.width, each.body.height, _theme.points("slide.figure-text"))
    for each in (canvas.CANVAS, canvas.NARROW)
)
NARROW, WIDE = (
    Frame(
        _theme.points(f"ebook.{size}"),
        _theme.points(f"ebook.{size}-height"),
        _theme.points("ebook.figure-text"),
        paper=True,
    )
    for size in ("narrow", "wide")
)
FRAMES = {"page": PAGE, "slide": SLIDE, "narrow slide": NARROW_SLIDE, "narrow": NARROW, "wide": WIDE}
