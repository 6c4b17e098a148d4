"""A word is divided at any letter only if it begins its line.

WeasyPrint 70 divides a word at any letter where it begins a line that it does not fit into (CSS Text 3,
`overflow-wrap`). But it treats all words in the first child of the paragraph as first words of a line: in a
paragraph that is emphasised as a whole, all of its words.
"""

from __future__ import annotations

from typing import Any

from pipeline.formats.pdf.patches.patch import Function, Patch, Target

_NEAR = 1e-3  # points
INLINE = Target(
    "weasyprint.layout.inline",
    "split_inline_box",
    "(context, box, position_x, max_x, bottom_space, skip_stack, containing_block, absolute_boxes, "
    "fixed_boxes, line_placeholders, waiting_floats, line_children, first_letter_style, first_line_style)",
)
TEXT = Target(
    "weasyprint.layout.inline", "split_text_box", "(context, box, available_width, skip, is_line_start=True)"
)


def keep_line_start(split_box: Function) -> Function:
    """Return a function that splits inline boxes, and stores in the context where a line begins."""

    def split_inline_box(context: Any, box: Any, position_x: float, *rest: Any) -> Any:
        if type(box).__name__ != "LineBox":
            return split_box(context, box, position_x, *rest)
        # A box in a line may have lines of its own.
        outer = getattr(context, "line_start", None)
        context.line_start = position_x
        try:
            return split_box(context, box, position_x, *rest)
        finally:
            context.line_start = outer

    return split_inline_box


def divide_at_line_start(split_box: Function) -> Function:
    """Return a function that splits text, and divides words at any letter only where a line begins.

    Opening edges of elements there do not matter: WeasyPrint adds them when the line is set.
    """

    def split_text_box(context: Any, box: Any, width: float, skip: int, is_line_start: bool = True) -> Any:
        start = getattr(context, "line_start", None)
        begins = start is None or box.position_x <= start + _NEAR
        return split_box(context, box, width, skip, is_line_start=is_line_start and begins)

    return split_text_box


PATCH = Patch(
    "word-division",
    "https://github.com/Kozea/WeasyPrint/issues/1614",
    ((INLINE, keep_line_start), (TEXT, divide_at_line_start)),
)
