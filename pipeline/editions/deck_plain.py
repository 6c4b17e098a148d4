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
from pipeline.slides.points import common_size
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
    parts = [(part, bare_blocks(part)) for part in every_part]
    slides = [
        (part, replace(slide, content=content))
        for part, content in parts
        if findings.holds_text(replace(slide, content=content), stand.canvas)
    ]
    size = common_size((each.content for _, each in slides), stand.canvas)
    return tuple(
        Showing(replace(each, size=size, title=part_of(slide.title, position, len(slides), stand.lang)), part)
        for position, (part, each) in enumerate(slides, 1)
    )


def paragraph_slide(slide: Slide, blocks: Iterable[n.Block], stand: Stand) -> tuple[Showing, ...]:
    """Return a slide of paragraphs that are no sentences, as much of them as it holds; none without words."""
    paragraphs = tuple(each for each in blocks if isinstance(each, n.Para) and count_words((each,)))
    if not paragraphs:
        return ()
    part, *_ = parts_that_fit(paragraphs, bare_blocks, partial(sentences, lang=stand.lang), stand.canvas)
    result = replace(slide, content=bare_blocks(part))
    if not findings.holds_text(result, stand.canvas):
        return ()
    return (Showing(replace(result, size=common_size((result.content,), stand.canvas)), part),)


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
