"""What a presentation states of its deck in another way, and what it leaves out.

A shape with the title stands before the others, so a program that reads aloud begins with it. Text is
paragraphs. Simple formulas are text, and so are all in titles and notes; others are compared by their signs.
A picture within text is its words. A slide has no name: a link leads to its number. Notes have no links. The
points of a native chart are stated beside the text alternative of the figure, with their labels and values.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from pipeline import theme
from pipeline.formats.edition_theme import of_edition
from pipeline.formats.pptx.substitutes import with_words_for_pictures, without_formulas
from pipeline.inspection.slides import CHART, slide_name
from pipeline.model.inspection import Mark, Passage
from pipeline.model.stages import Edition
from pipeline.parity.deck import state_deck
from pipeline.parity.formulas import with_signs
from pipeline.parity.pptx_charts import chart_texts
from pipeline.parity.pptx_text import in_paragraphs
from pipeline.parity.statement import NOTES


def adapt(edition: Edition, statement: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return what a presentation of a deck states."""
    slides = tuple(map(with_words_for_pictures, without_formulas(edition.slides)))
    with theme.measure_in(of_edition(edition)):
        charts = {number: chart_texts(slide, edition) for number, slide in enumerate(slides, 1)}
    numbers = {name: number for number, slide in enumerate(slides, 1) for name in slide.ids}
    passages = state_deck(edition, with_signs(map(in_paragraphs, slides)))
    own_passages = [_own_form(each, numbers) for each in passages]
    return tuple(_in_order(_with_charts(own_passages, charts)))


def _own_form(passage: Passage, numbers: Mapping[str, int]) -> Passage:
    """Return a passage with the letters of a formula, and links as a presentation has them."""
    text = unicodedata.normalize("NFKC", passage.text) if passage.kind == "formula" else passage.text
    marks = tuple(each for mark in passage.marks for each in _links(mark, passage.name, numbers))
    return replace(passage, text=text, marks=marks)


def _links(mark: Mark, name: str, numbers: Mapping[str, int]) -> Iterator[Mark]:
    if mark.kind != "link":
        yield mark
    elif name != NOTES:
        number = numbers.get(mark.name[1:]) if mark.name.startswith("#") else None
        yield mark if number is None else replace(mark, name=f"#{slide_name(number)}")


def _in_order(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages of each slide, its title first."""
    for _, group in groupby(passages, lambda each: each.spot):
        own = list(group)
        first = next((index for index, each in enumerate(own) if each.kind == "heading"), 0)
        yield from (own[first : first + 1] + own[:first] + own[first + 1 :])


def _with_charts(passages: Iterable[Passage], charts: Mapping[int, tuple[str, ...]]) -> Iterator[Passage]:
    """Yield passages, behind the text alternative of a figure the points of its chart."""
    for each in passages:
        yield each
        if each.kind == "alt" and each.name.startswith("figure:"):
            yield from (replace(each, text=text, name=CHART, marks=()) for text in charts[each.spot])
