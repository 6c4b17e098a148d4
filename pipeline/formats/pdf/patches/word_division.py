"""A word is divided at any letter only if it begins its line, and a text that ends within a word says so.

WeasyPrint 70 divides a word at any letter where it begins a line that it does not fit into (CSS Text 3,
`overflow-wrap`). But it treats all words in the first child of the paragraph as first words of a line: in a
paragraph that is emphasised as a whole, all of its words.
"""

from __future__ import annotations

from typing import Any

from pipeline.formats.pdf.patches.patch import Function, Patch, Target

_NEAR = 1e-3  # points
# The scripts of East Asia have no blanks between words.
_WITHOUT_BLANKS = 0x2E80
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
        result = split_box(context, box, width, skip, is_line_start=is_line_start and begins)
        part, resume, _ = result
        if part is not None:
            # The structure of the PDF says where no blank is between two lines.
            part.ends_in_word = resume is not None and _is_in_word(part.text, box.text, resume)
        return result

    return split_text_box


def _is_in_word(part: str, text: str, resume: int) -> bool:
    """Return whether the part of a text that ends at this byte ends between two letters, without a hyphen."""
    if not part[-1:].isalnum():
        return False
    data = text.encode()
    before, after = data[max(0, resume - 4) : resume], data[resume : resume + 4]
    last, first = before.decode(errors="ignore")[-1:], after.decode(errors="ignore")[:1]
    return last.isalnum() and first.isalnum() and ord(last) < _WITHOUT_BLANKS


PATCH = Patch(
    "word-division",
    "https://github.com/Kozea/WeasyPrint/issues/1614",
    ((INLINE, keep_line_start), (TEXT, divide_at_line_start)),
)
