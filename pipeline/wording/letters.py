"""The characters that the typefaces have: looked up only for characters that some face may lack."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline import harfbuzz
from pipeline.model.look import FontSource
from pipeline.theme import Theme
from pipeline.wording.scripts import SCRIPTS

# In every face: the letters of Europe's west and middle, and the marks of their prose.
_COMMON = re.compile(
    "[\t\n\r\x20-\x7e\xa0-\u017f\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u20ac\u2122]+"
)
# Categories of characters without a glyph of their own.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
_OWN = "".join(each.ranges for each in SCRIPTS)
_SCRIPTS = re.compile(f"[{_OWN}\ufe00-\ufe0f]+")


def find_unusual(text: str, styles: Theme) -> str:
    """Find the characters of a text, each once, that the usual typefaces lack and others may have."""
    return "".join(each for each in _odd(text, styles) if not is_in(each, _usual(styles)))


def find_missing(text: str, styles: Theme) -> str:
    """Return the characters of a text, each once, that no typeface has."""
    return "".join(each for each in find_unusual(text, styles) if not is_in(each, _fallback(styles)))


def find_substitutes(text: str, path: FontSource, styles: Theme) -> str:
    """Return the characters of a text that a typeface has in place of the usual ones."""
    characters = harfbuzz.characters(path)
    return "".join(each for each in find_unusual(text, styles) if is_in(each, characters))


def without_scripts(text: str) -> list[str]:
    """Return the characters of a text that have a glyph, each once, without those of scripts of their own."""
    rest = sorted(set(_SCRIPTS.sub("", text)))
    return [each for each in rest if unicodedata.category(each) not in _INVISIBLE]


def _odd(text: str, styles: Theme) -> list[str]:
    has_common = _has_common(styles)
    if text.isascii() and has_common:
        return []
    rest = sorted(set(_SCRIPTS.sub("", _COMMON.sub("", text) if has_common else text)))
    return [each for each in rest if unicodedata.category(each) not in _INVISIBLE]


def is_in(character: str, characters: frozenset[int]) -> bool:
    """Return whether a face has a character, or the parts that it is composed of."""
    parts = unicodedata.normalize("NFD", character)
    return ord(character) in characters or (parts != character and all(ord(p) in characters for p in parts))


@lru_cache(maxsize=16)
def _usual(styles: Theme) -> frozenset[int]:
    faces = (styles.face("text"), styles.face("furniture"), styles.title())
    return frozenset.intersection(*(harfbuzz.characters(face.upright) for face in faces))


@lru_cache(maxsize=16)
def _has_common(styles: Theme) -> bool:
    """Return whether all usual faces have the common characters, as Dossier's own have."""
    if not styles.look.faces:
        return True
    return all(is_in(chr(each), _usual(styles)) for each in range(0x2123) if _COMMON.fullmatch(chr(each)))


@lru_cache(maxsize=16)
def _fallback(styles: Theme) -> frozenset[int]:
    return frozenset().union(*(harfbuzz.characters(face.upright) for face in styles.fallbacks()))
