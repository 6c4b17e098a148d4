"""The forms of labels in LaTeX, bookdown and JOSS."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import nodes as n
from pipeline.model import walk

LABEL = re.compile(r"\\label\s*\{([^{}]*)\}|\(\\#(eq:[^()\s]+)\)")
_BOOKDOWN_LABEL = re.compile(r"\(#((?:fig|tab|eq|sec):[^()\s]+)\)")


def labels_of(text: str) -> list[str]:
    """Return the labels in LaTeX."""
    return [match.group(1) or match.group(2) for match in LABEL.finditer(text)]


def labels_in(items: n.Blocks | n.Inlines) -> Iterator[str]:
    """Yield the labels among inlines: `\\label{x}`, `(\\#fig:x)`, or JOSS's span `[]{label="x"}`."""
    return (label for node in walk.walk(items) if (label := label_of(node)))


def label_of(node: walk.AnyNode) -> str:
    """Return the label that a node is; empty if it is none."""
    match node:
        case n.RawInline(format="tex" | "latex", text=text) if match := LABEL.fullmatch(text.strip()):
            return match.group(1) or match.group(2)
        case n.Str(text=text) if match := _BOOKDOWN_LABEL.fullmatch(text):
            return match.group(1)
        case n.Span(attr=attr, inlines=()):
            return attr.get("label") or ""
        case _:
            return ""
