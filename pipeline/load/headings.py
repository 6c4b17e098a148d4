"""Headings without words: none in an edition, for a contents list could not show it; its id stays."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, warning
from pipeline.model.source import SourceText


def adopt(blocks: n.Blocks, source: SourceText) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Return the blocks with the id of each empty heading at the text behind it, and a finding for each."""
    if not any(_is_empty(node) for node in walk.walk(blocks)):
        return blocks, ()
    headings = _Headings(source)
    return headings.blocks(blocks), tuple(headings.found)


class _Headings(walk.Rebuild):
    """Takes empty headings out."""

    def __init__(self, source: SourceText) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.source = source
        self.found: list[Diagnostic] = []

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Rebuild blocks without empty headings."""
        done: list[n.Block] = []
        names: list[str] = []
        for item in items:
            if _is_empty(item):
                assert isinstance(item, n.Header)
                names += [item.attr.id] if item.attr.id else []
                hint = "write its words, or take it out"
                at = item.at if item.at is not None else _written(item.attr.id, self.source)
                self.found.append(
                    warning(
                        "heading-empty",
                        "a heading has no words, and is left out",
                        self.source.place(at),
                        hint,
                    )
                )
                continue
            block = self.descend_block(item)
            if names and isinstance(block, n.Para | n.Plain | n.Header):
                anchors = tuple(n.Span(n.Attr(name), ()) for name in names)
                block, names = replace(block, inlines=(*anchors, *block.inlines)), []
            done.append(block)
        return tuple(done)


def _is_empty(node: n.Block | n.Inline) -> bool:
    return isinstance(node, n.Header) and not any(
        not isinstance(each, n.Space | n.SoftBreak | n.LineBreak) for each in node.inlines
    )


def _written(name: str, source: SourceText) -> int | None:
    """Return where an id is written."""
    at = source.text.find(f"{{#{name}") if name else -1
    return at if at >= 0 else None
