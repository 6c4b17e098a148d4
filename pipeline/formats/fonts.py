"""Typefaces cut down to the characters that a file uses, for files that carry their fonts with them."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

# Shaping that text must keep: kerning, ligatures, figures, and what Khmer needs to be written at all.
FEATURES = (
    "kern", "liga", "clig", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "onum", "pnum", "tnum",
    "smcp", "c2sc", "pref", "blwf", "abvf", "pstf", "pres", "blws", "abvs", "psts", "abvm", "blwm",
)  # fmt: skip


@lru_cache(maxsize=64)
def subset(file: Path, characters: str) -> bytes:
    """Return a variable TrueType font as WOFF2 with the glyphs for these characters."""
    from fontTools import subset as cutting
    from fontTools.ttLib import TTFont

    options = cutting.Options()
    options.flavor = "woff2"
    options.layout_features = list(FEATURES)
    options.notdef_outline = True
    font = TTFont(file, recalcTimestamp=False)
    cutter = cutting.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    made = io.BytesIO()
    font.flavor = "woff2"
    font.save(made)
    return made.getvalue()
