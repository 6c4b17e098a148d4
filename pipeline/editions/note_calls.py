"""Adjacent calls of notes: a comma between them, so that 1 and 2 are not read as 12."""

from __future__ import annotations

from pipeline.model import nodes as n
from pipeline.model import walk

# The comma is raised as the calls are; no line breaks after it.
BETWEEN = n.Span(n.Attr("", ("between-notes",)), (n.Superscript((n.Str(",\N{NARROW NO-BREAK SPACE}"),)),))


def separate_calls(blocks: n.Blocks) -> n.Blocks:
    """Put a comma between adjacent calls of notes."""
    return _CallSeparator(lambda node: (node,), lambda node: (node,)).blocks(blocks)


class _CallSeparator(walk.Rebuild):
    """Rebuilds text; a note may be within a citation or a passage that ends or begins there."""

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines with commas between calls."""
        result: list[n.Inline] = []
        for item in items:
            if result and _touches(result[-1], -1) and _touches(item, 0):
                result.append(BETWEEN)
            result.append(self.descend_inline(item))
        return tuple(result)


def _touches(node: n.Inline, end: int) -> bool:
    """Return whether a note is at an end of an inline: 0 is its first, -1 its last."""
    match node:
        case n.Note():
            return True
        case (
            n.Cite(inlines=inlines) | n.Span(inlines=inlines) | n.Emph(inlines=inlines)
            | n.Strong(inlines=inlines) | n.Link(inlines=inlines)
        ):  # fmt: skip
            return bool(inlines) and _touches(inlines[end], end)
        case _:
            return False
