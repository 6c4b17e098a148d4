"""Columns of a long list, each laid out once.

WeasyPrint 70 lays out every column twice, and evens out the last ones by laying them out over and over
(Kozea/WeasyPrint #60, #1642). Here columns are filled one after the other; on the page where the list ends,
what is laid out already is moved until they are even.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Layout = Callable[..., tuple[Any, ...]]


def filled(block: Any, percent: Any) -> Layout:
    """Return WeasyPrint's `columns_layout` for `column-fill: auto`; other columns are as before.

    Takes WeasyPrint's modules of those names. The box may hold blocks without footnotes and floats, and its
    style must give the number of columns.
    """
    layout: Layout = block.columns_layout

    def columns_layout(
        context: Any, box: Any, bottom_space: float, skip_stack: Any, containing_block: Any,
        page_is_empty: bool, absolute_boxes: Any, fixed_boxes: Any, adjoining_margins: list[float],
        *rest: Any,
    ) -> tuple[Any, ...]:  # fmt: skip
        if box.style["column_fill"] != "auto" or box.style["column_count"] == "auto":
            return layout(
                context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes,
                fixed_boxes, adjoining_margins, *rest,
            )  # fmt: skip
        made = box.copy_with_children(box.children)
        made.position_y += block.collapse_margin(adjoining_margins)
        block.block_level_width(made, containing_block)
        count = box.style["column_count"]
        gap = percent.percentage(box.style["column_gap"], box.style, made.width)
        width = (made.width - (count - 1) * gap) / count
        ((skip, within),) = skip_stack.items() if skip_stack else ((0, None),)
        resume_at: Any = {0: within}
        next_page = {"break": "any", "page": None}
        columns: list[Any] = []
        context.in_column = True
        while resume_at is not None and len(columns) < count:
            column = made.anonymous_from(made, children=box.children[skip:])
            percent.resolve_percentages(column, containing_block)
            column.is_column, column.width = True, width
            column.position_x = made.content_box_x() + len(columns) * (width + gap)
            column.position_y = made.content_box_y()
            laid, after, next_page, *_ = block.block_box_layout(
                context, column, bottom_space, resume_at, containing_block, page_is_empty, absolute_boxes,
                fixed_boxes, [], *rest, discard=False, max_lines=None,
            )  # fmt: skip
            if laid is None:
                break
            columns.append(laid)
            resume_at = after
        context.in_column = False
        if not columns:
            # Nothing fits: all of it resumes on the next page. WeasyPrint takes None for all that is done.
            return None, skip_stack or {0: None}, {"break": "any", "page": None}, [], False
        if resume_at is None:
            columns = _even(columns, made.content_box_x(), width + gap, count)
        else:
            ((index, within),) = resume_at.items()
            resume_at = {skip + index: within}
        made.children = columns
        made.height = max((_height(column.children) for column in columns), default=0.0)
        for column in columns:
            column.height = made.height
        return made, resume_at, next_page, [], False

    return columns_layout


def _even(columns: list[Any], left: float, pitch: float, count: int) -> list[Any]:
    """Move the children of columns so that none is higher than need be."""
    children = [child for column in columns for child in column.children]
    top = columns[0].content_box_y()
    made = []
    for number, some in enumerate(parted(children, [child.margin_height() for child in children], count)):
        y = top
        for child in some:
            child.translate(left + number * pitch - child.position_x, y - child.position_y)
            y += child.margin_height()
        column = columns[0].copy_with_children(some)
        column.position_x = left + number * pitch
        made.append(column)
    return made


def parted(items: Sequence[Any], heights: Sequence[float], count: int) -> list[list[Any]]:
    """Part items in their order into so many columns of which the highest is as low as can be."""

    def fill(limit: float) -> list[list[Any]]:
        filled: list[list[Any]] = [[]]
        height = 0.0
        for item, own in zip(items, heights, strict=True):
            if filled[-1] and height + own > limit + 0.01:
                filled.append([])
                height = 0.0
            filled[-1].append(item)
            height += own
        return filled

    limits = sorted(
        sum(heights[first:last])
        for first in range(len(heights))
        for last in range(first + 1, len(heights) + 1)
    )
    return next((found for limit in limits if len(found := fill(limit)) <= count), [list(items)])


def _height(children: Sequence[Any]) -> float:
    """Return how high children stand on one another, without the last one's margin."""
    if not children:
        return 0.0
    last = children[-1]
    return float(last.position_y + last.margin_height() - last.margin_bottom - children[0].position_y)
