"""Very long lines and paragraphs take time in proportion to their length, not to its square.

If a word is longer than a line, WeasyPrint 70 has Pango lay out all the rest of the paragraph for each line.
In a line without a place to break, it searches all of the line again for each further piece.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target
from pipeline.formats.pdf.patches.targets import FIRST_LINE

# More text than fits in any line: this many characters for each em of it, and this many at least.
AN_EM, LEAST = 16, 400
# The number of last pieces of a line in which a place to break is searched.
PIECES = 64
WAITING_CHILDREN = Target(
    "weasyprint.layout.inline",
    "_break_waiting_children",
    "(context, box, max_x, bottom_space, initial_skip_stack, absolute_boxes, fixed_boxes, "
    "line_placeholders, waiting_floats, line_children, children, waiting_children, first_letter_style, "
    "first_line_style)",
)


def look_near(split_line: Function) -> Function:
    """Return a function that splits a text after its first line by the text near it, if that is enough."""

    def split_first_line(
        text: str, style: Mapping[str, Any], context: Any, max_width: float | None, *rest: Any, **options: Any
    ) -> Any:
        if max_width is not None and max_width != inf and style["font_size"]:
            most = max(LEAST, int(max_width / style["font_size"] * AN_EM))
            if len(text) > 2 * most:
                line = split_line(text[:most], style, context, max_width, *rest, **options)
                resume = line[2]
                if resume is not None and resume < most // 2:
                    return line
        return split_line(text, style, context, max_width, *rest, **options)

    return split_first_line


def look_at_last_pieces(search: Function) -> Function:
    """Return a function that looks for a break in the last pieces of a line only."""

    def break_waiting_children(*arguments: Any) -> Any:
        *first, children, pieces, letter, line = arguments
        if len(pieces) <= PIECES:
            return search(*arguments)
        count = len(children)
        resume_at = search(*first, children, pieces[-PIECES:], letter, line)
        if resume_at and None not in resume_at.values():
            # The break is in one of them: the waiting pieces before it are in the line.
            children[count:count] = pieces[:-PIECES]
        return resume_at

    return break_waiting_children


PATCH = Patch("long-lines", NO_ISSUE_YET, ((FIRST_LINE, look_near), (WAITING_CHILDREN, look_at_last_pieces)))
