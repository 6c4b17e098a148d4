"""Figures and tables of an article as slides of a section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from pipeline.editions.deck_captions import caption_label, caption_words, split_caption
from pipeline.editions.deck_kickers import joint
from pipeline.editions.deck_sources import SourceLines, cited_keys
from pipeline.editions.deck_words import bare_blocks, bare_table, headline, part_of, sentences
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.columns import without_caption
from pipeline.model.slides import Slide
from pipeline.model.walk import walk
from pipeline.slides.table_pieces import pieces
from pipeline.slides.tables import to_slide_table


@dataclass(frozen=True, slots=True)
class Stand:
    """The context of a slide: title and kicker of its section, language, source lines, and canvas."""

    title: n.Inlines
    kicker: str
    lang: str
    sources: SourceLines
    canvas: Canvas


@dataclass(frozen=True, slots=True)
class Showing:
    """A slide without an id, and the blocks that it comes from.

    `blocks` are those of its source line, `rest` words of their captions that are not on the slide, and
    `note_blocks` the blocks whose footnotes go into its speaker notes.
    """

    slide: Slide
    blocks: n.Blocks
    rest: n.Inlines = ()
    note_blocks: n.Blocks = ()


def figure_slide(figure: n.Figure, title: n.Inlines, stand: Stand) -> Showing:
    """Return the slide of a figure; without a `title` its title is the first sentence of the caption."""
    first, rest = split_caption(caption_words(figure.caption), stand.lang, stand.canvas)
    plain = without_caption(figure)
    kicker = joint(stand.kicker, caption_label(figure.caption))
    slide = Slide(
        "", "figure", title or headline(first) or stand.title, kicker, content=(plain,),
        source=source_line(figure, stand.sources), at=figure.at,
    )  # fmt: skip
    if not any(isinstance(node, n.Image) for node in walk(plain.blocks)):
        # The replacement of an image consists of words.
        words_only = n.Div(n.Attr(figure.attr.id), bare_blocks(plain.blocks))
        slide = replace(slide, kind="text", content=(words_only,))
    rest = caption_words(figure.caption) if title else rest
    return Showing(slide, figure.caption.blocks, rest, figure.caption.blocks)


def source_line(figure: n.Figure, sources: SourceLines) -> n.Inlines:
    """Return the line of sources below a figure."""
    line = tuple(
        inline
        for block in figure.blocks
        if isinstance(block, n.Div)
        for para in block.blocks
        if isinstance(para, n.Para)
        for inline in para.inlines
    )
    return sources.of_keys(cited_keys((n.Plain(line),))) or line


def table_slides(table: n.Table, title: n.Inlines, stand: Stand) -> Iterator[Showing]:
    """Yield the slides of a table; a table that is too high is divided between rows."""
    caption = caption_words(table.caption)
    first, rest = split_caption(title or caption, stand.lang, stand.canvas)
    if title and caption:
        rest = (*rest, n.Space(), *caption) if rest else caption
    kicker = joint(stand.kicker, caption_label(table.caption))
    slide_title, line = headline(first) or stand.title, stand.sources.of((table,))
    slide_table = to_slide_table(bare_table(table), stand.canvas)
    in_language = partial(sentences, lang=stand.lang)
    size, parts = pieces(slide_table, slide_title, line, in_language, stand.canvas)
    if len(parts) > 1:
        first_title = part_of(slide_title, 1, len(parts), stand.lang)
        size, parts = pieces(slide_table, first_title, line, in_language, stand.canvas)
    rows = tuple(row for body in table.bodies for row in (*body.head, *body.rows)) + table.foot.rows
    for position, part in enumerate(parts, 1):
        part_title = part_of(slide_title, position, len(parts), stand.lang)
        part_rows = rows[part.rows.start : part.rows.stop]
        blocks = tuple(block for row in part_rows for cell in row.cells for block in cell.blocks)
        slide = Slide("", "table", part_title, kicker, content=(part.table,), size=size, at=table.at)
        is_last = position == len(parts)
        yield Showing(slide, blocks, rest if is_last else (), (table,) if is_last else ())
