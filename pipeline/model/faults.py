"""The visible mark of a fault: bold words and a question mark, as pandoc prints an undefined citation."""

from __future__ import annotations

from pipeline.model import nodes as n

CLASS = "fault"
# A second class: for a formula on a line of its own.
DISPLAY = "display-formula"


def fault(inlines: n.Inlines, at: int | None = None) -> n.Span:
    """Return inlines marked as a fault; `at` is its offset in the source."""
    return n.Span(n.Attr("", (CLASS,)), (n.Strong((*inlines, n.Str("?"))),), at=at)


def is_fault(node: object) -> bool:
    """Return whether a node is the mark of a fault."""
    return isinstance(node, n.Span) and CLASS in node.attr.classes
