"""The list of sources from citeproc: split from the text, with safe links and without empty entries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.load.addresses import encode, refused_addresses
from pipeline.model import nodes as n
from pipeline.model.entries import NUMBER
from pipeline.model.links import link_problem
from pipeline.model.references import Reference
from pipeline.model.walk import map_tree, text_of

BIBLIOGRAPHY = "refs"
PREFIX = "ref-"


def split_bibliography(blocks: n.Blocks) -> tuple[n.Blocks, tuple[n.Div, ...]]:
    """Split a text from its list of sources; editions have their own headings for it."""
    entries: list[n.Div] = []

    def take_entries(block: n.Block) -> n.Blocks:
        if not isinstance(block, n.Div) or block.attr.id != BIBLIOGRAPHY:
            return (block,)
        entries.extend(each for each in block.blocks if isinstance(each, n.Div))
        return ()

    result: list[n.Block] = []
    for block in blocks:
        rest = map_tree((block,), block=take_entries)
        if not rest and result and isinstance(result[-1], n.Header):
            result.pop()
        result += rest
    while result and isinstance(result[-1], n.Header):
        # A paper ends with a heading for the references.
        result.pop()
    return tuple(result), tuple(entries)


def key(entry: n.Div) -> str:
    """Return the key of the work that an entry is of."""
    return entry.attr.id.removeprefix(PREFIX)


def is_empty(entry: n.Div) -> bool:
    """Return whether a style prints nothing of an entry but its number."""
    words = map_tree(entry.blocks, inline=lambda node: () if _is_number(node) else (node,))
    return not re.search(r"\w", text_of(words))


def _is_number(node: n.Inline) -> bool:
    return isinstance(node, n.Span) and NUMBER in node.attr.classes


@dataclass(frozen=True, slots=True)
class Links:
    """The allowed targets of links that citeproc writes: entries of the list, and safe addresses."""

    listed_keys: frozenset[str]
    refused_addresses: frozenset[str]

    def safe(self, node: n.Inline) -> n.Inlines:
        """Return an inline; a link without an allowed target becomes its words."""
        if not isinstance(node, n.Link):
            return (node,)
        if node.url.startswith(f"#{PREFIX}"):
            return (node,) if node.url.removeprefix(f"#{PREFIX}") in self.listed_keys else node.inlines
        # Citeproc puts `https://` before an address without a scheme, whatever it is.
        if {node.url, node.url.removeprefix("https://")} & self.refused_addresses or link_problem(node.url):
            return node.inlines
        return (replace(node, url=encode(node.url)),)


def links(bibliography_entries: Iterable[n.Div], references: Iterable[Reference]) -> Links:
    """Return the allowed targets of links to these entries and from these works."""
    addresses = (each.address for reference in references for each in refused_addresses(reference.fields))
    return Links(frozenset(key(entry) for entry in bibliography_entries), frozenset(addresses))
