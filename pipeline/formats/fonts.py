"""Subsets of typefaces, for files that embed their fonts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from pipeline import harfbuzz
from pipeline.model.look import FontSource
from pipeline.theme import Theme
from pipeline.wording.scripts import Script, script

# Layout features that text must keep: kerning, ligatures, figures, those that Khmer and Arabic require.
FEATURES = (
    "kern", "liga", "clig", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "onum", "pnum", "tnum",
    "pref", "blwf", "abvf", "pstf", "pres", "blws", "abvs", "psts", "abvm", "blwm",
    "isol", "init", "medi", "fina", "rlig", "rclt", "curs", "rtlm",
)  # fmt: skip


def of_scripts(theme: Theme) -> Iterator[tuple[str, Script]]:
    """Yield the roles of typefaces for other scripts, each with its script."""
    return ((face.role, script(face.script)) for face in theme.faces if face.script)


def select_characters(characters: str, script: Script) -> str:
    """Select the characters for a script's typeface: its letters, digits, marks and spaces."""
    return "".join(each for each in characters if script.within(each) or not each.isalpha())


def characters_of(text: str) -> str:
    """Return the characters of a text, each once, and their capitals, which a style sheet may show."""
    return "".join(sorted(set(text) | set(text.upper())))


def subset(path: FontSource, characters: str) -> bytes:
    """Reduce a TrueType font to the glyphs for these characters."""
    return harfbuzz.subset(path, characters, FEATURES)


def instance(path: FontSource, characters: str, places: Mapping[str, float]) -> bytes:
    """Return a subset of a variable font, fixed at these values of its axes and else at the defaults."""
    return harfbuzz.instance(path, characters, FEATURES, places)


def woff(font: bytes) -> bytes:
    """Compress a font as WOFF. WOFF2 is a sixth smaller, but takes thirty times as long to write."""
    return _compress(font, "woff")


def woff2(font: bytes) -> bytes:
    """Compress a font as WOFF2; quick enough for a font that is fixed at one place of its axes."""
    return _compress(font, "woff2")


def _compress(font: bytes, flavor: str) -> bytes:
    from fontTools.ttLib import TTFont

    buffer = io.BytesIO()
    with TTFont(io.BytesIO(font), recalcTimestamp=False, lazy=True) as font_file:
        font_file.flavor = flavor
        font_file.save(buffer)
    return buffer.getvalue()
