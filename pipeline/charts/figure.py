"""A figure drawn: laid out for its frame, then written as SVG or PNG."""

from __future__ import annotations

from typing import assert_never

from pipeline.charts.frame import Frame
from pipeline.charts.look import SMALLEST, Look
from pipeline.charts.scene import Scene
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.stages import Drawing
from pipeline.theme import Theme

_SMALLER = 0.92
_LEAST = 3.0


def draw(drawing: Drawing, frame: Frame, theme: Theme) -> bytes:
    """Draw a figure for a frame: as wide as it, as high as needed, never higher."""
    from pipeline.charts.ink import ink, png
    from pipeline.charts.svg import svg

    scene = layout(drawing, frame, theme)
    ground = theme["color.paper"] if frame.paper else None
    if frame.kind == "png":
        return png(scene, ink(theme), ground, frame.scale)
    return svg(scene, ink(theme), ground)


def layout(drawing: Drawing, frame: Frame, theme: Theme) -> Scene:
    """Lay out a figure; its text is made smaller only when it would not fit the frame's height."""
    from pipeline.charts.ink import ink

    letters = ink(theme)
    text = max(SMALLEST, frame.text)
    while text >= _LEAST:
        scene = _laid_out(drawing, Look(theme, frame, letters, text))
        if scene is not None:
            return scene
        text = max(SMALLEST, text * _SMALLER) if text > SMALLEST else text * _SMALLER
    raise DossierError(
        [
            error(
                "figure-crowded",
                f"figure {drawing.id} does not fit a frame of {frame.width:g} by {frame.height:g} points",
                Place(f"figures/{drawing.id.removeprefix('fig-')}.yaml"),
                "show fewer events or points, or make two figures of it",
            )
        ]
    )


def _laid_out(drawing: Drawing, look: Look) -> Scene | None:
    match drawing.kind:
        case "timeline":
            from pipeline.charts.timeline import timeline

            return timeline(drawing, look)
        case "bars":
            from pipeline.charts.bars import bars

            return bars(drawing, look)
        case "line":
            from pipeline.charts.line import line

            return line(drawing, look)
        case _:
            assert_never(drawing.kind)
