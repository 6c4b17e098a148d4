"""A scene as PNG: its SVG, painted."""

from __future__ import annotations

import io

from pipeline import resvg
from pipeline.charts.font_set import FontSet
from pipeline.charts.scene import Scene
from pipeline.charts.svg import svg


def png(scene: Scene, letters: FontSet, ground: str | None, scale: float) -> bytes:
    """Paint a scene, `scale` pixels to a point, on a ground or on none."""
    from PIL import Image

    painted = resvg.paint(svg(scene, letters, ground, scale))
    with Image.open(io.BytesIO(painted)) as opened:
        out = io.BytesIO()
        # White where nothing is painted: a viewer that knows no transparency shows paper.
        clear = Image.new("RGBA", opened.size, (255, 255, 255, 0))
        image = Image.composite(opened, clear, opened.getchannel("A").point(lambda alpha: 255 * (alpha > 0)))
        image.save(out, "PNG", dpi=(72 * scale, 72 * scale), compress_level=6)
    return out.getvalue()
