"""Fonts of a PDF without the time of the build, which fontTools writes by default.

WeasyPrint makes static fonts of variable ones with fontTools, and since #1553 all else that it writes is the
same at every build.
"""

from __future__ import annotations

from typing import Any

from pipeline.formats.pdf.patches.patch import Function, Patch, Target

FONT = Target(
    "weasyprint.pdf.fonts",
    "TTFont",
    "(file=None, res_name_or_index=None, sfntVersion='\\x00\\x01\\x00\\x00', flavor=None, checkChecksums=0, "
    "verbose=None, recalcBBoxes=True, allowVID=NotImplemented, ignoreDecompileErrors=False, "
    "recalcTimestamp=True, fontNumber=-1, lazy=None, quiet=None, _tableCache=None, cfg={}, "
    "_useLegacyTTC=False)",
)


def keep_times(make: Function) -> Function:
    """Return a function that makes fonts which keep the time of their last change."""

    def make_font(*arguments: Any, **options: Any) -> Any:
        return make(*arguments, **{"recalcTimestamp": False, **options})

    return make_font


PATCH = Patch("font-times", "https://github.com/Kozea/WeasyPrint/issues/1553", ((FONT, keep_times),))
