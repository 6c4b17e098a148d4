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

    data = resvg.paint(svg(scene, letters, ground, scale))
    with Image.open(io.BytesIO(data)) as painting:
        out = io.BytesIO()
        # White where nothing is painted: a viewer without transparency then shows a white page.
        clear = Image.new("RGBA", painting.size, (255, 255, 255, 0))
        image = Image.composite(
            painting, clear, painting.getchannel("A").point(lambda alpha: 255 * (alpha > 0))
        )
        image.save(out, "PNG", dpi=(72 * scale, 72 * scale), compress_level=6)
    return out.getvalue()
