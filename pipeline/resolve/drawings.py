"""Figures worked out: values of the ledger in the figure's unit, words of the article's language."""

from __future__ import annotations

from decimal import Decimal
from typing import NoReturn

from pipeline.model.dates import PartialDate, When
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.facts import Count, Fact, Ledger, Money, Percent, when_of
from pipeline.model.figures import Bars, FigureSpec, Line, Mark, Point, Stretch, Timeline
from pipeline.model.stages import Datum, Drawing, Span
from pipeline.wording.dates import date_text
from pipeline.wording.locale import style
from pipeline.wording.numbers import number_text
from pipeline.wording.terms import language_data, term


def drawing(figure_id: str, spec: FigureSpec, ledger: Ledger, lang: str) -> Drawing:
    """Work out a figure: its data from the ledger, its text alternative and the heads of its table."""
    match spec:
        case Timeline():
            return _timeline(figure_id, spec, ledger, lang)
        case Bars() | Line():
            return _chart(figure_id, spec, ledger, lang)


def _timeline(figure_id: str, spec: Timeline, ledger: Ledger, lang: str) -> Drawing:
    data = tuple(_event(figure_id, mark, ledger, lang) for mark in spec.events)
    spans = tuple(_span(figure_id, stretch, ledger) for stretch in spec.stretches)
    parts = [_words(lang, "timeline", title=_closed(spec.title))]
    parts += [_words(lang, "event", label=datum.label, date=datum.text) for datum in data]
    for span in spans:
        dates = {"start": date_text(span.start, lang), "end": date_text(span.end, lang) if span.end else ""}
        parts.append(_words(lang, "state" if span.end else "state-open", label=span.label, **dates))
    head = (term(lang, "date"), term(lang, "event"))
    return Drawing(
        figure_id,
        "timeline",
        spec.title,
        "",
        data,
        spans,
        spec.begin,
        spec.end,
        False,
        lang,
        " ".join(parts),
        head,
    )


def _event(figure_id: str, mark: Mark, ledger: Ledger, lang: str) -> Datum:
    fact = _fact(figure_id, mark.fact, ledger)
    when = when_of(fact)
    if when is None:
        _fail("figure-fact-undated", figure_id, f"{mark.fact} has no date")
    return Datum(mark.label or fact.label or fact.subject, "", when, None, date_text(when, lang), fact.id)


def _span(figure_id: str, stretch: Stretch, ledger: Ledger) -> Span:
    start = _date(figure_id, stretch.from_, ledger).start
    end: PartialDate | None = None
    if stretch.to is not None:
        end = _date(figure_id, stretch.to, ledger).start
    return Span(stretch.label, start, end, stretch.hollow)


def _date(figure_id: str, name: str, ledger: Ledger) -> When:
    when = when_of(_fact(figure_id, name, ledger))
    if when is None:
        _fail("figure-fact-undated", figure_id, f"{name} has no date")
    return when


def _chart(figure_id: str, spec: Bars | Line, ledger: Ledger, lang: str) -> Drawing:
    data = tuple(_value(figure_id, spec, point, ledger, lang) for point in spec.points)
    if isinstance(spec, Line):
        undated = next((datum.fact for datum in data if datum.when is None), None)
        if undated is not None:
            _fail("figure-fact-undated", figure_id, f"{undated} has no date")
    named = any(datum.series for datum in data)
    parts = [_words(lang, spec.kind, title=_closed(spec.title), unit=_closed(spec.unit))]
    for datum in data:
        place = _place(datum, spec, lang)
        slot = "value-of-series" if datum.series else "value"
        parts.append(_words(lang, slot, label=place, series=datum.series, value=datum.text))
    first = term(lang, "category" if isinstance(spec, Bars) else "date")
    head = (first, term(lang, "series"), term(lang, "value")) if named else (first, term(lang, "value"))
    step = isinstance(spec, Line) and spec.step
    return Drawing(
        figure_id, spec.kind, spec.title, spec.unit, data, (), None, None, step, lang, " ".join(parts), head
    )


def _place(datum: Datum, spec: Bars | Line, lang: str) -> str:
    """Return where a value stands: its category, or its date with its label where it has one of its own."""
    if isinstance(spec, Bars) or datum.when is None:
        return datum.label
    date = date_text(datum.when, lang)
    return _words(lang, "label-and-date", label=datum.label, date=date) if datum.label else date


def _value(figure_id: str, spec: Bars | Line, point: Point, ledger: Ledger, lang: str) -> Datum:
    fact = _fact(figure_id, point.fact, ledger)
    if not isinstance(fact, Money | Percent | Count):
        _fail(
            "figure-fact-not-a-number", figure_id, f"{point.fact} is {fact.kind}, not money, percent or count"
        )
    low, high = (end / Decimal(spec.scale) for end in fact.value.ends)
    text = _number(high, lang)
    if low != high:
        text = _words(lang, "range", low=_number(low, lang), high=text)
    if isinstance(fact, Percent):
        text = str(style(lang).get("percent-short", "{number} %")).format(number=text)
    if fact.value.approximate:
        text = _words(lang, "about", number=text)
    label = point.label or (fact.label or fact.subject if isinstance(spec, Bars) else fact.label or "")
    return Datum(
        label, point.series or "", fact.value.date, low, text, fact.id, high if low != high else None
    )


def _number(number: Decimal, lang: str) -> str:
    return number_text(number, lang).replace("-", "\u2212")


def _fact(figure_id: str, name: str, ledger: Ledger) -> Fact:
    fact = ledger.get(name)
    if fact is None:
        _fail("figure-fact-undefined", figure_id, f"there is no fact {name}")
    return fact


def _fail(code: str, figure_id: str, message: str) -> NoReturn:
    place = Place(f"figures/{figure_id.removeprefix('fig-')}.yaml")
    raise DossierError(
        [error(code, message, place, "name a fact of the ledger that has what the figure draws")]
    )


def _words(lang: str, name: str, **slots: str) -> str:
    """Return a sentence of a text alternative in a language, English where it has none."""
    patterns = language_data(lang).get("figures") or language_data("en")["figures"]
    return str(patterns[name]).format(**slots)


def _closed(text: str) -> str:
    """Return a title without the stop that the sentence gives it."""
    return text.rstrip().rstrip(".")
