"""Empty headings: removed, because a table of contents cannot show them; their ids move to the next text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, warning
from pipeline.model.source import SourceText

_EMPTY = re.compile(r"(?:[ \t]*>)*[ ]{0,3}#{1,6}[ \t#]*(?:\{[^{}]*\})?[ \t]*")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")


def adopt(blocks: n.Blocks, source: SourceText) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Return the blocks with the id of each empty heading moved to the text after it, and the diagnostics."""
    if not any(_is_empty(node) for node in walk.walk(blocks)):
        return blocks, ()
    headings = _Headings(source)
    return headings.blocks(blocks), tuple(headings.diagnostics)


class _Headings(walk.Rebuild):
    """Removes empty headings."""

    def __init__(self, source: SourceText) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.empty = _empty_lines(source.text)

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Rebuild blocks without empty headings."""
        result: list[n.Block] = []
        names: list[str] = []
        for item in items:
            if _is_empty(item):
                assert isinstance(item, n.Header)
                names += [item.attr.id] if item.attr.id else []
                hint = "write its words, or remove it"
                at = item.at if item.at is not None else next(self.empty, None)
                self.diagnostics.append(
                    warning(
                        "heading-empty",
                        "empty heading is left out",
                        self.source.place(at),
                        hint,
                    )
                )
                continue
            block = self.descend_block(item)
            if isinstance(block, n.BlockQuote) and not block.blocks:
                continue  # it held nothing else
            if names and isinstance(block, n.Para | n.Plain | n.Header):
                anchors = tuple(n.Span(n.Attr(name), ()) for name in names)
                block, names = replace(block, inlines=(*anchors, *block.inlines)), []
            result.append(block)
        return tuple(result)


def _is_empty(node: n.Block | n.Inline) -> bool:
    return isinstance(node, n.Header) and not any(
        not isinstance(each, n.Space | n.SoftBreak | n.LineBreak) for each in node.inlines
    )


def _empty_lines(text: str) -> Iterator[int]:
    """Yield the offsets of headings without words, in order; `#` in code is no heading."""
    fence = ""
    start = 0
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark.group(1)
        elif mark and mark.group(1).startswith(fence) and line.strip() == mark.group(1):
            fence = ""
        elif not fence and _EMPTY.fullmatch(line):
            yield start
        start += len(line) + 1
