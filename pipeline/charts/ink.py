"""Text as outlines, and scenes as pixels: the one module that talks to matplotlib.

matplotlib's font object shapes text (its own HarfBuzz, so Khmer comes out right) and Agg paints PNG. It
reads only the default weight of a variable font, so outlines and widths of the weight asked for come from
fontTools, which gives a glyph at any place of the font's axes without making a font file. For SVG neither
pyplot, nor figures, nor the list of the system's fonts is loaded: that is more than half of matplotlib's
start.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.charts.scene import Dot, Item, Outline, Scene, Words
from pipeline.model import packaged
from pipeline.theme import Theme
from pipeline.wording.scripts import phrases, prevailing_direction

Segment = tuple[str, tuple[tuple[float, float], ...]]  # M, L, C or Z, and its points
_LETTERS = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "closePath": "Z", "endPath": "Z"}
_EDGES = re.compile(r"(^\s+|\s+$)")
_MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_ERROR = 0.001  # of an em, by which a curve may differ from the font's


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph in font units, y upwards."""

    width: float
    segments: tuple[Segment, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ShapedText:
    """A line of text at a size of 1: its width, how far it reaches above and below the baseline, its glyphs.

    `glyphs` are (glyph, units to the em, x, y).
    """

    width: float
    top: float
    bottom: float
    glyphs: tuple[tuple[Glyph, float, float, float], ...]


class _Face:
    """A font file, read by matplotlib for shaping and by fontTools for outlines."""

    def __init__(self, path: Path) -> None:
        from fontTools.ttLib import TTFont
        from matplotlib.ft2font import FT2Font

        self.table = TTFont(io.BytesIO(packaged.data(path)), lazy=True)  # read as needed; no file stays open
        self.units = float(self.table["head"].unitsPerEm)
        self.cmap: dict[int, str] = self.table.getBestCmap()
        self.font = FT2Font(str(path))
        self.font.set_size(self.units, 72)
        self._order: list[str] = self.table.getGlyphOrder()
        self._sets: dict[int, Any] = {}
        self._glyphs: dict[tuple[int, int], Glyph] = {}

    def glyph(self, index: int, weight: int) -> Glyph:
        """Return a glyph at a weight."""
        glyph = self._glyphs.get((index, weight))
        if glyph is None:
            glyph = self._glyphs[index, weight] = self._draw(index, weight)
        return glyph

    def _draw(self, index: int, weight: int) -> Glyph:
        if weight not in self._sets:
            axes = {axis.axisTag: axis for axis in self.table["fvar"].axes} if "fvar" in self.table else {}
            axis = axes.get("wght")
            place = {} if axis is None else {"wght": min(max(weight, axis.minValue), axis.maxValue)}
            self._sets[weight] = self.table.getGlyphSet(location=place)
        outline = self._sets[weight][self._order[index]]
        segments = _segments(self._sets[weight], outline, self.units * _ERROR)
        heights = [y for _, points in segments for _, y in points]
        top, bottom = max(heights, default=0.0), min(heights, default=0.0)
        return Glyph(float(outline.width), segments, top, bottom)

    def shape(self, text: str, weight: int) -> tuple[float, list[tuple[Glyph, float, float]]]:
        """Return the width of a run and its glyphs with their places, in font units."""
        from matplotlib.ft2font import LoadFlags

        # `_layout` is what matplotlib's own writers call; the version is pinned.
        items = self.font._layout(text, LoadFlags.NO_HINTING)
        glyphs: list[tuple[Glyph, float, float]] = []
        advance, width = 0.0, 0.0
        for item in items:
            glyph = self.glyph(item.glyph_index, weight)
            glyphs.append((glyph, item.x + advance, item.y))
            width = max(width, item.x + advance + glyph.width)
            advance += glyph.width - self.glyph(item.glyph_index, 400).width
        return width, glyphs


def _segments(glyphs: Any, outline: Any, error: float) -> tuple[Segment, ...]:
    """Return a glyph's outline, its chains of quadratic curves made into fewer cubic ones."""
    from fontTools.pens.qu2cuPen import Qu2CuPen
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    whole, simpler = DecomposingRecordingPen(glyphs), DecomposingRecordingPen(glyphs)
    outline.draw(whole)
    whole.replay(Qu2CuPen(simpler, error, all_cubic=True))
    return tuple((_LETTERS[name], tuple(points)) for name, points in simpler.value)


class Ink:
    """The typefaces of charts: the furniture's, then those of other scripts for what it lacks."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        """Read the faces in order of preference."""
        self._faces = tuple(_Face(path) for path in paths)
        self._cache: dict[tuple[str, int], ShapedText] = {}

    def shape(self, text: str, weight: int = 400) -> ShapedText:
        """Return a line of text shaped."""
        key = (text, weight)
        if key not in self._cache:
            self._cache[key] = self._shape(text, weight)
        return self._cache[key]

    def _shape(self, text: str, weight: int) -> ShapedText:
        x, top, bottom = 0.0, 0.0, 0.0
        glyphs: list[tuple[Glyph, float, float, float]] = []
        runs = (run for part in in_view(text) for run in self._runs(part))
        for face, run in runs:
            width, face_glyphs = face.shape(run, weight)
            for glyph, dx, dy in face_glyphs:
                glyphs.append((glyph, face.units, x + dx / face.units, dy / face.units))
                top = max(top, (glyph.top + dy) / face.units)
                bottom = min(bottom, (glyph.bottom + dy) / face.units)
            x += width / face.units
        return ShapedText(x, top, bottom, tuple(glyphs))

    def _runs(self, text: str) -> list[tuple[_Face, str]]:
        """Split text into runs of one face; spaces stay with what precedes them.

        Words from right to left are one run: the order within it is that of the shaping.
        """
        runs: list[tuple[_Face, str]] = []
        if prevailing_direction(text) == "rtl":
            return [(next((face for face in self._faces if ord(text[0]) in face.cmap), self._faces[0]), text)]
        for char in text:
            if char.isspace():
                char = "\u00a0" if char in "\u00a0\u202f" else " "
            code = ord(char)
            if runs and char in " \u200b\u200c\u200d" and code in runs[-1][0].cmap:
                face = runs[-1][0]
            else:
                face = next((face for face in self._faces if code in face.cmap), self._faces[0])
                if code not in face.cmap:
                    char = "\ufffd" if 0xFFFD in face.cmap else "?"
            if runs and runs[-1][0] is face:
                runs[-1] = (face, runs[-1][1] + char)
            else:
                runs.append((face, char))
        return runs


def in_view(text: str) -> tuple[str, ...]:
    """Return a text in parts from left to right; each runs one way, and the text as most of it."""
    runs = () if text.isascii() else tuple(phrases(text))
    if not any(script and script.direction == "rtl" for script, _ in runs):
        return (text,)
    parts: list[str] = []
    for script, part in runs:
        parts += [part] if script and script.direction == "rtl" else filter(None, _EDGES.split(part))
    if prevailing_direction(text) == "ltr":
        return tuple(parts)
    marks = (part if any(map(str.isalnum, part)) else part[::-1].translate(_MIRROR) for part in parts)
    return tuple(marks)[::-1]


@cache
def _ink(paths: tuple[Path, ...]) -> Ink:
    return Ink(paths)


def ink(theme: Theme) -> Ink:
    """Return the typefaces a theme gives to charts."""
    faces = (theme.face("furniture"), *theme.scripts(), theme.face("text"), *theme.fallbacks())
    return _ink(tuple(face.upright for face in faces))


def png(scene: Scene, letters: Ink, ground: str | None, scale: float) -> bytes:
    """Paint a scene as PNG, `scale` pixels to a point, on a ground or on none."""
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.colors import to_rgb
    from matplotlib.path import Path as Curve
    from matplotlib.transforms import Affine2D, Transform
    from PIL import Image

    width, height = round(scene.width * scale), round(scene.height * scale)
    renderer: Any = RendererAgg(width, height, 72.0)  # type: ignore[no-untyped-call]  # matplotlib leaves it so
    flip = Affine2D().scale(scale, -scale).translate(0, height)
    codes = {"M": Curve.MOVETO, "L": Curve.LINETO, "C": Curve.CURVE4, "Z": Curve.CLOSEPOLY}

    def paint(curve: Curve, move: Transform, fill: str | None, stroke: str | None, thick: float) -> None:
        gc = renderer.new_gc()
        gc.set_foreground(to_rgb(stroke) if stroke else (0.0, 0.0, 0.0))
        gc.set_linewidth(thick * scale if stroke else 0.0)
        gc.set_joinstyle("miter")
        gc.set_snap(False)
        renderer.draw_path(gc, curve, move, to_rgb(fill) if fill else None)

    def paint_item(item: Item) -> None:
        match item:
            case Outline():
                points = [*item.points, item.points[0]] if item.is_closed else list(item.points)
                kinds = [Curve.MOVETO] + [Curve.LINETO] * (len(points) - 1)
                if item.is_closed:
                    kinds[-1] = Curve.CLOSEPOLY
                paint(Curve(points, kinds), flip, item.fill, item.stroke, item.width)
            case Dot():
                circle = Affine2D().scale(item.radius).translate(item.x, item.y) + flip
                paint(Curve.unit_circle(), circle, item.fill, item.stroke, item.width)
            case Words():
                points, kinds = [], []
                for glyph, units, x, y in letters.shape(item.text, item.weight).glyphs:
                    for kind, ends in glyph.segments:
                        for px, py in ends or ((0.0, 0.0),):
                            points.append((px / units + x, py / units + y))
                            kinds.append(codes[kind])
                if points:
                    place = Affine2D().scale(item.size, -item.size).translate(item.x, item.baseline) + flip
                    paint(Curve(points, kinds), place, item.color, None, 0.0)

    if ground is not None:
        corners = [(0, 0), (scene.width, 0), (scene.width, scene.height), (0, scene.height), (0, 0)]
        paint(Curve(corners), flip, ground, None, 0.0)
    for item in scene.items:
        paint_item(item)
    image = Image.frombuffer("RGBA", (width, height), bytes(renderer.buffer_rgba()), "raw", "RGBA", 0, 1)
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(72 * scale, 72 * scale), optimize=False, compress_level=6)
    return out.getvalue()
