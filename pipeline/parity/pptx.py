"""What a presentation states of its deck in another way, and what it leaves out.

A shape with the title stands before the others, so a program that reads aloud begins with it. Simple formulas
are text, and so are all in titles and notes; others are compared by their signs. A picture within text is its
words. A slide has no name: a link leads to its number. Notes have no links. The points of a native chart are
stated beside the alternative text of the figure, each with its label and its value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from pipeline.charts.bars import date_beneath
from pipeline.formats.pptx.substitutes import with_words_for_pictures, without_formulas
from pipeline.inspection.charts import plain_number, point_text
from pipeline.inspection.slides import CHART, slide_name
from pipeline.model.inspection import Inspection, Mark, Passage
from pipeline.model.stages import Datum, Drawing, Edition
from pipeline.parity.deck import state_deck
from pipeline.parity.formulas import with_signs
from pipeline.parity.statement import NOTES
from pipeline.wording.dates import date_text


def adapt(edition: Edition, statement: tuple[Passage, ...], inspection: Inspection) -> tuple[Passage, ...]:
    """Return what a presentation of a deck states; its native charts are those that the file has."""
    slides = with_signs(map(with_words_for_pictures, without_formulas(edition.slides)))
    numbers = {name: number for number, slide in enumerate(slides, 1) for name in slide.ids}
    charts: dict[int, set[str]] = {}
    for each in inspection.passages:
        if each.name == CHART:
            charts.setdefault(each.spot, set()).add(each.text)
    passages = [_own_form(each, numbers) for each in state_deck(edition, slides)]
    return tuple(_in_order(_with_charts(passages, edition, charts)))


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


def _with_charts(
    passages: Iterable[Passage], edition: Edition, charts: Mapping[int, set[str]]
) -> Iterator[Passage]:
    """Yield passages, behind the alternative text of a figure the points of its chart."""
    for each in passages:
        yield each
        drawing = edition.drawings.get(each.name.removeprefix("figure:"))
        if each.kind == "alt" and drawing is not None and each.spot in charts:
            for text in _chart_texts(drawing, charts[each.spot]):
                yield replace(each, text=text, name=CHART, marks=())


def _chart_texts(drawing: Drawing, texts: set[str]) -> Iterator[str]:
    """Yield the unit of a chart and its points, series by series; beside an axis some have no label."""
    if drawing.unit:
        yield drawing.unit
    order = sorted(drawing.data, key=lambda each: _start(each) if drawing.kind == "line" else 0)
    categories = dict.fromkeys(_category(drawing, each) for each in order)
    for series in dict.fromkeys(each.series for each in drawing.data):
        data = {_category(drawing, each): each for each in order if each.series == series}
        for category in (each for each in categories if each in data):
            datum = data[category]
            name = series or drawing.unit or drawing.title
            number = plain_number(str(datum.amount))
            bare = point_text(category, name, "", number)
            yield bare if bare in texts else point_text(category, name, datum.text, number)


def _start(datum: Datum) -> int:
    return datum.when.start.first.toordinal() if datum.when is not None else 0


def _category(drawing: Drawing, datum: Datum) -> str:
    if drawing.kind == "line":
        return date_text(datum.when, drawing.lang) if datum.when is not None else ""
    beneath = date_beneath(drawing, datum.label) if drawing.kind == "bars" else ""
    return " ".join(filter(None, (datum.label, beneath)))
