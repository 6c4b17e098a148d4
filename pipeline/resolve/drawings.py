"""Drawings of figures: values of the ledger in the figure's unit, words of the article's language."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from pipeline.model.facts import Ledger
from pipeline.model.figures import Bars, FigureSpec, Line, Mark, Point, Share, Slope, Stretch, Timeline
from pipeline.model.stages import Datum, Drawing, Span
from pipeline.resolve.comparisons import share_drawing, slope_drawing
from pipeline.resolve.figure_values import (
    amount_of,
    amount_text,
    date_of,
    fact_of,
    refuse,
    sentence,
    without_full_stop,
)
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term


def drawing(figure_id: str, spec: FigureSpec, ledger: Ledger, lang: str) -> Drawing:
    """Build the drawing of a figure: its data from the ledger, its text alternative, its table heads."""
    match spec:
        case Timeline():
            return _timeline(figure_id, spec, ledger, lang)
        case Bars() | Line():
            return _chart(figure_id, spec, ledger, lang)
        case Slope():
            return slope_drawing(figure_id, spec, ledger, lang)
        case Share():
            return share_drawing(figure_id, spec, ledger, lang)
        case _:
            assert_never(spec)


def _timeline(figure_id: str, spec: Timeline, ledger: Ledger, lang: str) -> Drawing:
    data = tuple(_event(figure_id, mark, ledger, lang) for mark in spec.events)
    spans = tuple(_span(figure_id, stretch, ledger) for stretch in spec.stretches)
    parts = [sentence(lang, "timeline", title=without_full_stop(spec.title))]
    parts += [sentence(lang, "event", label=datum.label, date=datum.text) for datum in data]
    for span in spans:
        dates = {"start": date_text(span.start, lang), "end": date_text(span.end, lang) if span.end else ""}
        parts.append(sentence(lang, "state" if span.end else "state-open", label=span.label, **dates))
    head = (term(lang, "date"), term(lang, "event"))
    alt = " ".join(parts)
    return Drawing(
        figure_id, "timeline", spec.title, "", data, spans, spec.begin, spec.end, False, lang, alt, head
    )


def _event(figure_id: str, mark: Mark, ledger: Ledger, lang: str) -> Datum:
    fact = fact_of(figure_id, mark.fact, ledger)
    when = date_of(figure_id, mark.fact, ledger)
    return Datum(mark.label or fact.label or fact.subject, "", when, None, date_text(when, lang), fact.id)


def _span(figure_id: str, stretch: Stretch, ledger: Ledger) -> Span:
    start = date_of(figure_id, stretch.from_, ledger).start
    end = None if stretch.to is None else date_of(figure_id, stretch.to, ledger).start
    return Span(stretch.label, start, end, stretch.hollow)


def _chart(figure_id: str, spec: Bars | Line, ledger: Ledger, lang: str) -> Drawing:
    data = tuple(_value(figure_id, spec, point, ledger, lang) for point in spec.points)
    if isinstance(spec, Line):
        undated_fact = next((datum.fact for datum in data if datum.when is None), None)
        if undated_fact is not None:
            refuse("figure-fact-undated", figure_id, f"{undated_fact} has no date")
    has_series = any(datum.series for datum in data)
    parts = [
        sentence(lang, spec.kind, title=without_full_stop(spec.title), unit=without_full_stop(spec.unit))
    ]
    for datum in data:
        place = _place(datum, spec, lang)
        slot = "value-of-series" if datum.series else "value"
        parts.append(sentence(lang, slot, label=place, series=datum.series, value=datum.text))
    first = term(lang, "category" if isinstance(spec, Bars) else "date")
    head = (first, term(lang, "series"), term(lang, "value")) if has_series else (first, term(lang, "value"))
    step = isinstance(spec, Line) and spec.step
    return Drawing(
        figure_id, spec.kind, spec.title, spec.unit, data, (), None, None, step, lang, " ".join(parts), head
    )


def _place(datum: Datum, spec: Bars | Line, lang: str) -> str:
    """Return the label of a value: its category, or its date, with its own label if it has one."""
    if isinstance(spec, Bars) or datum.when is None:
        return datum.label
    date = date_text(datum.when, lang)
    return sentence(lang, "label-and-date", label=datum.label, date=date) if datum.label else date


def _value(figure_id: str, spec: Bars | Line, point: Point, ledger: Ledger, lang: str) -> Datum:
    fact = amount_of(figure_id, point.fact, ledger)
    low, high = (end / Decimal(spec.scale) for end in fact.value.ends)
    text = amount_text(fact, spec.scale, lang)
    label = point.label or (fact.label or fact.subject if isinstance(spec, Bars) else fact.label or "")
    return Datum(
        label, point.series or "", fact.value.date, low, text, fact.id, high if low != high else None
    )
