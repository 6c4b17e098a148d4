"""The typefaces of a book: cut down to its characters, each weight a file of its own.

Readers on paper-like screens know neither variable fonts nor WOFF2, and three small TrueType files weigh
less than one variable font.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.theme import Theme

# Shaping that text must keep: kerning, ligatures, figures, and what Khmer needs to be written at all.
FEATURES = (
    "kern", "liga", "clig", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "onum", "pnum", "tnum",
    "pref", "blwf", "abvf", "pstf", "pres", "blws", "abvs", "psts", "abvm", "blwm",
)  # fmt: skip
# Role in the theme, style, weight, and what in a page asks for it.
CUTS = (
    ("text", "normal", "normal", "<p"),
    ("text", "italic", "normal", "<em"),
    ("text", "normal", "bold", "<h1"),
    ("furniture", "normal", "normal", "<p"),
    ("furniture", "normal", "bold", "<p"),
    ("code", "normal", "normal", "<code"),
    ("khmer", "normal", "normal", "[\u1780-\u17ff]"),
)
# The optical size of text, in points; the axis is dropped.
OPTICAL = 14.0


@dataclass(frozen=True, slots=True)
class Cut:
    """A typeface in one style and weight: the name of its file, the rule that declares it, and its bytes."""

    file: str
    rule: str
    data: bytes


def cuts(theme: Theme, pages: str) -> Iterator[Cut]:
    """Yield the typefaces that pages ask for, with the characters that are in them."""
    characters = "".join(sorted(set(re.sub(r"<[^>]*>", "", pages)) | set("0123456789")))
    for role, style, weight, sign in CUTS:
        face = theme.face(role)
        path = face.upright if style == "normal" else face.italic
        if path is None or not re.search(sign, pages):
            continue
        file = f"fonts/{role}-{weight if style == 'normal' else style}.ttf"
        rule = (
            f'@font-face {{ font-family: "{theme[f"font.{role}"]}"; font-style: {style}; '
            f'font-weight: {weight}; src: url("{file}") format("truetype"); }}'
        )
        yield Cut(file, rule, instance(path, characters, float(theme[f"weight.{weight}"])))


@lru_cache(maxsize=64)
def instance(path: Path, characters: str, weight: float) -> bytes:
    """Return a variable font's glyphs for these characters in one weight."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(subset(path, characters)), recalcTimestamp=False)
    place = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    place["wght"] = weight
    if "opsz" in place:
        place["opsz"] = OPTICAL
    instancer.instantiateVariableFont(font, place, inplace=True)
    return _bytes(font)


@lru_cache(maxsize=32)
def subset(path: Path, characters: str) -> bytes:
    """Return a variable font with nothing but the glyphs for these characters."""
    from fontTools import subset as cutting
    from fontTools.ttLib import TTFont

    options = cutting.Options()
    options.layout_features = list(FEATURES)
    options.notdef_outline = True
    options.hinting = False
    font = TTFont(path, recalcTimestamp=False)
    cutter = cutting.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    return _bytes(font)


def _bytes(font: Any) -> bytes:
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()
