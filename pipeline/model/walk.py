"""Walking and rebuilding trees of nodes; the only module that knows the children of each node."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from operator import is_
from typing import TypeVar, assert_never

from pipeline.model import nodes as n

AnyNode = n.Block | n.Inline
InlineMap = Callable[[n.Inline], n.Inlines]
BlockMap = Callable[[n.Block], n.Blocks]
T = TypeVar("T")
_LEAVES = (n.Str, n.Space, n.SoftBreak, n.LineBreak, n.Code, n.Math)
_LEAF_TYPES = frozenset(_LEAVES)


def walk(items: n.Blocks | n.Inlines) -> Iterator[AnyNode]:
    """Yield every node in reading order, parents before children."""
    # A stack rather than recursion: each level of generators would cost every node below it a call.
    open_groups: list[Iterator[AnyNode]] = [iter(items)]
    while open_groups:
        for item in open_groups[-1]:
            yield item
            if not isinstance(item, _LEAVES):
                open_groups.append(chain.from_iterable(children(item)))
                break
        else:
            open_groups.pop()


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


def inner_blocks(block: n.Block) -> n.Blocks:
    """Return the blocks right within a block, from all of its groups."""
    return tuple(each for group in children(block) for each in group if isinstance(each, n.Block))


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
    """Return the words a reader sees, with line ends between blocks; notes only if requested."""
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
    `descend_inline` is called for inlines that may have children only.
    """

    def __init__(self, inline: InlineMap, block: BlockMap) -> None:
        self.inline = inline
        self.block = block

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild a sequence of inlines."""
        inline, descend = self.inline, self.descend_inline
        return _same(
            items,
            [new for each in items for new in inline(each if type(each) in _LEAF_TYPES else descend(each))],
        )

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Rebuild a sequence of blocks."""
        return _same(items, [new for item in items for new in self.block(self.descend_block(item))])

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Rebuild the content of an inline; return the inline itself if no child changes."""
        match node:
            case n.Str() | n.Space() | n.SoftBreak() | n.LineBreak() | n.Code() | n.Math() | n.RawInline():
                return node
            case n.Cite():
                citations = _same(node.citations, [self.citation(each) for each in node.citations])
                inlines = self.inlines(node.inlines)
                if citations is node.citations and inlines is node.inlines:
                    return node
                return replace(node, citations=citations, inlines=inlines)
            case n.Note():
                blocks = self.blocks(node.blocks)
                return node if blocks is node.blocks else replace(node, blocks=blocks)
            case _:
                inlines = self.inlines(node.inlines)
                return node if inlines is node.inlines else replace(node, inlines=inlines)

    def descend_block(self, node: n.Block) -> n.Block:
        """Rebuild the content of a block; return the block itself if no child changes."""
        match node:
            case n.CodeBlock() | n.RawBlock() | n.HorizontalRule():
                return node
            case n.Plain() | n.Para() | n.Header():
                inlines = self.inlines(node.inlines)
                return node if inlines is node.inlines else replace(node, inlines=inlines)
            case n.LineBlock():
                lines = _same(node.lines, [self.inlines(line) for line in node.lines])
                return node if lines is node.lines else replace(node, lines=lines)
            case n.BlockQuote() | n.Div():
                blocks = self.blocks(node.blocks)
                return node if blocks is node.blocks else replace(node, blocks=blocks)
            case n.OrderedList() | n.BulletList():
                items = _same(node.items, [self.blocks(item) for item in node.items])
                return node if items is node.items else replace(node, items=items)
            case n.DefinitionList():
                entries = _same(node.items, [self.entry(entry) for entry in node.items])
                return node if entries is node.items else replace(node, items=entries)
            case n.Table():
                return self.table(node)
            case n.Figure():
                caption, blocks = self.caption(node.caption), self.blocks(node.blocks)
                if caption is node.caption and blocks is node.blocks:
                    return node
                return replace(node, caption=caption, blocks=blocks)
            case _:
                assert_never(node)

    def entry(self, entry: tuple[n.Inlines, tuple[n.Blocks, ...]]) -> tuple[n.Inlines, tuple[n.Blocks, ...]]:
        """Rebuild a term and its definitions."""
        term = self.inlines(entry[0])
        definitions = _same(entry[1], [self.blocks(each) for each in entry[1]])
        return entry if term is entry[0] and definitions is entry[1] else (term, definitions)

    def citation(self, citation: n.Citation) -> n.Citation:
        """Rebuild the prefix and the suffix of a citation."""
        prefix, suffix = self.inlines(citation.prefix), self.inlines(citation.suffix)
        if prefix is citation.prefix and suffix is citation.suffix:
            return citation
        return replace(citation, prefix=prefix, suffix=suffix)

    def caption(self, caption: n.Caption) -> n.Caption:
        """Rebuild a caption."""
        short = None if caption.short is None else self.inlines(caption.short)
        blocks = self.blocks(caption.blocks)
        is_same = short is caption.short and blocks is caption.blocks
        return caption if is_same else n.Caption(short, blocks)

    def table(self, table: n.Table) -> n.Table:
        """Rebuild a table."""
        caption = self.caption(table.caption)
        head, foot = self.rows(table.head.rows), self.rows(table.foot.rows)
        bodies = _same(table.bodies, [self.body(body) for body in table.bodies])
        is_same = caption is table.caption and bodies is table.bodies
        if is_same and head is table.head.rows and foot is table.foot.rows:
            return table
        return replace(
            table,
            caption=caption,
            head=replace(table.head, rows=head),
            bodies=bodies,
            foot=replace(table.foot, rows=foot),
        )

    def body(self, body: n.TableBody) -> n.TableBody:
        """Rebuild a body of a table."""
        head, rows = self.rows(body.head), self.rows(body.rows)
        return body if head is body.head and rows is body.rows else replace(body, head=head, rows=rows)

    def rows(self, items: tuple[n.Row, ...]) -> tuple[n.Row, ...]:
        """Rebuild rows of a table."""
        return _same(items, [self.row(row) for row in items])

    def row(self, row: n.Row) -> n.Row:
        """Rebuild a row of a table."""
        cells = _same(row.cells, [self.cell(cell) for cell in row.cells])
        return row if cells is row.cells else replace(row, cells=cells)

    def cell(self, cell: n.Cell) -> n.Cell:
        """Rebuild a cell of a table."""
        blocks = self.blocks(cell.blocks)
        return cell if blocks is cell.blocks else replace(cell, blocks=blocks)


def _same(old: tuple[T, ...], new: list[T]) -> tuple[T, ...]:
    """Return the old sequence if all members of the new one are the old ones, else the new one.

    Most passes change few nodes: unchanged ones are not copied.
    """
    if len(old) == len(new) and all(map(is_, old, new)):
        return old
    return tuple(new)
