"""What a block leaves behind, or takes away, that finds no room on a page: rests of floats, footnotes.

WeasyPrint 70 lays out a block before it knows that the block goes to the next page. Where a float in it was
cut by the page's end, the float's rest is set on the next page, and then the block with the whole float.
And of the rest of a paragraph it takes back all footnotes, those too that the page before has called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Layout = Callable[..., tuple[Any, ...]]


def forgotten(layout: Layout) -> Layout:
    """Return WeasyPrint's `_in_flow_layout` that leaves all as it was where a child is not placed."""

    def in_flow_layout(context: Any, box: Any, index: int, child: Any, *rest: Any) -> tuple[Any, ...]:
        broken = set(context.broken_out_of_flow)
        notes, reported = list(context.current_page_footnotes), list(context.reported_footnotes)
        done = layout(context, box, index, child, *rest)
        abort, stop, resume_at = done[:3]
        if abort or (stop and (resume_at or {}).get(index) is None):
            for each in set(context.broken_out_of_flow) - broken:
                del context.broken_out_of_flow[each]
            skip_stack = rest[7]
            if skip_stack is not None and (notes or reported):
                _called_before(context, child, notes, reported)
        return done

    return in_flow_layout


def _called_before(context: Any, child: Any, notes: list[Any], reported: list[Any]) -> None:
    """Put back footnotes of this page and the next whose calls stand in a part of a child that is done."""
    called = [getattr(each, "footnote", None) for each in child.descendants()]
    taken = [note for note in called if note in context.footnotes and note in [*notes, *reported]]
    if taken:
        context.footnotes = [note for note in context.footnotes if note not in taken]
        there = [*taken, *context.current_page_footnotes, *context.reported_footnotes]
        context.current_page_footnotes = [note for note in notes if note in there]
        context.reported_footnotes = [note for note in reported if note in there]
        context._update_footnote_area()
