"""Repairs of WeasyPrint's page breaking (Kozea/WeasyPrint #2432): a footnote stays on the page of its call.

Where a paragraph's second line would overflow the page, WeasyPrint 70 makes room by moving the page's
footnotes to the next page, even those that are called pages' heights above. Here such a paragraph
begins on the next page instead, as it would without footnotes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Layout = Callable[..., tuple[Any, ...]]


class _Unmoved:
    """A layout context that shows no footnotes to be moved; all else is the context's own."""

    __slots__ = ("_context",)

    def __init__(self, context: Any) -> None:
        object.__setattr__(self, "_context", context)

    def __getattr__(self, name: str) -> Any:
        return () if name == "current_page_footnotes" else getattr(self._context, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._context, name, value)


def staying(layout: Layout) -> Layout:
    """Return WeasyPrint's `_linebox_layout` that leaves a page's footnotes where they are."""

    def linebox_layout(context: Any, *rest: Any) -> tuple[Any, ...]:
        # Only where there are footnotes: asking through another object takes time.
        return layout(_Unmoved(context) if context.current_page_footnotes else context, *rest)

    return linebox_layout


def fitting(update: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Return WeasyPrint's `_update_footnote_area` for an area that is as high as its notes: none overflows.

    WeasyPrint 70 compares two sums of the same heights. Where they differ by an error of rounding, it takes
    the last note for too high, and moves the line that calls it to the next page; no issue is known.
    """

    def update_footnote_area(context: Any) -> bool:
        update(context)
        return False

    return update_footnote_area
