"""A block that moves to the next page leaves no part of itself on this page and moves no other content.

WeasyPrint 70 lays out a block before it knows that the block moves to the next page. If the end of the page
cut a float in it, the rest of the float is set on the next page, and then the block with the whole float.
And if the rest of a paragraph moves, all of its footnotes move, also those called on an earlier page.
"""

from __future__ import annotations

from typing import Any

from pipeline.formats.pdf.patches.patch import Patch
from pipeline.formats.pdf.patches.targets import IN_FLOW, Flow, Layout, Step


def restore_page(layout: Layout) -> Layout:
    """Return a layout that restores the page if a child moves to the next one."""

    def lay_out(flow: Flow) -> Step:
        context = flow.context
        broken_boxes = set(context.broken_out_of_flow)
        notes, reported_notes = list(context.current_page_footnotes), list(context.reported_footnotes)
        step = layout(flow)
        if step.is_deferred(flow.number):
            for each in set(context.broken_out_of_flow) - broken_boxes:
                del context.broken_out_of_flow[each]
            if flow.skip_stack is not None and (notes or reported_notes):
                _restore_notes(context, flow.child, notes, reported_notes)
        return step

    return lay_out


def _restore_notes(context: Any, child: Any, notes: list[Any], reported_notes: list[Any]) -> None:
    """Restore footnotes of this page and the next whose calls are in the part of a child that is laid out."""
    calls = [getattr(each, "footnote", None) for each in child.descendants()]
    lost_notes = [note for note in calls if note in context.footnotes and note in [*notes, *reported_notes]]
    if lost_notes:
        context.footnotes = [note for note in context.footnotes if note not in lost_notes]
        there = [*lost_notes, *context.current_page_footnotes, *context.reported_footnotes]
        context.current_page_footnotes = [note for note in notes if note in there]
        context.reported_footnotes = [note for note in reported_notes if note in there]
        context._update_footnote_area()


PATCH = Patch(
    "deferred-blocks", "https://github.com/Kozea/WeasyPrint/issues/1792", ((IN_FLOW, restore_page),)
)
