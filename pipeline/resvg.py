"""resvg: the only module that imports it. A clean SVG in, a picture out, in the typefaces of the tokens."""

from __future__ import annotations

import io
import math

from pipeline import process, theme
from pipeline.bounds import room

MAX_PIXELS = 4_000_000
# Pixels of all layers together.
MAX_LAYERED = 150_000_000
WIDEST = 4_000
SECONDS = 20.0
MEMORY = 3_000_000_000


def rasterize(data: bytes, width: float, height: float, pixels: int = 2_000, layers: int = 0) -> bytes:
    """Return an SVG of a width and height as PNG; process.ProcessError if that fails.

    It is as many `pixels` wide, within the bounds of size, and transparent where nothing is drawn. An SVG
    with many `layers` gets fewer.
    """
    faces = theme.load().faces
    # To read the typefaces takes longer than to draw most pictures.
    files = [
        str(file)
        for face in faces
        for file in (face.upright, face.italic, face.bold)
        if file and b"<text" in data
    ]
    names = {face.role: face.family for face in faces}
    most = math.sqrt(min(MAX_PIXELS, MAX_LAYERED / max(1, layers)) * width / height)
    across = max(1, min(pixels, WIDEST, int(most)))
    return process.run_apart(draw, data, across, files, names, timeout=SECONDS, memory=room(MEMORY))


def paint(data: bytes) -> bytes:
    """Return an SVG that Dossier generated, without text, as PNG of its size."""
    import resvg_py

    png: bytes = resvg_py.svg_to_bytes(svg_string=data.decode(), skip_system_fonts=True)
    return png


def draw(data: bytes, width: int, files: list[str], names: dict[str, str]) -> bytes:
    """Draw an SVG; run it in a process of its own.

    Only the given typefaces are used, so that every machine draws the same; `names` are theirs by role.
    """
    import resvg_py
    from PIL import Image

    png = resvg_py.svg_to_bytes(
        svg_string=data.decode(),
        width=width,
        dpi=96,
        skip_system_fonts=True,
        font_files=files,
        font_family=names["furniture"],
        serif_family=names["text"],
        sans_serif_family=names["furniture"],
        monospace_family=names["code"],
    )
    with Image.open(io.BytesIO(png)) as image:
        output = io.BytesIO()
        image.save(output, "PNG")
    return output.getvalue()
