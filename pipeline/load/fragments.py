"""Pieces of other markup in the prose: each is replaced by a placeholder, read by pandoc, and put back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.model import nodes as n
from pipeline.model import walk

# The key of a placeholder node; authors' own such keys are removed before pandoc reads them.
KEY = "dossier-fragment"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of other markup with its offset, and its original nodes, which stay if it cannot be read."""

    text: str
    at: int | None
    nodes: n.Blocks | n.Inlines


def span(number: int, at: int | None) -> n.Span:
    """Return the placeholder inline of a fragment."""
    return n.Span(n.Attr("", (), ((KEY, str(number)),)), (), at=at)


def div(number: int, at: int | None) -> n.Div:
    """Return the placeholder block of a fragment."""
    return n.Div(n.Attr("", (), ((KEY, str(number)),)), (), at=at)


def number_of(node: n.Block | n.Inline) -> int | None:
    """Return the fragment of a placeholder node."""
    match node:
        case n.Span(attr=attr, inlines=()) | n.Div(attr=attr, blocks=()):
            value = attr.get(KEY) or ""
            return int(value) if value.isdecimal() and len(value) < 10 else None
        case _:
            return None


class Filler(walk.Rebuild):
    """Replaces the placeholders of fragments by their converted nodes."""

    def __init__(self, nodes: Mapping[int, n.Blocks | n.Inlines]) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.nodes = nodes

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Replace placeholders among inlines; blocks from a fragment are reduced to their inlines."""
        result: list[n.Inline] = []
        for item in items:
            number = number_of(item)
            if number is None:
                result.append(self.descend_inline(item))
            else:
                result += self.inlines(as_inlines(self.nodes.get(number, ())))
        return tuple(result)

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Replace placeholders among blocks; a paragraph is split at the blocks from its fragments."""
        result: list[n.Block] = []
        for place, item in enumerate(items):
            number = number_of(item)
            if isinstance(item, n.Plain) and any(
                number_of(each) is not None for each in items[max(0, place - 1) : place + 2]
            ):
                # Words before an environment are a paragraph, which Markdown does not see.
                item = n.Para(item.inlines, at=item.at)
            if number is not None:
                result += self.blocks(as_blocks(self.nodes.get(number, ())))
            elif isinstance(item, n.Para | n.Plain) and any(self.is_block(each) for each in item.inlines):
                result += self.split(item)
            else:
                result.append(self.descend_block(item))
        return tuple(result)

    def is_block(self, node: n.Inline) -> bool:
        """Return whether an inline is a placeholder for blocks that cannot be in a line."""
        number = number_of(node)
        return number is not None and any(
            not isinstance(each, n.Inline | n.Para | n.Plain) for each in self.nodes.get(number, ())
        )

    def split(self, block: n.Para | n.Plain) -> n.Blocks:
        """Split a paragraph at the blocks in it."""
        result: list[n.Block] = []
        run: list[n.Inline] = []
        for item in (*block.inlines, None):
            if item is not None and not self.is_block(item):
                run.append(item)
                continue
            words = trim(self.inlines(tuple(run)))
            if words:
                result.append(replace(block, inlines=words))
            run = []
            number = None if item is None else number_of(item)
            if number is not None:
                result += self.blocks(as_blocks(self.nodes[number]))
        return tuple(result)


def as_inlines(nodes: n.Blocks | n.Inlines) -> n.Inlines:
    """Return nodes for a place in a line: paragraphs joined by spaces."""
    result: list[n.Inline] = []
    for node in nodes:
        match node:
            case n.Para(inlines=inlines) | n.Plain(inlines=inlines):
                result += [n.Space(), *inlines] if result else inlines
            case n.Div(blocks=blocks) | n.BlockQuote(blocks=blocks) | n.Figure(blocks=blocks) if (
                number_of(node) is None
            ):
                result += as_inlines(blocks)
            case _ if isinstance(node, n.Inline):
                result.append(node)
            case _:
                for word in walk.text_of((node,)).split():
                    result += [n.Space(), n.Str(word)] if result else [n.Str(word)]
    return tuple(result)


def as_blocks(nodes: n.Blocks | n.Inlines) -> n.Blocks:
    """Return nodes for a place among blocks: inlines in a paragraph."""
    result: list[n.Block] = []
    run: list[n.Inline] = []
    for node in nodes:
        match node:
            case _ if isinstance(node, n.Inline):
                run.append(node)
            case _:
                result += [n.Para(tuple(run))] if run else []
                run = []
                result.append(node)
    return (*result, n.Para(tuple(run))) if run else tuple(result)


def trim(inlines: n.Inlines) -> n.Inlines:
    """Return inlines without spaces at their ends."""
    result = list(inlines)
    while result and isinstance(result[-1], n.Space | n.SoftBreak | n.LineBreak):
        result.pop()
    while result and isinstance(result[0], n.Space | n.SoftBreak | n.LineBreak):
        result.pop(0)
    return tuple(result)


def with_place(blocks: n.Blocks, at: int | None) -> n.Blocks:
    """Set the offset of all nodes without a place."""

    def inline(node: n.Inline) -> n.Inlines:
        if isinstance(node, n.Cite):
            citations_here = tuple(
                each if each.at is not None else replace(each, at=at) for each in node.citations
            )
            node = replace(node, citations=citations_here)
        return (node if node.at is not None else replace(node, at=at),)

    def block(node: n.Block) -> n.Blocks:
        return (node if node.at is not None else replace(node, at=at),)

    return walk.map_tree(blocks, inline=inline, block=block)
