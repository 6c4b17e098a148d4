"""The deck: one message per slide, the prose as speaker notes, every source at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from pipeline import theme
from pipeline.editions.deck_appendix import Section, appendix_slides, order_sections, with_parts_apart
from pipeline.editions.deck_boxes import run_in, with_notes_after
from pipeline.editions.deck_colophon import colophon
from pipeline.editions.deck_disputed import dispute_slides
from pipeline.editions.deck_kickers import with_short_kickers
from pipeline.editions.deck_languages import with_languages
from pipeline.editions.deck_minutes import Selection, select
from pipeline.editions.deck_names import with_names
from pipeline.editions.deck_nesting import with_slides_apart
from pipeline.editions.deck_opening import opening
from pipeline.editions.deck_posts import posts
from pipeline.editions.deck_questions import questions, without_questions
from pipeline.editions.deck_remarks import omission_notes, omission_remarks, table_remarks
from pipeline.editions.deck_section import section
from pipeline.editions.deck_setting import Setting
from pipeline.editions.deck_short_sources import short_sources
from pipeline.editions.deck_sources import SourceLines, count_sources, source_slides
from pipeline.editions.deck_targets import is_own_id, with_unique_titles, without_headings, without_lost_links
from pipeline.editions.prose import bound_facts, select_blocks
from pipeline.editions.source_labels import labels
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.canvas import Canvas
from pipeline.model.slides import Slide, Slides, blocks_of
from pipeline.model.stages import Document, Edition, Media
from pipeline.resolve.ids import keep_apart
from pipeline.resolve.sections import number_of
from pipeline.slides.canvas import canvas_of


def deck(document: Document) -> Edition:
    """Return the document as the deck shows it."""
    names = labels(document)
    canvas = canvas_of(theme.of_measures(), document.front.deck.ratio)
    sources = SourceLines(names, document.ledger, document.front.lang, canvas)
    setting = Setting(document.front.lang, document.ledger, sources, canvas)
    own, text_blocks = titles.apart(select_blocks(document.blocks, "deck", leave_out=frozenset()))
    blocks, new_ids = keep_apart(text_blocks, is_own_id)
    facts = bound_facts(document, blocks)
    boxes_apart = with_notes_after(with_slides_apart(run_in(with_languages(with_names(blocks, names)))))
    text, boxes = without_questions(boxes_apart)
    names_of_appendix = [new_ids.get(each.removeprefix("#"), each) for each in document.front.deck.appendix]
    lead, main_sections = _sections(text)
    sections = list(with_parts_apart(main_sections, names_of_appendix))
    front = list(opening(document.front, own, lead, setting, has_sections=bool(sections)))
    slides_by_section = [section(each.heading, each.blocks, setting) for each in sections]
    order = order_sections(sections, _with_numbers(sections, slides_by_section), names_of_appendix)
    parts = [
        *order.usual, tuple(posts(lead, setting)), tuple(dispute_slides(facts, setting)),
        tuple(questions(boxes, setting)), *order.questions,
    ]  # fmt: skip
    minutes = document.front.deck.minutes
    selection = select(parts, minutes, len(front) - 1) if minutes else Selection(tuple(parts), ())
    slides = [*front, *(slide for part in selection.parts for slide in part)]
    appendix = appendix_slides(order.appendix, setting.lang)
    every = list(with_unique_titles([*slides, *appendix], setting.lang))
    slides, appendix = every[: len(slides)], every[len(slides) :]
    endings, media = _sources(document, slides, appendix, canvas)
    slides += [*endings, *appendix]
    notes = omission_notes(selection.omissions, setting.lang)
    slides.append(replace(colophon(document, blocks_of(slides), canvas), notes=notes))
    plain = with_short_kickers(with_unique_titles(without_headings(slides), setting.lang), canvas)
    content = Slides(tuple(without_lost_links(plain, document.bibliography)), canvas)
    remarks = (
        *omission_remarks(document, selection.omissions),
        *table_remarks(document, text, [slide for part in (*slides_by_section, front) for slide in part]),
    )
    return Edition(
        "deck", document.slug, document.front, document.source, content, document.drawings,
        {**document.media, **{each.name: each for each in media}}, diagnostics=remarks,
        template=document.template, look=document.look,
    )  # fmt: skip


def _sources(
    document: Document, slides: Sequence[Slide], appendix: Sequence[Slide], canvas: Canvas
) -> tuple[tuple[Slide, ...], tuple[Media, ...]]:
    """Return the slides of the sources in the form that the front matter sets, and the pictures on them."""
    match document.front.deck.sources:
        case "full":
            return tuple(source_slides(document, slides, appendix, canvas)), ()
        case "short":
            count = count_sources(document, [*slides, *appendix])
            slide, media = short_sources(count, document.front, canvas)
            return ((slide,), media) if count else ((), ())
        case "none":
            return (), ()
        case _:
            assert_never(document.front.deck.sources)


def _sections(blocks: n.Blocks) -> tuple[n.Blocks, list[Section]]:
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
    return tuple(opening), [Section(heading, tuple(inner)) for heading, inner in sections]


def _with_numbers(
    sections: Sequence[Section], parts: Sequence[tuple[Slide, ...]]
) -> Iterator[tuple[Slide, ...]]:
    """Yield the slides of each section; a divider shows the article's number of it, or else its position.

    In a paper without slides of its own, not every section has a divider; so the sections are counted.
    """
    own = any(number_of(slide.title) for slides in parts for slide in slides)
    position = 0
    for each, slides in zip(sections, parts, strict=True):
        position += bool(slides) and not each.is_part
        yield tuple(
            _with_number(slide, own, "" if each.is_part else str(position))
            if slide.kind == "divider"
            else slide
            for slide in slides
        )


def _with_number(divider: Slide, own: bool, position: str) -> Slide:
    if not own:
        return replace(divider, number=position)
    number = number_of(divider.title)
    return replace(divider, number=number, title=divider.title[2:] if number else divider.title)
