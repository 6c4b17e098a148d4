"""Fontconfig: the characters of the machine's typefaces, besides those that Dossier brings.

WeasyPrint uses a typeface of the machine for a character that no other has, unless the environment's own font
configuration hides them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from functools import cache
from typing import Any

from pipeline.setup import native

_NAMES = ("libfontconfig.so.1", "libfontconfig.1.dylib")


class _FontSet(ctypes.Structure):
    """A font set of fontconfig: the number of fonts, and the fonts."""

    _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.c_void_p))


def covered_characters(characters: Iterable[str]) -> str:
    """Return those characters that a typeface of the machine has; none without fontconfig."""
    library = _library()
    return "" if library is None else "".join(each for each in characters if _has(library, ord(each)))


@cache
def _library() -> Any:
    native.prepare()
    for name in _NAMES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for maker in ("FcPatternCreate", "FcCharSetCreate", "FcObjectSetCreate"):
            getattr(library, maker).restype = ctypes.c_void_p
        library.FcFontList.restype = ctypes.POINTER(_FontSet)
        return library
    return None


def _has(library: Any, character: int) -> bool:
    pattern, signs = ctypes.c_void_p(library.FcPatternCreate()), ctypes.c_void_p(library.FcCharSetCreate())
    object_set = ctypes.c_void_p(library.FcObjectSetCreate())
    library.FcCharSetAddChar(signs, ctypes.c_uint32(character))
    library.FcPatternAddCharSet(pattern, b"charset", signs)
    font_set = library.FcFontList(None, pattern, object_set)
    try:
        return bool(font_set) and font_set.contents.count > 0
    finally:
        library.FcFontSetDestroy(font_set)
        library.FcObjectSetDestroy(object_set)
        library.FcCharSetDestroy(signs)
        library.FcPatternDestroy(pattern)
