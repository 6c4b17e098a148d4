"""What a block leaves behind, or takes away, that finds no room on a page: rests of floats, footnotes.

WeasyPrint 70 lays out a block before it knows that the block goes to the next page. Where a float in it was
cut by the page's end, the float's rest is set on the next page, and then the block with the whole float.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Layout = Callable[..., tuple[Any, ...]]


def forgotten(layout: Layout) -> Layout:
    """Return WeasyPrint's `_in_flow_layout` that forgets what is left of a child which is not placed."""

    def in_flow_layout(context: Any, box: Any, index: int, child: Any, *rest: Any) -> tuple[Any, ...]:
        before = set(context.broken_out_of_flow)
        done = layout(context, box, index, child, *rest)
        abort, stop, resume_at = done[:3]
        if abort or (stop and (resume_at or {}).get(index) is None):
            for each in set(context.broken_out_of_flow) - before:
                del context.broken_out_of_flow[each]
        return done

    return in_flow_layout
