"""HarfBuzz: the only module that imports it. Text is shaped with it, and typefaces are cut down.

uharfbuzz contains a HarfBuzz of its own, so that neither the system's nor that of another library is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from pipeline.model import packaged
from pipeline.model.look import FontFile, FontSource

# A glyph by its number in the font, and its place in font units.
PlacedGlyph = tuple[int, float, float]
# Shaped text may be in any language: no forms of one language are used, on whatever machine.
_LANGUAGE = "und"


class Shaper:
    """Shapes text in one typeface of so many units to the em, a variable one at the default of its axes."""

    def __init__(self, data: bytes) -> None:
        """Read a font file."""
        import uharfbuzz

        self._library: Any = uharfbuzz
        face = uharfbuzz.Face(uharfbuzz.Blob(data))
        self._font = uharfbuzz.Font(face)
        self.units = int(face.upem)

    def shape(self, text: str) -> list[PlacedGlyph]:
        """Return the glyphs of a run, in order from left to right."""
        buffer = self._library.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = _LANGUAGE
        self._library.shape(self._font, buffer)
        result: list[PlacedGlyph] = []
        x, y = 0.0, 0.0
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            result.append((glyph.codepoint, x + place.x_offset, y + place.y_offset))
            x, y = x + place.x_advance, y + place.y_advance
        return result


class Outlines:
    """Draws the glyphs of a typeface at weights, without making a font of each weight."""

    def __init__(self, data: bytes) -> None:
        """Read a font file."""
        import uharfbuzz

        self._library: Any = uharfbuzz
        self._face = uharfbuzz.Face(uharfbuzz.Blob(data))
        self._fonts: dict[float, Any] = {}

    def draw(self, glyph: int, weight: float, pen: Any) -> float:
        """Draw a glyph with a pen of fontTools, and return its advance, both in font units.

        HarfBuzz rounds an advance to whole units.
        """
        font = self._at(weight)
        font.draw_glyph_with_pen(glyph, pen)
        return float(font.get_glyph_h_advance(glyph))

    def _at(self, weight: float) -> Any:
        if weight not in self._fonts:
            font = self._fonts[weight] = self._library.Font(self._face)
            font.set_variations({"wght": weight})
        return self._fonts[weight]


def subset(path: FontSource, characters: str, features: Iterable[str]) -> bytes:
    """Return a font with only the glyphs for these characters; a variable font stays variable.

    `features` are the layout features to keep. The result has no hints.
    """
    return _cut(path, characters, features, None)


def instance(
    path: FontSource, characters: str, features: Iterable[str], places: Mapping[str, float]
) -> bytes:
    """Return a static subset of a variable font: at these places of its axes, else at the default."""
    return _cut(path, characters, features, places)


@lru_cache(maxsize=64)
def whole_instance(path: FontSource, places: tuple[tuple[str, float], ...]) -> bytes:
    """Return a static font with all the glyphs of a variable one, at these places of axes, else default."""
    import uharfbuzz as hb

    subset_input = hb.SubsetInput()
    subset_input.keep_everything()
    return _pin(_face(path), subset_input, dict(places))


def default_weight(path: FontSource) -> float:
    """Return the weight at which a typeface is shaped: the default of its axis, else that of plain text."""
    weights = (axis.default_value for axis in _face(path).axis_infos if axis.tag == "wght")
    return float(next(weights, 400.0))


def axes(path: FontSource) -> tuple[str, ...]:
    """Return the tags of the axes of a typeface."""
    return tuple(axis.tag for axis in _face(path).axis_infos)


@cache
def characters(path: FontSource) -> frozenset[int]:
    """Return the code points that a typeface has."""
    return frozenset(_face(path).unicodes)


def _cut(path: FontSource, text: str, features: Iterable[str], places: Mapping[str, float] | None) -> bytes:
    import uharfbuzz as hb

    if isinstance(path, FontFile) and not path.is_divisible:
        return path.data if places is None else whole_instance(path, tuple(places.items()))
    face = _face(path)
    subset_input = hb.SubsetInput()
    subset_input.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    subset_input.unicode_set.update(map(ord, text))
    subset_input.layout_feature_tag_set.clear()  # `set` would add to the previous content
    subset_input.layout_feature_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in features)
    if places is None:
        return bytes(hb.subset(face, subset_input).blob.data)
    return _pin(face, subset_input, places)


def _pin(face: Any, subset_input: Any, places: Mapping[str, float]) -> bytes:
    """Return a subset of a font with each axis fixed: at the nearest place to the one given, else default."""
    import uharfbuzz as hb

    for axis in face.axis_infos:
        place = places.get(axis.tag, axis.default_value)
        subset_input.pin_axis_location(face, axis.tag, min(max(place, axis.min_value), axis.max_value))
    return bytes(hb.subset(face, subset_input).blob.data)


@cache
def _face(path: FontSource) -> Any:
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob(packaged.data(path)))
