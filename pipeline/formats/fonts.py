"""Typefaces cut down to the characters that a file uses, for files that carry their fonts with them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

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


@lru_cache(maxsize=32)
def subset(path: Path, characters: str, *, flavor: str | None = None) -> bytes:
    """Return a TrueType font with nothing but the glyphs for these characters; `flavor` may be `woff2`."""
    from fontTools import subset as cutting
    from fontTools.ttLib import TTFont

    options = cutting.Options()
    options.layout_features = list(FEATURES)
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["FFTM"]  # the time of a font's making, which fontTools would log
    _look_for_names_where_they_are()
    # Read as far as the subset needs it: half of the time.
    with TTFont(path, recalcTimestamp=False, lazy=True) as font:
        cutter = cutting.Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(font)
        font.flavor = flavor
        return font_bytes(font)


@cache
def _look_for_names_where_they_are() -> None:
    """Have fontTools look for numbers of names in the tables alone that have some.

    Among the features kept, none has a name, and it would go through every rule of the others.
    """
    from fontTools import subset as cutting

    class Names(cutting.NameRecordVisitor):  # type: ignore[misc]  # fontTools has no types
        TABLES = ("fvar", "CPAL", "STAT")

    cutting.NameRecordVisitor = Names


def font_bytes(font: Any) -> bytes:
    """Return a font's file."""
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()
