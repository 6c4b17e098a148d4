"""Columns of a long list, each laid out once.

WeasyPrint 70 lays out every column twice, and balances the last ones by laying them out again and again
(#1642 was fixed for page breaks only). Here columns are filled one after the other; on the page where the
list ends, laid-out content is moved until the columns are balanced.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.formats.pdf.patches.patch import Function, Patch, Target

COLUMNS = Target(
    "weasyprint.layout.block",
    "columns_layout",
    "(context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes, "
    "adjoining_margins, first_letter_style, first_line_style)",
)


def fill_columns(layout: Function) -> Function:
    """Return a layout of columns for `column-fill: auto`; other columns do not change.

    The box may contain blocks without footnotes and floats, and its style must set the number of columns.
    """
    block = COLUMNS.library()

    def columns_layout(
        context: Any, box: Any, bottom_space: float, skip_stack: Any, containing_block: Any,
        page_is_empty: bool, absolute_boxes: Any, fixed_boxes: Any, adjoining_margins: list[float],
        *styles: Any,
    ) -> Any:  # fmt: skip
        if box.style["column_fill"] != "auto" or box.style["column_count"] == "auto":
            return layout(
                context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes,
                fixed_boxes, adjoining_margins, *styles,
            )  # fmt: skip
        result = box.copy_with_children(box.children)
        result.position_y += block.collapse_margin(adjoining_margins)
        block.block_level_width(result, containing_block)
        count = box.style["column_count"]
        gap = block.percentage(box.style["column_gap"], box.style, result.width)
        width = (result.width - (count - 1) * gap) / count
        ((skip, within),) = skip_stack.items() if skip_stack else ((0, None),)
        resume_at: Any = {0: within}
        next_page = {"break": "any", "page": None}
        columns: list[Any] = []
        context.in_column = True
        while resume_at is not None and len(columns) < count:
            column = result.anonymous_from(result, children=box.children[skip:])
            block.resolve_percentages(column, containing_block)
            column.is_column, column.width = True, width
            column.position_x = result.content_box_x() + len(columns) * (width + gap)
            column.position_y = result.content_box_y()
            page_column, after, next_page, *_ = block.block_box_layout(
                context, column, bottom_space, resume_at, containing_block, page_is_empty, absolute_boxes,
                fixed_boxes, [], *styles, discard=False, max_lines=None,
            )  # fmt: skip
            if page_column is None:
                break
            columns.append(page_column)
            resume_at = after
        context.in_column = False
        if not columns:
            # Nothing fits: all of it resumes on the next page. For WeasyPrint None means that all is done.
            return None, skip_stack or {0: None}, {"break": "any", "page": None}, [], False
        if resume_at is None:
            columns = _even(columns, result.content_box_x(), width + gap, count)
        else:
            ((index, within),) = resume_at.items()
            resume_at = {skip + index: within}
        result.children = columns
        result.height = max((_height(column.children) for column in columns), default=0.0)
        for column in columns:
            column.height = result.height
        return result, resume_at, next_page, [], False

    return columns_layout


def _even(columns: list[Any], left: float, pitch: float, count: int) -> list[Any]:
    """Move children between columns so that none is higher than necessary."""
    children = [child for column in columns for child in column.children]
    top = columns[0].content_box_y()
    result = []
    for number, part in enumerate(divide(children, [child.margin_height() for child in children], count)):
        y = top
        for child in part:
            child.translate(left + number * pitch - child.position_x, y - child.position_y)
            y += child.margin_height()
        column = columns[0].copy_with_children(part)
        column.position_x = left + number * pitch
        result.append(column)
    return result


def divide(items: Sequence[Any], heights: Sequence[float], count: int) -> list[list[Any]]:
    """Divide items in order into `count` columns so that the highest column is as low as possible."""

    def fill(limit: float) -> list[list[Any]]:
        columns: list[list[Any]] = [[]]
        height = 0.0
        for item, own in zip(items, heights, strict=True):
            if columns[-1] and height + own > limit + 0.01:
                columns.append([])
                height = 0.0
            columns[-1].append(item)
            height += own
        return columns

    limits = sorted(
        sum(heights[first:last])
        for first in range(len(heights))
        for last in range(first + 1, len(heights) + 1)
    )
    return next((columns for limit in limits if len(columns := fill(limit)) <= count), [list(items)])


def _height(children: Sequence[Any]) -> float:
    """Return the height of stacked boxes, without the bottom margin of the last one."""
    if not children:
        return 0.0
    last = children[-1]
    return float(last.position_y + last.margin_height() - last.margin_bottom - children[0].position_y)


PATCH = Patch("columns", "https://github.com/Kozea/WeasyPrint/issues/1642", ((COLUMNS, fill_columns),))
