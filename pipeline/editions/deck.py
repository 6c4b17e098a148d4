"""The deck: one message per slide, the prose as speaker notes, every source at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from pipeline import theme
from pipeline.editions.deck_boxes import run_in, with_notes_after
from pipeline.editions.deck_colophon import colophon
from pipeline.editions.deck_disputed import dispute_slides
from pipeline.editions.deck_kickers import with_short_kickers
from pipeline.editions.deck_languages import with_languages
from pipeline.editions.deck_minutes import Part, Selection, select
from pipeline.editions.deck_names import with_names
from pipeline.editions.deck_nesting import with_slides_apart
from pipeline.editions.deck_opening import opening
from pipeline.editions.deck_posts import posts
from pipeline.editions.deck_questions import is_open, questions, without_questions
from pipeline.editions.deck_remarks import omission_notes, omission_remarks
from pipeline.editions.deck_section import section
from pipeline.editions.deck_setting import Setting
from pipeline.editions.deck_short_sources import short_sources
from pipeline.editions.deck_sources import SourceLines, count_sources, labels, source_slides
from pipeline.editions.deck_targets import is_own_id, with_unique_titles, without_headings, without_lost_links
from pipeline.editions.deck_words import headline
from pipeline.editions.projection import Projection
from pipeline.editions.prose import bound_facts, select_blocks, words
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.canvas import Canvas
from pipeline.model.slides import Slide, Slides, blocks_of
from pipeline.model.stages import Document, Edition, Media
from pipeline.model.walk import text_of
from pipeline.resolve.ids import keep_apart
from pipeline.resolve.sections import number_of
from pipeline.slides.canvas import canvas_of
from pipeline.wording.terms import term

Section = tuple[n.Header, n.Blocks]


def deck(document: Document) -> Edition:
    """Return the document as the deck shows it."""
    names = labels(document)
    canvas = canvas_of(theme.load(), document.front.deck.ratio)
    sources = SourceLines(names, document.ledger, document.front.lang, canvas)
    setting = Setting(document.front.lang, document.ledger, sources, canvas)
    own, text_blocks = titles.apart(select_blocks(document.blocks, "deck", leave_out=frozenset()))
    blocks, new_ids = keep_apart(text_blocks, is_own_id)
    facts = bound_facts(document, blocks)
    boxes_apart = with_notes_after(with_slides_apart(run_in(with_languages(with_names(blocks, names)))))
    text, boxes = without_questions(boxes_apart)
    lead, sections = _sections(text)
    front = list(opening(document.front, own, lead, setting, has_sections=bool(sections)))
    by_section = _with_numbers([section(heading, inner, setting) for heading, inner in sections])
    names_of_appendix = [new_ids.get(each.removeprefix("#"), each) for each in document.front.deck.appendix]
    order = _order(sections, list(by_section), names_of_appendix)
    parts = [
        *order.usual, tuple(posts(lead, setting)), tuple(dispute_slides(facts, setting)),
        tuple(questions(boxes, setting)), *order.questions,
    ]  # fmt: skip
    minutes = document.front.deck.minutes
    selection = select(parts, minutes, len(front) - 1) if minutes else Selection(tuple(parts), ())
    slides = [*front, *(slide for part in selection.parts for slide in part)]
    appendix = _appendix(order.appendix, setting.lang)
    every = list(with_unique_titles([*slides, *appendix]))
    slides, appendix = every[: len(slides)], every[len(slides) :]
    endings, media = _sources(document, slides, appendix, canvas)
    slides += [*endings, *appendix]
    notes = omission_notes(selection.omissions, setting.lang)
    slides.append(replace(colophon(document, blocks_of(slides), canvas), notes=notes))
    plain = with_short_kickers(with_unique_titles(without_headings(slides)), canvas)
    content = Slides(tuple(without_lost_links(plain)), canvas)
    remarks = omission_remarks(document, selection.omissions)
    return Edition(
        "deck", document.slug, document.front, document.source, content, document.drawings,
        {**document.media, **{each.name: each for each in media}}, diagnostics=remarks,
        template=document.template,
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


@dataclass(frozen=True, slots=True)
class _Order:
    """The slides of sections by where they stand."""

    usual: tuple[Part, ...]
    questions: tuple[Part, ...]
    appendix: tuple[Part, ...]


def _order(sections: Sequence[Section], slides: Sequence[Part], appendix: Sequence[str]) -> _Order:
    """Return the slides of sections: the usual ones, those of open questions, those of the appendix."""
    parts: tuple[list[Part], list[Part], list[Part]] = ([], [], [])
    names = {_fold(name) for name in appendix}
    for (heading, _), part in zip(sections, slides, strict=True):
        own_names = {_fold(heading.attr.id), _fold(text_of(headline(heading.inlines)))}
        parts[2 if own_names & names else 1 if is_open(heading) else 0].append(part)
    usual, open_parts, later = (tuple(each) for each in parts)
    return _Order(usual, open_parts, later)


def _fold(name: str) -> str:
    return " ".join(name.removeprefix("#").casefold().split())


def _appendix(parts: Sequence[Part], lang: str) -> list[Slide]:
    """Return the slides of an appendix behind its divider; none without sections."""
    slides = [slide for part in parts for slide in part]
    return [Slide("appendix", "divider", words(term(lang, "appendix"))), *slides] if slides else []


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
