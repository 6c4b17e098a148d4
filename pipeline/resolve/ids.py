"""Ids: make each unique, so that links have one target and every format is valid."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document, Manuscript

_Element = TypeVar(
    "_Element", bound=n.Header | n.Div | n.CodeBlock | n.Figure | n.Table | n.Span | n.Code | n.Image | n.Link
)


def unique(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with a new id for each element whose id an earlier one has."""
    ids = [
        node.attr.id
        for node in walk.walk(document.blocks)
        if isinstance(node, _ELEMENT_TYPES) and node.attr.id
    ]
    if len(set(ids)) == len(ids):
        return document
    return replace(document, blocks=_Unique(set(ids)).blocks(document.blocks))


_BLOCKS = (n.Header, n.Div, n.CodeBlock, n.Figure, n.Table)
_INLINES = (n.Span, n.Code, n.Image, n.Link)
_ELEMENT_TYPES = (*_BLOCKS, *_INLINES)


class _Unique(walk.Rebuild):
    """Renames elements in reading order, an element before its content."""

    def __init__(self, used_ids: set[str]) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.used_ids = used_ids
        # The last number that was used for each name.
        self.counts: dict[str, int] = {}

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines, each with a unique id."""
        return tuple(
            self.descend_inline(self.with_unique_id(item) if isinstance(item, _INLINES) else item)
            for item in items
        )

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Rebuild blocks, each with a unique id."""
        return tuple(
            self.descend_block(self.with_unique_id(item) if isinstance(item, _BLOCKS) else item)
            for item in items
        )

    def with_unique_id(self, node: _Element) -> _Element:
        """Return an element with an unused id."""
        name = node.attr.id
        if not name:
            return node
        if name in self.counts:
            count = self.counts[name] + 1
            while f"{name}-{count}" in self.used_ids:
                count += 1
            self.counts[name] = count
            name = f"{name}-{count}"
            self.used_ids.add(name)
        self.counts.setdefault(name, 1)
        return replace(node, attr=replace(node.attr, id=name))
