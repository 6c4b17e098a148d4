"""A line below all floats needs no width before it is laid out.

Where a page has floats, WeasyPrint 70 measures the first word of each line, to find room beside them, also of
lines that are below them.
"""

from __future__ import annotations

from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target

LINE_WIDTH = Target(
    "weasyprint.layout.inline",
    "inline_min_content_width",
    "(context, box, outer=True, skip_stack=None, first_line=False, is_line_start=False)",
)


def measure_beside_floats(measure: Function) -> Function:
    """Return a function that measures the least width of a line, which is 0 for one below all floats."""
    line_box = LINE_WIDTH.library().boxes.LineBox

    def min_content_width(
        context: Any, box: Any, *rest: Any, first_line: bool = False, **options: Any
    ) -> Any:
        if (
            first_line
            and isinstance(box, line_box)
            and all(
                each.position_y + each.margin_height() < box.position_y for each in context.excluded_shapes
            )
        ):
            return 0
        return measure(context, box, *rest, first_line=first_line, **options)

    return min_content_width


PATCH = Patch("float-widths", NO_ISSUE_YET, ((LINE_WIDTH, measure_beside_floats),))
