"""Blocks as lines of text, for places without blocks: footnotes, and speaker notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from pipeline.model import nodes as n
from pipeline.model.walk import rows

BAR: n.Inlines = (n.Space(), n.Str("|"), n.Space())


def lines_of(block: n.Block) -> list[n.Inlines]:
    """Return a block as lines of text, for a place without blocks."""
    match block:
        case n.Plain(inlines=inlines) | n.Para(inlines=inlines):
            return [inlines]
        case n.Header(attr=attr, inlines=inlines):
            return _with_id(attr, [inlines])
        case n.BulletList(items=items) | n.OrderedList(items=items):
            return [line for item in items for inner in item for line in lines_of(inner)]
        case n.BlockQuote(blocks=blocks):
            return [line for inner in blocks for line in lines_of(inner)]
        case n.Div(attr=attr, blocks=blocks):
            return _with_id(attr, [line for inner in blocks for line in lines_of(inner)])
        case n.Figure(attr=attr, caption=caption, blocks=blocks):
            return _with_id(attr, [line for inner in (*blocks, *caption.blocks) for line in lines_of(inner)])
        case n.LineBlock(lines=lines):
            return list(lines)
        case n.CodeBlock(attr=attr, text=text):
            return _with_id(attr, [(n.Code(n.Attr(), line),) for line in text.splitlines()])
        case n.DefinitionList(items=entries):
            return [
                line
                for term, definitions in entries
                for line in (term, *(each for blocks in definitions for b in blocks for each in lines_of(b)))
            ]
        case n.Table(attr=attr, caption=caption):
            captions = [line for inner in caption.blocks for line in lines_of(inner)]
            return _with_id(attr, [*captions, *(row_line(row) for row in rows(block))])
        case n.RawBlock() | n.HorizontalRule():
            return []
        case _:
            assert_never(block)


def row_line(row: n.Row, mark: n.Inlines = BAR) -> n.Inlines:
    """Return a row of a table as a line, with a mark between its cells; empty cells are left out."""
    cells = (join(line for block in cell.blocks for line in lines_of(block)) for cell in row.cells)
    return tuple(item for cell in cells if cell for item in (*mark, *cell))[len(mark) :]


def join(lines: Iterable[n.Inlines]) -> n.Inlines:
    """Return lines as one, with a space between each two."""
    return tuple(item for line in lines if line for item in (n.Space(), *line))[1:]


def _with_id(attr: n.Attr, lines: list[n.Inlines]) -> list[n.Inlines]:
    """Return lines of which the first has the id of their block."""
    if not attr.id:
        return lines
    first, *others = lines or [()]
    return [(n.Span(n.Attr(attr.id), first),), *others]
