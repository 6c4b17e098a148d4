"""The deck: one message per slide, the prose as speaker notes, every source at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from pipeline.editions.deck_boxes import run_in
from pipeline.editions.deck_colophon import colophon
from pipeline.editions.deck_disputed import dispute_slides
from pipeline.editions.deck_kickers import with_short_kickers
from pipeline.editions.deck_names import with_names
from pipeline.editions.deck_opening import opening
from pipeline.editions.deck_posts import posts
from pipeline.editions.deck_questions import is_open, questions, without_questions
from pipeline.editions.deck_section import Setting, section
from pipeline.editions.deck_short_sources import short_sources
from pipeline.editions.deck_sources import SourceLines, count_sources, labels, source_slides
from pipeline.editions.deck_targets import with_unique_titles, without_headings, without_lost_links
from pipeline.editions.projection import Projection
from pipeline.editions.prose import bound_facts, select_blocks
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.slides import Slide, Slides, blocks_of
from pipeline.model.stages import Document, Edition, Media
from pipeline.resolve.sections import number_of

Section = tuple[n.Header, n.Blocks]


def deck(document: Document) -> Edition:
    """Return the document as the deck shows it."""
    names = labels(document)
    sources = SourceLines(names, document.ledger, document.front.lang)
    setting = Setting(document.front.lang, document.ledger, sources)
    own, blocks = titles.apart(select_blocks(document.blocks, "deck", leave_out=frozenset()))
    facts = bound_facts(document, blocks)
    text, boxes = without_questions(run_in(with_names(blocks, names)))
    lead, sections = _sections(text)
    slides = list(opening(document.front, own.title, lead, setting, has_sections=bool(sections)))
    by_section = _with_numbers([section(heading, inner, setting) for heading, inner in sections])
    usual, open_ones = _separate_questions(zip(sections, by_section, strict=True))
    slides += usual
    slides += posts(lead, setting)
    slides += dispute_slides(facts, setting)
    slides += questions(boxes, setting)
    slides += open_ones
    slides = list(with_unique_titles(slides))
    endings, media = _sources(document, slides)
    slides += endings
    slides.append(colophon(document, blocks_of(slides)))
    plain = with_short_kickers(with_unique_titles(without_headings(slides)))
    content = Slides(tuple(without_lost_links(plain)))
    return Edition(
        "deck", document.slug, document.front, document.source, content, document.drawings,
        {**document.media, **{each.name: each for each in media}},
    )  # fmt: skip


def _sources(document: Document, slides: Sequence[Slide]) -> tuple[tuple[Slide, ...], tuple[Media, ...]]:
    """Return the slides of the sources in the form that the front matter sets, and the pictures on them."""
    match document.front.deck.sources:
        case "full":
            return tuple(source_slides(document, slides)), ()
        case "short":
            count = count_sources(document, slides)
            slide, media = short_sources(count, document.front)
            return ((slide,), media) if count else ((), ())
        case "none":
            return (), ()
        case _:
            assert_never(document.front.deck.sources)


def _sections(blocks: n.Blocks) -> tuple[n.Blocks, list[tuple[n.Header, n.Blocks]]]:
    """Return the blocks before the first section, and the sections."""
    opening: list[n.Block] = []
    sections: list[tuple[n.Header, list[n.Block]]] = []
    for block in blocks:
        if isinstance(block, n.Header) and block.level == 1:
            sections.append((block, []))
        elif sections:
            sections[-1][1].append(block)
        else:
            opening.append(block)
    return tuple(opening), [(heading, tuple(inner)) for heading, inner in sections]


def _separate_questions(
    sections: Iterable[tuple[Section, tuple[Slide, ...]]],
) -> tuple[list[Slide], list[Slide]]:
    """Return the slides of the sections, and those of sections of open questions."""
    usual: list[Slide] = []
    open_ones: list[Slide] = []
    for (heading, _), slides in sections:
        (open_ones if is_open(heading) else usual).extend(slides)
    return usual, open_ones


def _with_numbers(sections: Sequence[tuple[Slide, ...]]) -> Iterator[tuple[Slide, ...]]:
    """Yield the slides of each section; a divider shows the article's number of it, or else its position.

    In a paper without slides of its own, not every section has a divider; so the sections are counted.
    """
    own = any(number_of(slide.title) for slides in sections for slide in slides)
    position = 0
    for slides in sections:
        position += bool(slides)
        yield tuple(
            _with_number(slide, own, position) if slide.kind == "divider" else slide for slide in slides
        )


def _with_number(divider: Slide, own: bool, position: int) -> Slide:
    if not own:
        return replace(divider, number=str(position))
    number = number_of(divider.title)
    return replace(divider, number=number, title=divider.title[2:] if number else divider.title)


DECK = Projection("deck", deck)
