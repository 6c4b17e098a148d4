"""The area of the footnotes of a page is as high as its notes: none overflows it.

WeasyPrint 70 compares two sums of the same heights. If they differ by a rounding error, it treats the last
note as too high, and moves the line that calls it to the next page.
"""

from __future__ import annotations

from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target

AREA = Target("weasyprint.layout", "LayoutContext._update_footnote_area", "(self)")


def without_overflow(update: Function) -> Function:
    """Return a function that updates the area, and finds no overflow in it."""

    def update_footnote_area(context: Any) -> bool:
        update(context)
        return False

    return update_footnote_area


PATCH = Patch("footnote-area", NO_ISSUE_YET, ((AREA, without_overflow),))
