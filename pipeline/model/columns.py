"""Columns in the source: `::: columns` with two boxes `::: column`, each a text or one picture."""

from __future__ import annotations

from pipeline.model import nodes as n
from pipeline.model.visibility import is_visible
from pipeline.model.walk import map_tree, walk

COLUMNS, COLUMN = "columns", "column"
COUNT = 2


def columns_of(block: n.Block) -> tuple[n.Div, ...]:
    """Return the columns of a block that are side by side on a slide; none for any other block.

    Columns with a table, or with text and a picture, are set one below the other instead.
    """
    if not isinstance(block, n.Div) or COLUMNS not in block.attr.classes:
        return ()
    columns = tuple(each for each in block.blocks if isinstance(each, n.Div) and COLUMN in each.attr.classes)
    if len(columns) != COUNT or len(columns) != len(block.blocks):
        return ()
    return columns if all(map(_is_one_thing, columns)) else ()


def _is_one_thing(column: n.Div) -> bool:
    match column.blocks:
        case (n.Figure() as figure,):
            return bool(images_of(without_caption(figure)))
        case ():
            return False
        case blocks:
            apart = (n.Table, n.Figure, n.Image)
            return bool(images_of(column)) or not any(isinstance(node, apart) for node in walk(blocks))


def without_caption(figure: n.Figure) -> n.Figure:
    """Return a figure with only its pictures."""
    images = tuple(block for block in figure.blocks if not isinstance(block, n.Div))
    return n.Figure(figure.attr, n.Caption(None, ()), images, at=figure.at)


def images_of(column: n.Block) -> tuple[n.Image, ...]:
    """Return the images of a column that has nothing else in it; none for a column of text."""
    images = tuple(node for node in walk((column,)) if isinstance(node, n.Image))
    rest = map_tree((column,), inline=lambda node: () if isinstance(node, n.Image) else (node,))
    return () if any(map(_is_word, walk(rest))) else images


def _is_word(node: object) -> bool:
    """Tell what a reader sees of a text."""
    if isinstance(node, n.Str | n.Code | n.Math | n.Note | n.RawInline):
        return is_visible((node,))
    return isinstance(node, n.CodeBlock | n.LineBlock)
