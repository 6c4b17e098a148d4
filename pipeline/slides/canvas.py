"""The canvas of a deck, from the tokens of the theme."""

from __future__ import annotations

from pipeline.model.canvas import Box, Canvas, Ratio
from pipeline.theme import Theme


def canvas_of(theme: Theme, ratio: Ratio) -> Canvas:
    """Return the canvas for slides of a ratio; the slide's number is right of the source line."""
    theme = theme.at_ratio(ratio)

    def points(name: str) -> float:
        return theme.points(f"slide.{name}")

    margin, width = points("margin"), points("width")
    inner = width - 2 * margin
    source_height = points("source-bottom") - points("source-top")
    return Canvas(
        ratio,
        width,
        points("height"),
        title=Box(margin, points("title-top"), inner, points("title-height")),
        body=Box(margin, points("body-top"), inner, points("body-bottom") - points("body-top")),
        source=Box(margin, points("source-top"), inner - points("gap") * 2, source_height),
    )
