"""Ids: make each unique, so that links have one target and every format is valid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document, Manuscript

_Element = TypeVar(
    "_Element", bound=n.Header | n.Div | n.CodeBlock | n.Figure | n.Table | n.Span | n.Code | n.Image | n.Link
)


def unique(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with a new id for each element whose id an earlier one or a source has."""
    sources = {f"ref-{each.id}" for each in document.references}
    blocks, _ = keep_apart(document.blocks, sources.__contains__)
    document = replace(document, blocks=blocks)
    ids = [
        node.attr.id
        for node in walk.walk(document.blocks)
        if isinstance(node, _ELEMENT_TYPES) and node.attr.id
    ]
    if len(set(ids)) == len(ids):
        return document
    return replace(document, blocks=_Unique(set(ids)).blocks(document.blocks))


def keep_apart(blocks: n.Blocks, is_own: Callable[[str], bool]) -> tuple[n.Blocks, Mapping[str, str]]:
    """Return blocks without ids that are an edition's own, and the new ids by these; links follow them."""
    every = [node.attr.id for node in walk.walk(blocks) if isinstance(node, _ELEMENT_TYPES) and node.attr.id]
    used_ids, names = set(every), dict[str, str]()
    for name in every:
        if is_own(name) and name not in names:
            new_name, count = f"text-{name}", 1
            while new_name in used_ids:
                count += 1
                new_name = f"text-{name}-{count}"
            used_ids.add(new_name)
            names[name] = new_name
    return (_Renaming(names).blocks(blocks) if names else blocks), names


class _Renaming(walk.Rebuild):
    """Renames ids of elements, and in the addresses of links to them."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__(self.inline_with_name, self.block_with_name)
        self.names = names

    def inline_with_name(self, node: n.Inline) -> n.Inlines:
        """Return an inline with its new id, a link with its new address."""
        if isinstance(node, n.Link) and node.url.startswith("#") and node.url[1:] in self.names:
            node = replace(node, url=f"#{self.names[node.url[1:]]}")
        return (self.with_new_id(node) if isinstance(node, _INLINES) else node,)

    def block_with_name(self, node: n.Block) -> n.Blocks:
        """Return a block with its new id."""
        return (self.with_new_id(node) if isinstance(node, _BLOCKS) else node,)

    def with_new_id(self, node: _Element) -> _Element:
        """Return an element with its new id."""
        if node.attr.id not in self.names:
            return node
        return replace(node, attr=replace(node.attr, id=self.names[node.attr.id]))


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
