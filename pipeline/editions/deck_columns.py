"""Columns of an article as slides of a section, as many as their text needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from pipeline.editions.deck_captions import caption_words
from pipeline.editions.deck_figures import Showing, Stand, source_line
from pipeline.editions.deck_sources import cited_keys
from pipeline.editions.deck_words import bare_blocks, sentences
from pipeline.model import nodes as n
from pipeline.model.columns import without_caption
from pipeline.model.slides import Slide
from pipeline.model.walk import walk
from pipeline.slides import columns as setting
from pipeline.slides.rooms import parts_of_column

Columns = tuple[n.Div, ...]


def divide_columns(columns: Columns, stand: Stand) -> tuple[Sequence[Columns], n.Blocks]:
    """Return columns for each slide that they stand side by side on, and what is left of the longer one."""
    parts = [tuple(_parts(column, stand)) for column in columns]
    count = min(map(len, parts))
    pairs = [
        tuple(replace(column, blocks=own[place]) for column, own in zip(columns, parts, strict=True))
        for place in range(count)
    ]
    return pairs, tuple(block for own in parts for part in own[count:] for block in part)


def _parts(column: n.Div, stand: Stand) -> Sequence[n.Blocks]:
    """Return the parts of a column of text; a picture is one."""
    if any(isinstance(node, n.Image) for node in walk(column.blocks)):
        return (column.blocks,)
    return parts_of_column(column.blocks, bare_blocks, partial(sentences, lang=stand.lang), stand.canvas)


def columns_slide(columns: tuple[n.Div, ...], title: n.Inlines, stand: Stand) -> Showing:
    """Return the slide of columns side by side; captions of their pictures go into the speaker notes."""
    figures = tuple(block for column in columns for block in column.blocks if isinstance(block, n.Figure))
    content = tuple(
        n.Div(
            n.Attr("", ("column",)),
            tuple(
                without_caption(block) if isinstance(block, n.Figure) else block
                for block in bare_blocks(column.blocks)
            ),
        )
        for column in columns
    )
    lines = [source_line(figure, stand.sources) for figure in figures]
    keys = cited_keys((*columns, *map(n.Plain, lines)))
    source = stand.sources.of_keys(keys) if any(lines) else ()
    captions = filter(None, (caption_words(figure.caption) for figure in figures))
    rest = tuple(part for words in captions for part in (n.Space(), *words))[1:]
    slide = Slide(
        "", "columns", title, stand.kicker, content=content, source=source,
        size=setting.size_of(content, stand.canvas),
        at=next((column.at for column in columns if column.at is not None), None),
    )  # fmt: skip
    return Showing(slide, columns, rest, columns)
