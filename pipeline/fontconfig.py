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

_FILE = b"file"
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


def font_files() -> tuple[str, ...]:
    """Return the files of the machine's typefaces, sorted; none without fontconfig."""
    library = _library()
    if library is None:
        return ()
    pattern = ctypes.c_void_p(library.FcPatternCreate())
    object_set = ctypes.c_void_p(library.FcObjectSetCreate())
    library.FcObjectSetAdd(object_set, _FILE)
    font_set = library.FcFontList(None, pattern, object_set)
    try:
        fonts = font_set.contents if font_set else _FontSet(0, 0, None)
        pointers = ctypes.cast(fonts.fonts, ctypes.POINTER(ctypes.c_void_p))
        return tuple(sorted({_file(library, pointers[index]) for index in range(fonts.count)}))
    finally:
        library.FcFontSetDestroy(font_set)
        library.FcObjectSetDestroy(object_set)
        library.FcPatternDestroy(pattern)


def version() -> int:
    """Return the version of fontconfig as it counts it, 21501 for 2.15.1; 0 without it."""
    library = _library()
    return 0 if library is None else int(library.FcGetVersion())


def _file(library: Any, font: int) -> str:
    name = ctypes.c_char_p()
    library.FcPatternGetString(ctypes.c_void_p(font), _FILE, 0, ctypes.byref(name))
    return (name.value or b"").decode("utf-8", "replace")
