"""A repair of WeasyPrint's division of words: none within a line that can be broken before them.

WeasyPrint 70 divides a word at any letter where it begins a line that it does not fit into (CSS Text 3,
`overflow-wrap`). It takes each word for the first of its line as long as the first child of the paragraph
lasts: in a paragraph that is emphasised as a whole, any.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_NEAR = 1e-3  # points


def keeping_start(split: Callable[..., Any]) -> Callable[..., Any]:
    """Return WeasyPrint's `split_inline_box`, which keeps where the text of its line begins."""

    def split_inline_box(context: Any, box: Any, position_x: float, *rest: Any) -> Any:
        if type(box).__name__ != "LineBox":
            return split(context, box, position_x, *rest)
        # A box that stands in a line may have lines of its own.
        outer = getattr(context, "line_start", None)
        context.line_start = position_x
        try:
            return split(context, box, position_x, *rest)
        finally:
            context.line_start = outer

    return split_inline_box


def dividing_at_start(split: Callable[..., Any]) -> Callable[..., Any]:
    """Return WeasyPrint's `split_text_box`, which divides words at any letter only where a line begins.

    The edges of elements that begin there are no hindrance: it adds them when the line is set.
    """

    def split_text_box(context: Any, box: Any, width: float, skip: int, is_line_start: bool = True) -> Any:
        start = getattr(context, "line_start", None)
        begins = start is None or box.position_x <= start + _NEAR
        return split(context, box, width, skip, is_line_start=is_line_start and begins)

    return split_text_box
