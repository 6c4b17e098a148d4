"""The list of sources as citeproc sets it: found in the text, its links safe, entries of nothing left out."""

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


def parted(blocks: n.Blocks) -> tuple[n.Blocks, tuple[n.Div, ...]]:
    """Return a text without its list of sources, and the entries; editions have headings of their own."""
    entries: list[n.Div] = []

    def taken(block: n.Block) -> n.Blocks:
        if not isinstance(block, n.Div) or block.attr.id != BIBLIOGRAPHY:
            return (block,)
        entries.extend(each for each in block.blocks if isinstance(each, n.Div))
        return ()

    kept: list[n.Block] = []
    for block in blocks:
        rest = map_tree((block,), block=taken)
        if not rest and kept and isinstance(kept[-1], n.Header):
            kept.pop()
        kept += rest
    while kept and isinstance(kept[-1], n.Header):
        # A paper ends with a heading for the references.
        kept.pop()
    return tuple(kept), tuple(entries)


def key(entry: n.Div) -> str:
    """Return the key of the work that an entry is of."""
    return entry.attr.id.removeprefix(PREFIX)


def is_empty(entry: n.Div) -> bool:
    """Tell an entry of which the style prints nothing but its number."""
    words = map_tree(entry.blocks, inline=lambda node: () if _is_number(node) else (node,))
    return not re.search(r"\w", text_of(words))


def _is_number(node: n.Inline) -> bool:
    return isinstance(node, n.Span) and NUMBER in node.attr.classes


@dataclass(frozen=True, slots=True)
class Links:
    """Where links that citeproc writes may lead: works with an entry, and addresses that nobody refuses."""

    known: frozenset[str]
    refused: frozenset[str]

    def safe(self, node: n.Inline) -> n.Inlines:
        """Return an inline, a link as one that leads somewhere and harms nobody; its words stay."""
        if not isinstance(node, n.Link):
            return (node,)
        if node.url.startswith(f"#{PREFIX}"):
            return (node,) if node.url.removeprefix(f"#{PREFIX}") in self.known else node.inlines
        # Citeproc puts `https://` before an address without a scheme, whatever it is.
        if {node.url, node.url.removeprefix("https://")} & self.refused or link_problem(node.url):
            return node.inlines
        return (replace(node, url=encode(node.url)),)


def links(printed: Iterable[n.Div], references: Iterable[Reference]) -> Links:
    """Return where links to these entries and from these works may lead."""
    addresses = (each.address for reference in references for each in refused_addresses(reference.fields))
    return Links(frozenset(key(entry) for entry in printed), frozenset(addresses))
