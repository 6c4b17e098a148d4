"""A footnote stays on the page of its call.

If a paragraph's second line would overflow the page, WeasyPrint 70 makes room by moving the page's footnotes
to the next page, even those whose calls are far above: its fix of #2432. Here such a paragraph begins on the
next page instead, as it would without footnotes.
"""

from __future__ import annotations

from typing import Any

from pipeline.formats.pdf.patches.patch import Function, Patch, Target

LINES = Target(
    "weasyprint.layout.block",
    "_linebox_layout",
    "(context, box, index, child, new_children, page_is_empty, absolute_boxes, fixed_boxes, "
    "adjoining_margins, bottom_space, position_y, skip_stack, first_letter_style, first_line_style, "
    "draw_bottom_decoration, max_lines)",
)


class _Unmovable:
    """A layout context without footnotes that could move; all else is the context's own."""

    __slots__ = ("_context",)

    def __init__(self, context: Any) -> None:
        object.__setattr__(self, "_context", context)

    def __getattr__(self, name: str) -> Any:
        return () if name == "current_page_footnotes" else getattr(self._context, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._context, name, value)


def without_moving_notes(layout: Function) -> Function:
    """Return a layout of lines that does not move the footnotes of a page."""

    def linebox_layout(context: Any, *rest: Any) -> tuple[Any, ...]:
        # Only if there are footnotes: access through another object takes time.
        result: tuple[Any, ...] = layout(
            _Unmovable(context) if context.current_page_footnotes else context, *rest
        )
        return result

    return linebox_layout


PATCH = Patch(
    "footnote-pages", "https://github.com/Kozea/WeasyPrint/issues/2432", ((LINES, without_moving_notes),)
)
