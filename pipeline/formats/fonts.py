"""Typefaces cut down to the characters that a file uses, for files that carry their fonts with them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline import harfbuzz
from pipeline.theme import Theme
from pipeline.wording.scripts import Script, script

# Shaping that text must keep: kerning, ligatures, figures, what Khmer and Arabic need to be written at all.
FEATURES = (
    "kern", "liga", "clig", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "onum", "pnum", "tnum",
    "pref", "blwf", "abvf", "pstf", "pres", "blws", "abvs", "psts", "abvm", "blwm",
    "isol", "init", "medi", "fina", "rlig", "rclt", "curs", "rtlm",
)  # fmt: skip


def of_scripts(theme: Theme) -> Iterator[tuple[str, Script]]:
    """Yield the roles of typefaces that stand in for others, each with its script."""
    return ((face.role, script(face.script)) for face in theme.faces if face.script)


def belonging(characters: str, script: Script) -> str:
    """Return the characters that a script's typeface is to have: its own, figures, marks and spaces."""
    return "".join(each for each in characters if script.within(each) or not each.isalpha())


def characters_of(text: str) -> str:
    """Return each character of a text once, and the capitals that a style sheet may show in its place."""
    return "".join(sorted(set(text) | set(text.upper())))


def subset(path: Path, characters: str) -> bytes:
    """Return a TrueType font with nothing but the glyphs for these characters."""
    return harfbuzz.subset(path, characters, FEATURES)


def instance(path: Path, characters: str, places: Mapping[str, float]) -> bytes:
    """Return a subset of a font that stays at these places of its axes, else at the default."""
    return harfbuzz.instance(path, characters, FEATURES, places)


def woff2(font: bytes) -> bytes:
    """Return a font packed for the web."""
    from fontTools.ttLib import TTFont

    packed = io.BytesIO()
    with TTFont(io.BytesIO(font), recalcTimestamp=False, lazy=True) as opened:
        opened.flavor = "woff2"
        opened.save(packed)
    return packed.getvalue()
