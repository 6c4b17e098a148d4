"""An array of glyphs is of one type, whatever its length.

WeasyPrint 70 names the length in the type: cffi parses a type for each number of glyphs, which takes as long
as the array's work many times over.
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target

SUBSET = Target("weasyprint.pdf.fonts", "Font._harfbuzz_subset", "(self, to_unicode, hinting)")
_LENGTH = re.compile(r"(?<=\[)\d+(?=\])")


class _Types:
    """cffi's interface with types of arrays that do not have their length."""

    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)

    def new(self, kind: str, *values: Any) -> Any:
        """Return a new object; the values of an array have its length."""
        return self._ffi.new(_LENGTH.sub("", kind) if values else kind, *values)


def share_type(subset: Function) -> Function:
    """Return a function that reduces a font to its glyphs with one type for all arrays of them."""
    library = SUBSET.library()

    def reduce(font: Any, *arguments: Any) -> None:
        ffi = library.ffi
        library.ffi = _Types(ffi)
        try:
            subset(font, *arguments)
        finally:
            library.ffi = ffi

    return reduce


PATCH = Patch("glyph-arrays", NO_ISSUE_YET, ((SUBSET, share_type),))
