"""Styles only for parts that there are: markers of list items, calls and markers of notes.

WeasyPrint 70 makes a style for each such part of every element, because its style sheet names the parts
and no elements: six for each cell of a table, never used, which take more memory than all other styles.
And for each page it goes through the styles of the margins of all pages before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target

COMPUTE = Target(
    "weasyprint.css",
    "StyleFor.set_computed_styles",
    "(self, element, parent, root=None, pseudo_type=None, base_url=None, target_collector=None)",
)
PAGE_STYLES = Target(
    "weasyprint.layout.page", "set_page_type_computed_styles", "(page_type, html, style_for)"
)


def _is_footnote(style: Mapping[str, Any]) -> bool:
    return bool(style["float"] == "footnote")


def _is_note(style: Mapping[str, Any]) -> bool:
    return bool(style["position"][0] == "note()")


# Whether an element with a style has a part.
PARTS: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "marker": lambda style: "list-item" in style["display"],
    "footnote-call": _is_footnote,
    "footnote-marker": _is_footnote,
    "note-call": _is_note,
    "note-marker": _is_note,
    "note-callback": _is_note,
}


def leave_out_parts(compute: Function) -> Function:
    """Return a function that computes no style for a part that its element does not have."""

    def set_computed_styles(
        styles: Any, element: Any, parent: Any, root: Any = None, pseudo_type: str | None = None, **rest: Any
    ) -> None:
        has_part = PARTS.get(pseudo_type or "")
        if has_part is None or has_part(styles.get_computed_styles()[parent, None]):
            compute(styles, element, parent, root=root, pseudo_type=pseudo_type, **rest)

    return set_computed_styles


def forget_other_pages(compute: Function) -> Function:
    """Return a function that computes the styles of a page, and keeps no rules of pages before it."""

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        compute(page_type, html, style_for)
        style_for.get_cascaded_styles().clear()

    return set_page_type_computed_styles


PATCH = Patch("part-styles", NO_ISSUE_YET, ((COMPUTE, leave_out_parts), (PAGE_STYLES, forget_other_pages)))
