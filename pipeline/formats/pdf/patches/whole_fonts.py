"""Fonts of a house whose licence bits forbid to embed a part of them: they are embedded whole.

WeasyPrint subsets either all fonts or none.
"""

from __future__ import annotations

import io
from typing import Any

from pipeline.formats.pdf.patches.patch import NO_FAULT, Function, Patch, Target

SUBSET = Target("weasyprint.pdf.fonts", "Font.subset", "(self, to_unicode, hinting)")
_WHOLE_ONLY = 0x100


def keep_whole(subset: Function) -> Function:
    """Return a function that subsets a font unless its licence bits forbid it."""

    def subset_font(font: Any, to_unicode: Any, hinting: Any) -> Any:
        return None if _is_whole_only(bytes(font.file_content)) else subset(font, to_unicode, hinting)

    return subset_font


def _is_whole_only(data: bytes) -> bool:
    """Return whether the licence bits of a font forbid to embed a part of it."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(data), lazy=True) as font:
        return "OS/2" in font and bool(font["OS/2"].fsType & _WHOLE_ONLY)


PATCH = Patch("whole-fonts", NO_FAULT, ((SUBSET, keep_whole),))
