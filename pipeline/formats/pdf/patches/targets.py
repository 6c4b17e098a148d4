"""The functions of WeasyPrint that more than one patch changes, and the arguments of the longest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pipeline.formats.pdf.patches.patch import Target


class Flow(NamedTuple):
    """The arguments of WeasyPrint's layout of one child in the normal flow of a block."""

    context: Any
    box: Any
    number: int
    child: Any
    new_children: list[Any]
    page_is_empty: bool
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    adjoining_margins: list[float]
    bottom_space: float
    position_y: float
    skip_stack: Any
    first_letter_style: Any
    first_line_style: Any
    discard: bool
    next_page: Any
    max_lines: int | None


class Step(NamedTuple):
    """The result of the layout of one child."""

    abort: bool
    stop: bool
    resume_at: dict[int, Any] | None
    position_y: float
    adjoining_margins: list[float]
    next_page: Any
    new_children: list[Any]
    max_lines: int | None

    def is_deferred(self, number: int) -> bool:
        """Return whether no part of the child with this number is on the page."""
        return self.abort or (self.stop and (self.resume_at or {}).get(number) is None)


Layout = Callable[[Flow], Step]

IN_FLOW = Target(
    "weasyprint.layout.block",
    "_in_flow_layout",
    "(context, box, index, child, new_children, page_is_empty, absolute_boxes, fixed_boxes, "
    "adjoining_margins, bottom_space, position_y, skip_stack, first_letter_style, first_line_style, "
    "discard, next_page, max_lines)",
    Flow,
    Step,
)
FIRST_LINE = Target(
    "weasyprint.layout.inline",
    "split_first_line",
    "(text, style, context, max_width, justification_spacing, is_line_start=True, minimum=False)",
)
