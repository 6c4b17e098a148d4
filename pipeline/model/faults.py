"""The visible mark of a fault: bold words and a question mark, as pandoc prints an undefined citation."""

from __future__ import annotations

from pipeline.model import nodes as n

CLASS = "fault"
# A class beside it: a formula that stands on a line of its own.
DISPLAY = "display-formula"


def fault(inlines: n.Inlines, at: int | None = None) -> n.Span:
    """Return inlines marked as a fault that stands at an offset of the source."""
    return n.Span(n.Attr("", (CLASS,)), (n.Strong((*inlines, n.Str("?"))),), at=at)


def is_fault(node: object) -> bool:
    """Tell whether a node is the mark of a fault."""
    return isinstance(node, n.Span) and CLASS in node.attr.classes
