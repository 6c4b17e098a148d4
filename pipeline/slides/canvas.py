"""The canvas of a deck, from the tokens of the theme."""

from __future__ import annotations

from pipeline.model.canvas import Box, Canvas, Ratio
from pipeline.model.look import Logo, Size
from pipeline.theme import Theme

# The logos for the foot of slides, the first that there is; the part of the foot that one is high, and how
# wide it may be for its height.
FOOT: tuple[Size, ...] = ("small", "medium", "large")
FOOT_SHARE, FOOT_WIDEST = 0.72, 3.5


def foot_width(logo: Logo, height: float) -> float:
    """Return the width of a logo in a foot of a height."""
    return height * FOOT_SHARE * min(logo.width / logo.height, FOOT_WIDEST)


def canvas_of(theme: Theme, ratio: Ratio) -> Canvas:
    """Return the canvas for slides of a ratio; the slide's number is right of the source line."""
    theme = theme.at_ratio(ratio)

    def points(name: str) -> float:
        return theme.points(f"slide.{name}")

    margin, width = points("margin"), points("width")
    inner = width - 2 * margin
    source_height = points("source-bottom") - points("source-top")
    source_width = inner - points("gap") * 2
    if choice := theme.logo(*FOOT, ground="color.paper"):
        source_width -= points("gap") + foot_width(choice.logo, source_height)
    return Canvas(
        ratio,
        width,
        points("height"),
        title=Box(margin, points("title-top"), inner, points("title-height")),
        body=Box(margin, points("body-top"), inner, points("body-bottom") - points("body-top")),
        source=Box(margin, points("source-top"), source_width, source_height),
    )
