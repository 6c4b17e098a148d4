"""Walking and rebuilding trees of nodes; the only module that knows where children are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar, assert_never

from pipeline.model import nodes as n

AnyNode = n.Block | n.Inline
InlineMap = Callable[[n.Inline], n.Inlines]
BlockMap = Callable[[n.Block], n.Blocks]
T = TypeVar("T")


def walk(items: n.Blocks | n.Inlines) -> Iterator[AnyNode]:
    """Yield every node in reading order, parents before children."""
    for item in items:
        yield item
        for group in children(item):
            yield from walk(group)


def children(node: AnyNode) -> Iterator[n.Blocks | n.Inlines]:
    """Yield a node's groups of children in reading order; a caption comes before its content."""
    match node:
        case (
            n.Str() | n.Space() | n.SoftBreak() | n.LineBreak() | n.Code() | n.Math() | n.RawInline()
            | n.CodeBlock() | n.RawBlock() | n.HorizontalRule()
        ):  # fmt: skip
            return
        case n.Cite(citations=citations, inlines=inlines):
            for citation in citations:
                yield citation.prefix
                yield citation.suffix
            yield inlines
        case (
            n.Emph(inlines=inlines) | n.Underline(inlines=inlines) | n.Strong(inlines=inlines)
            | n.Strikeout(inlines=inlines) | n.Superscript(inlines=inlines) | n.Subscript(inlines=inlines)
            | n.SmallCaps(inlines=inlines) | n.Quoted(inlines=inlines) | n.Link(inlines=inlines)
            | n.Image(inlines=inlines) | n.Span(inlines=inlines) | n.Plain(inlines=inlines)
            | n.Para(inlines=inlines) | n.Header(inlines=inlines)
        ):  # fmt: skip
            yield inlines
        case n.Note(blocks=blocks) | n.BlockQuote(blocks=blocks) | n.Div(blocks=blocks):
            yield blocks
        case n.LineBlock(lines=lines):
            yield from lines
        case n.OrderedList(items=items) | n.BulletList(items=items):
            yield from items
        case n.DefinitionList(items=entries):
            for term, definitions in entries:
                yield term
                yield from definitions
        case n.Table():
            yield node.caption.blocks
            for row in rows(node):
                for cell in row.cells:
                    yield cell.blocks
        case n.Figure(caption=caption, blocks=blocks):
            yield caption.blocks
            yield blocks
        case _:
            assert_never(node)


def rows(table: n.Table) -> Iterator[n.Row]:
    """Yield the rows of a table from head to foot."""
    yield from table.head.rows
    for body in table.bodies:
        yield from body.head
        yield from body.rows
    yield from table.foot.rows


def ids(items: n.Blocks | n.Inlines) -> Iterator[str]:
    """Yield the ids that nodes have, in reading order."""
    for node in walk(items):
        match node:
            case (
                n.Code(attr=attr) | n.Link(attr=attr) | n.Image(attr=attr) | n.Span(attr=attr)
                | n.CodeBlock(attr=attr) | n.Header(attr=attr) | n.Figure(attr=attr) | n.Div(attr=attr)
                | n.Table(attr=attr)
            ) if attr.id:  # fmt: skip
                yield attr.id
            case _:
                pass


def text_of(items: n.Blocks | n.Inlines, *, notes: bool = False) -> str:
    """Return the words a reader sees, blocks parted by line ends; notes only if asked for."""
    return "".join(_text(items, notes)).strip()


def _text(items: n.Blocks | n.Inlines, notes: bool) -> Iterator[str]:
    for item in items:
        match item:
            case n.Str(text=text) | n.Code(text=text):
                yield text
            case n.Math(text=text, plain=plain):
                yield plain or text
            case n.CodeBlock(text=text):
                yield text + "\n"
            case n.Space() | n.SoftBreak():
                yield " "
            case n.LineBreak():
                yield "\n"
            case n.RawInline() | n.RawBlock() | n.HorizontalRule():
                pass
            case n.Note(blocks=blocks):
                if notes:
                    yield " " + text_of(blocks)
            case n.Cite(inlines=inlines):
                yield from _text(inlines, notes)
            case n.Quoted(kind=kind, inlines=inlines):
                opening, closing = ("“", "”") if kind == "DoubleQuote" else ("‘", "’")
                yield opening
                yield from _text(inlines, notes)
                yield closing
            case n.Plain() | n.Para() | n.Header():
                yield from _text(item.inlines, notes)
                yield "\n"
            case _:
                for group in children(item):
                    yield from _text(group, notes)


def map_tree(blocks: n.Blocks, *, inline: InlineMap | None = None, block: BlockMap | None = None) -> n.Blocks:
    """Rebuild blocks bottom-up; each node becomes the nodes that its function returns."""
    return Rebuild(inline or (lambda node: (node,)), block or (lambda node: (node,))).blocks(blocks)


def map_inlines(inlines: n.Inlines, inline: InlineMap) -> n.Inlines:
    """Rebuild inlines bottom-up; each inline becomes the inlines that its function returns."""
    return Rebuild(inline, lambda node: (node,)).inlines(inlines)


class Rebuild:
    """A pair of functions applied to every node, children first.

    A subclass that needs a node as it was before its children changed overrides `inlines` and `blocks`.
    """

    def __init__(self, inline: InlineMap, block: BlockMap) -> None:
        self.inline = inline
        self.block = block

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild a sequence of inlines."""
        return tuple(new for item in items for new in self.inline(self.descend_inline(item)))

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Rebuild a sequence of blocks."""
        return tuple(new for item in items for new in self.block(self.descend_block(item)))

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Rebuild what is inside an inline."""
        match node:
            case n.Str() | n.Space() | n.SoftBreak() | n.LineBreak() | n.Code() | n.Math() | n.RawInline():
                return node
            case n.Cite():
                citations = tuple(
                    replace(c, prefix=self.inlines(c.prefix), suffix=self.inlines(c.suffix))
                    for c in node.citations
                )
                return replace(node, citations=citations, inlines=self.inlines(node.inlines))
            case n.Note():
                return replace(node, blocks=self.blocks(node.blocks))
            case _:
                return replace(node, inlines=self.inlines(node.inlines))

    def descend_block(self, node: n.Block) -> n.Block:
        """Rebuild what is inside a block."""
        match node:
            case n.CodeBlock() | n.RawBlock() | n.HorizontalRule():
                return node
            case n.Plain() | n.Para() | n.Header():
                return replace(node, inlines=self.inlines(node.inlines))
            case n.LineBlock():
                return replace(node, lines=tuple(self.inlines(line) for line in node.lines))
            case n.BlockQuote() | n.Div():
                return replace(node, blocks=self.blocks(node.blocks))
            case n.OrderedList() | n.BulletList():
                return replace(node, items=tuple(self.blocks(item) for item in node.items))
            case n.DefinitionList():
                items = tuple(
                    (self.inlines(term), tuple(self.blocks(each) for each in definitions))
                    for term, definitions in node.items
                )
                return replace(node, items=items)
            case n.Table():
                return replace(
                    node,
                    caption=self.caption(node.caption),
                    head=replace(node.head, rows=self.rows(node.head.rows)),
                    bodies=tuple(
                        replace(body, head=self.rows(body.head), rows=self.rows(body.rows))
                        for body in node.bodies
                    ),
                    foot=replace(node.foot, rows=self.rows(node.foot.rows)),
                )
            case n.Figure():
                return replace(node, caption=self.caption(node.caption), blocks=self.blocks(node.blocks))
            case _:
                assert_never(node)

    def caption(self, caption: n.Caption) -> n.Caption:
        """Rebuild a caption."""
        short = None if caption.short is None else self.inlines(caption.short)
        return n.Caption(short, self.blocks(caption.blocks))

    def rows(self, items: tuple[n.Row, ...]) -> tuple[n.Row, ...]:
        """Rebuild rows of a table."""
        return tuple(
            replace(row, cells=tuple(replace(cell, blocks=self.blocks(cell.blocks)) for cell in row.cells))
            for row in items
        )
