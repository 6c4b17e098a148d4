"""Text as outlines: shaped at the default weight of a typeface, drawn at the requested weight."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline import harfbuzz
from pipeline.model import packaged
from pipeline.model.look import FontSource
from pipeline.theme import BOLD, Face, Theme
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
    """A font file, read for shaping and for outlines; `bold` is that of bold text, if it has its own.

    `weight` returns the weight at which the typeface is drawn for one of the tokens.
    """

    def __init__(
        self, path: FontSource, bold: _Face | None = None, weight: Callable[[float], float] = float
    ) -> None:
        data = packaged.data(path)
        self.bold, self.weight = bold, weight
        self.characters = harfbuzz.characters(path)
        self.shaper = harfbuzz.Shaper(data)
        self.units = float(self.shaper.units)
        self.shaped_weight = round(harfbuzz.default_weight(path))
        self._outlines = harfbuzz.Outlines(data)
        self._glyphs: dict[tuple[int, int], Glyph] = {}

    def at(self, weight: int) -> _Face:
        """Return the font file for a weight."""
        return self.bold if self.bold is not None and weight >= BOLD else self

    def glyph(self, index: int, weight: int) -> Glyph:
        """Return a glyph at a weight."""
        glyph = self._glyphs.get((index, weight))
        if glyph is None:
            glyph = self._glyphs[index, weight] = self._draw(index, weight)
        return glyph

    def _draw(self, index: int, weight: int) -> Glyph:
        """Return a glyph with its quadratic curves converted to fewer cubic ones."""
        from fontTools.pens.qu2cuPen import Qu2CuPen
        from fontTools.pens.recordingPen import RecordingPen

        outline, simpler = RecordingPen(), RecordingPen()
        width = self._outlines.draw(index, weight, outline)
        outline.replay(Qu2CuPen(simpler, self.units * _ERROR, all_cubic=True))
        segments = tuple((_LETTERS[name], tuple(points)) for name, points in simpler.value)
        heights = [y for _, points in segments for _, y in points]
        return Glyph(width, segments, max(heights, default=0.0), min(heights, default=0.0))

    def shape(self, text: str, weight: int) -> tuple[float, list[tuple[Glyph, float, float]]]:
        """Return the width of a run and its glyphs with their places, in font units."""
        weight = round(self.weight(weight))
        glyphs: list[tuple[Glyph, float, float]] = []
        advance, width = 0.0, 0.0
        for index, x, y in self.shaper.shape(text):
            glyph = self.glyph(index, weight)
            glyphs.append((glyph, x + advance, y))
            width = max(width, x + advance + glyph.width)
            advance += glyph.width - self.glyph(index, self.shaped_weight).width
        return width, glyphs


class FontSet:
    """The typefaces of charts, in order of preference: the main one, then those of other scripts.

    A typeface has other weights in its axes, or in a file of its own for bold text.
    """

    def __init__(self, faces: Sequence[Face]) -> None:
        """Read the faces in order of preference."""
        self._faces = tuple(
            _Face(each.upright, _Face(each.bold) if each.is_house and each.bold else None, each.weight)
            for each in faces
        )
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
            face = face.at(weight)
            width, face_glyphs = face.shape(run, weight)
            for glyph, dx, dy in face_glyphs:
                glyphs.append((glyph, face.units, x + dx / face.units, dy / face.units))
                top = max(top, (glyph.top + dy) / face.units)
                bottom = min(bottom, (glyph.bottom + dy) / face.units)
            x += width / face.units
        return ShapedText(x, top, bottom, tuple(glyphs))

    def _face_of(self, code: int) -> _Face:
        """Return the first face that has a character, else the main one."""
        return next((face for face in self._faces if code in face.characters), self._faces[0])

    def _runs(self, text: str) -> list[tuple[_Face, str]]:
        """Split text into runs of one face; spaces stay with what precedes them.

        Words from right to left are one run: the order within it is that of the shaping.
        """
        runs: list[tuple[_Face, str]] = []
        if prevailing_direction(text) == "rtl":
            return [(self._face_of(ord(text[0])), text)]
        for char in text:
            if char.isspace():
                char = "\u00a0" if char in "\u00a0\u202f" else " "
            code = ord(char)
            if runs and char in " \u200b\u200c\u200d" and code in runs[-1][0].characters:
                face = runs[-1][0]
            else:
                face = self._face_of(code)
                if code not in face.characters:
                    char = "\ufffd" if 0xFFFD in face.characters else "?"
            if runs and runs[-1][0] is face:
                runs[-1] = (face, runs[-1][1] + char)
            else:
                runs.append((face, char))
        return runs


def in_view(text: str) -> tuple[str, ...]:
    """Return the parts of a text in visual order from left to right, each in one direction."""
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


@lru_cache(maxsize=8)
def font_set(theme: Theme) -> FontSet:
    """Return the typefaces a theme gives to charts."""
    roles = dict.fromkeys((*theme.chain("furniture", fallback=True), "text"))
    last = [face.role for face in theme.fallbacks()]
    first_roles = [role for role in roles if role not in last or role.startswith("furniture")]
    return FontSet(
        [theme.face(role) for role in (*first_roles, *(each for each in last if each not in first_roles))]
    )
