"""Ids: each stands once, so that a link leads to the first that has it and no format is broken."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document, Manuscript

_Named = TypeVar(
    "_Named", bound=n.Header | n.Div | n.CodeBlock | n.Figure | n.Table | n.Span | n.Code | n.Image | n.Link
)


def unique(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with another id for each element whose id an earlier one has."""
    ids = [node.attr.id for node in walk.walk(document.blocks) if isinstance(node, _NAMED) and node.attr.id]
    if len(set(ids)) == len(ids):
        return document
    return replace(document, blocks=_Unique(set(ids)).blocks(document.blocks))


_BLOCKS = (n.Header, n.Div, n.CodeBlock, n.Figure, n.Table)
_INLINES = (n.Span, n.Code, n.Image, n.Link)
_NAMED = (*_BLOCKS, *_INLINES)


class _Unique(walk.Rebuild):
    """Renames elements in reading order, an element before what is in it."""

    def __init__(self, given: set[str]) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.given = given
        # Of each name, the last number that it has been given.
        self.seen: dict[str, int] = {}

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines, each with an id of its own."""
        return tuple(
            self.descend_inline(self.named(item) if isinstance(item, _INLINES) else item) for item in items
        )

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Rebuild blocks, each with an id of its own."""
        return tuple(
            self.descend_block(self.named(item) if isinstance(item, _BLOCKS) else item) for item in items
        )

    def named(self, node: _Named) -> _Named:
        """Return an element with an id that none before it has."""
        name = node.attr.id
        if not name:
            return node
        if name in self.seen:
            count = self.seen[name] + 1
            while f"{name}-{count}" in self.given:
                count += 1
            self.seen[name] = count
            name = f"{name}-{count}"
            self.given.add(name)
        self.seen.setdefault(name, 1)
        return replace(node, attr=replace(node.attr, id=name))
