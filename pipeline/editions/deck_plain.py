"""Sections without sentences: lists, terms, verse, code and tables are shown as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import assert_never

from pipeline.editions.deck_figures import Showing, Stand, table_slides
from pipeline.editions.deck_words import bare_blocks, count_words, part_of, sentences
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.slides import findings
from pipeline.slides.points import size_of
from pipeline.slides.rooms import parts_that_fit

# Nobody shows more of a table without a caption; thousands of slides take all memory.
MOST_OF_TABLES = 20


def plain_slides(slide: Slide, blocks: Iterable[n.Block], stand: Stand) -> tuple[Showing, ...]:
    """Return slides under the title of one that has no content; none if no block can be read from a slide.

    What no slide holds and nothing divides is in the notes.
    """
    texts = tuple(filter(_is_text, blocks))
    if not texts:
        return ()
    every_part = parts_that_fit(texts, bare_blocks, partial(sentences, lang=stand.lang), stand.canvas)
    parts = [
        part for part in every_part if findings.fits(_text(slide, part, 1, 1, stand).slide, stand.canvas)
    ]
    return tuple(_text(slide, part, number, len(parts), stand) for number, part in enumerate(parts, 1))


def plain_tables(table: n.Table, slide: Slide, stand: Stand) -> tuple[Showing, ...]:
    """Return the slides of a table without a caption, under the title of a slide.

    None if no slide holds it, or if it takes more than `MOST_OF_TABLES` slides.
    """
    showings = (
        replace(each, slide=replace(each.slide, kicker=slide.kicker))
        for each in table_slides(table, slide.title, stand)
    )
    result = tuple(islice(showings, MOST_OF_TABLES + 1))
    fits = len(result) <= MOST_OF_TABLES and all(findings.fits(each.slide, stand.canvas) for each in result)
    return result if fits else ()


def _text(slide: Slide, part: n.Blocks, number: int, count: int, stand: Stand) -> Showing:
    content = bare_blocks(part)
    title = part_of(slide.title, number, count, stand.lang)
    size = size_of(content, stand.canvas)
    return Showing(replace(slide, title=title, content=content, size=size), part)


def _is_text(block: n.Block) -> bool:
    """Return whether a block that is no paragraph has words that can be read from a slide."""
    match block:
        case n.BulletList() | n.OrderedList() | n.DefinitionList() | n.LineBlock() | n.BlockQuote():
            return bool(count_words((block,)))
        case n.CodeBlock():
            return bool(block.text.strip())
        case (
            n.Plain() | n.Para() | n.RawBlock() | n.Header() | n.HorizontalRule() | n.Figure() | n.Table()
            | n.Div()
        ):  # fmt: skip
            return False
        case _:
            assert_never(block)
