"""Drawing of a figure: laid out for its frame, then written as SVG or PNG."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from pipeline.charts.figure_style import SMALLEST, FigureStyle
from pipeline.charts.frame import Frame
from pipeline.charts.scene import Scene, shift_items
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.stages import Drawing
from pipeline.theme import Theme

_SMALLER = 0.87
_LEGIBLE = 0.7  # of the text asked for: rather a list than smaller labels
_NEARLY = 0.85  # rather smaller labels at the parts than a key
_EDGE = 1.0  # so that no curve touches the edge of the picture
_Layout = Callable[[Drawing, FigureStyle], Scene | None]


def draw(drawing: Drawing, frame: Frame, theme: Theme) -> bytes:
    """Draw a figure for a frame: as wide as it, as high as needed, never higher."""
    from pipeline.charts.font_set import font_set
    from pipeline.charts.pixels import png
    from pipeline.charts.svg import svg

    scene = layout(drawing, frame, theme)
    ground = theme["color.paper"] if frame.paper else None
    if frame.kind == "png":
        return png(scene, font_set(theme), ground, frame.scale)
    return svg(scene, font_set(theme), ground)


def layout(drawing: Drawing, frame: Frame, theme: Theme) -> Scene:
    """Lay out a figure; its text is made smaller only if it would not fit the frame's height."""
    from pipeline.charts.font_set import font_set

    letters = font_set(theme)
    text_size = max(SMALLEST, frame.text)
    edge = _EDGE + (text_size * 0.7 if frame.paper else 0.0)
    inner = replace(
        frame, width=frame.width - 2 * (edge if frame.paper else 0.0), height=frame.height - 2 * edge
    )
    for make, least in _ways(drawing, text_size):
        text = text_size
        while text >= least:
            scene = make(drawing, FigureStyle(theme, inner, letters, text))
            if scene is not None:
                items = shift_items(scene.items, (frame.width - scene.width) / 2, edge)
                return Scene(frame.width, scene.height + 2 * edge, items)
            text = max(least, text * _SMALLER) if text > least else 0.0
    raise DossierError(
        [
            error(
                "figure-crowded",
                f"figure {drawing.id} does not fit a frame of {frame.width:.0f} by {frame.height:.0f} points",
                Place(f"figures/{drawing.id.removeprefix('fig-')}.yaml"),
                "show fewer events or points, or make two figures of it",
            )
        ]
    )


def _ways(drawing: Drawing, text_size: float) -> tuple[tuple[_Layout, float], ...]:
    """Return the ways to lay out a kind of figure, each with its smallest size of text; best first."""
    smaller = max(SMALLEST, text_size * _LEGIBLE)
    match drawing.kind:
        case "timeline":
            from pipeline.charts.numbered_list import numbered_list
            from pipeline.charts.timeline import timeline

            return (timeline, smaller), (numbered_list, SMALLEST)
        case "bars":
            from pipeline.charts.bars import bars

            return ((bars, SMALLEST),)
        case "line":
            from pipeline.charts.line import line

            return ((line, SMALLEST),)
        case "slope":
            from pipeline.charts.slope import slope

            return ((slope, smaller),)
        case "share":
            from pipeline.charts.share import keyed_share, share
            from pipeline.charts.share_column import share_column

            nearly = max(SMALLEST, text_size * _NEARLY)
            return (share, nearly), (keyed_share, smaller), (share_column, smaller), (share, SMALLEST)
        case _:
            assert_never(drawing.kind)
