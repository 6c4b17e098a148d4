"""Columns in the source: `::: columns` with two boxes `::: column`, each a text or one picture."""

from __future__ import annotations

from pipeline.editions.deck_captions import caption_words
from pipeline.model import nodes as n
from pipeline.model.walk import walk
from pipeline.slides.columns import COUNT, images_of


def columns_of(block: n.Block) -> tuple[n.Div, ...]:
    """Return the columns of a block that are side by side on a slide; none for any other block.

    Columns with a table, or with text and a picture, are set one below the other instead.
    """
    if not isinstance(block, n.Div) or "columns" not in block.attr.classes:
        return ()
    columns = tuple(
        each for each in block.blocks if isinstance(each, n.Div) and "column" in each.attr.classes
    )
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


def captions_in(columns: tuple[n.Div, ...]) -> tuple[n.Inlines, ...]:
    """Return the captions of the pictures in columns, for which the slide has no room."""
    figures = (block for column in columns for block in column.blocks if isinstance(block, n.Figure))
    return tuple(words for figure in figures if (words := caption_words(figure.caption)))
