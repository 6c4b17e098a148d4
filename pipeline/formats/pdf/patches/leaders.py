"""The dots of a leader are one text.

WeasyPrint 70 makes a box of each dot between an entry of a contents list and its page: two hundred a line,
each laid out, drawn and tagged. So a list of three thousand entries takes a gigabyte.
"""

from __future__ import annotations

from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target
from pipeline.formats.pdf.patches.targets import FIRST_LINE

LEADER = Target("weasyprint.layout.inline", "handle_leader", "(context, line, containing_block)")
LEADER_INDEX = Target("weasyprint.layout.leader", "leader_index", "(box)")


def join_dots(handle: Function) -> Function:
    """Return a function that fills the leader of a line with one text that ends where the last dot does."""

    def handle_leader(context: Any, line: Any, containing_block: Any) -> None:
        handle(context, line, containing_block)
        _, leader = LEADER_INDEX.original()(line)
        if leader is not None and len(leader.children) > 1:
            leader.children = (_join(context, leader.children),)

    return handle_leader


def _join(context: Any, dots: tuple[Any, ...]) -> Any:
    """Return one text box in place of several that are in order from right to left."""
    split_line = FIRST_LINE.original()
    right = dots[0]
    box = right.copy_with_text(right.text * len(dots))
    box.pango_layout = split_line(box.text, box.style, context, None, 0, is_line_start=False)[0]
    box.position_x, box.width = dots[-1].position_x, right.width * len(dots)
    return box


PATCH = Patch("leaders", NO_ISSUE_YET, ((LEADER, join_dots),))
