"""Blocks for tests of slides, in few words."""

from __future__ import annotations

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.slides import Size
from pipeline.slides import measuring as measure
from pipeline.slides import table_pieces


def div(name: str, *blocks: n.Block) -> n.Div:
    """Return a box of one class."""
    return n.Div(n.Attr("", (name,)), blocks)


def para(text: str) -> n.Para:
    """Return a paragraph of a text."""
    return n.Para(words(text))


def one_sentence(inlines: n.Inlines) -> tuple[n.Inlines, ...]:
    """Return a paragraph as one sentence."""
    return (inlines,)


def cell(text: str, down: int = 1, across: int = 1) -> n.Cell:
    """Return a cell of a text that takes so many rows and columns."""
    blocks = (n.Plain(words(text)),) if text else ()
    return n.Cell(n.Attr(), "AlignDefault", down, across, blocks)


def row(*cells: n.Cell | str) -> n.Row:
    """Return a row of cells."""
    return n.Row(n.Attr(), tuple(cell(each) if isinstance(each, str) else each for each in cells))


def table(rows: list[n.Row], head: tuple[n.Row, ...] = (), columns: int = 2) -> n.Table:
    """Return a table of one body whose columns have no widths."""
    return n.Table(
        n.Attr("tbl-x"),
        n.Caption(None, ()),
        tuple(n.ColSpec("AlignDefault", None) for _ in range(columns)),
        n.TableEnd(n.Attr(), head),
        (n.TableBody(n.Attr(), 0, (), tuple(rows)),),
        n.TableEnd(n.Attr(), ()),
    )


def figure(number: str, *lines: str) -> n.Div:
    """Return a key figure."""
    return div("key-figure", *(para(text) for text in (number, *lines)))


def text_of_lines(count: int, style: measure.Style, room: float) -> str:
    """Return a text of so many lines in a width: a word for each, too wide to stand beside another."""
    letters = next(size for size in range(1, 500) if measure.width("m" * size, style) > room / 2)
    return " ".join(["m" * letters] * count)


def pieces(
    whole: n.Table, title: n.Inlines, source: n.Inlines, canvas: Canvas
) -> tuple[Size, tuple[n.Table, ...]]:
    """Return a table in pieces for slides; a paragraph is one sentence."""
    size, parts = table_pieces.pieces(whole, title, source, one_sentence, canvas)
    return size, tuple(part.table for part in parts)
