"""Existing facts: find the fact of the ledger that a candidate states."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import assert_never

from pipeline.discourse.readings import DateReading
from pipeline.facts.candidates import Candidate
from pipeline.facts.holders import Holder
from pipeline.facts.measure_words import Measure
from pipeline.facts.words import likeness
from pipeline.model.dates import When
from pipeline.model.facts import (
    Amount,
    Claim,
    Count,
    Date,
    Event,
    Fact,
    Money,
    OfficeHolder,
    Percent,
    when_of,
)
from pipeline.wording.reading import disagreement

FactPart = tuple[Fact, str | None]


def find_fact(candidate: Candidate, facts: Sequence[Fact], lang: str) -> FactPart | None:
    """Return the fact of the ledger that a candidate states and the part of it, or None."""
    best: tuple[int, int, FactPart] | None = None
    for order, fact in enumerate(facts):
        score_and_part = _score(candidate, fact, lang)
        if score_and_part is None:
            continue
        score, show = score_and_part
        if disagreement(candidate.text, fact, show, lang) is None and (best is None or score > best[0]):
            best = (score, order, (fact, show))
    return best[2] if best else None


def _about(fact: Fact) -> str:
    return " ".join(filter(None, (fact.subject, fact.label, _value_words(fact))))


def _value_words(fact: Fact) -> str | None:
    """Return the words of a fact's value beside its subject: the whole, the unit, the place, the holder."""
    match fact:
        case Percent():
            return fact.value.of
        case Count():
            return fact.value.unit
        case Event():
            return fact.value.place
        case OfficeHolder():
            return fact.value.holder
        case Money() | Date() | Claim():
            return None
        case _:
            assert_never(fact)


def _score(candidate: Candidate, fact: Fact, lang: str) -> tuple[int, str | None] | None:
    """Return the score of a fact for a candidate, and the part of the fact; None if it does not fit."""
    match candidate.what:
        case Holder() as holder:
            return _office(holder, fact)
        case DateReading(when=when):
            return None if when is None else _date(candidate, when, fact, lang)
        case Measure():
            return _amount(candidate, candidate.what, fact, lang)
        case _:
            assert_never(candidate.what)


def _office(holder: Holder, fact: Fact) -> tuple[int, str | None] | None:
    if not isinstance(fact, OfficeHolder) or fact.value.holder is None or fact.value.holder != holder.name:
        return None
    mine, other = holder.office.casefold(), fact.subject.casefold()
    if mine == other:
        return 3, None
    return (2, None) if mine.endswith(other) or other.endswith(mine) else None


def _date(candidate: Candidate, when: When, fact: Fact, lang: str) -> tuple[int, str | None] | None:
    if not isinstance(fact, Event | Date):
        return None
    common_words = likeness(candidate.near(lang), _about(fact), lang)
    value = fact.value.date
    if str(value) == str(when):
        threshold = 0 if isinstance(when.start.day, int) and candidate.kind == "same" else 1
        threshold = threshold if when.start.day or when.end else 2
        return (common_words + 10, None) if common_words >= threshold else None
    if when.end is None and value.end is None and when.start.covers(value.start) and common_words >= 2:
        return common_words, "year" if when.start.month is None else None
    return None


def _amount(candidate: Candidate, what: Measure, fact: Fact, lang: str) -> tuple[int, str | None] | None:
    if not isinstance(fact, Amount) or fact.kind != candidate.kind:
        return None
    if fact.value.ends != (what.low, what.high):
        return None
    if not _has_unit(candidate, what, fact, lang):
        return None
    common_words = likeness(candidate.near(lang), _about(fact), lang)
    threshold = 1 if _digits(what.high) >= 3 else 2
    fact_date = when_of(fact)
    clause_dates = [
        t.reading.when
        for t in candidate.content.tokens
        if isinstance(t.reading, DateReading) and t.reading.when
    ]
    if fact_date and clause_dates and not any(_meet(fact_date, each) for each in clause_dates):
        return None
    return (common_words, None) if common_words >= threshold else None


def _has_unit(candidate: Candidate, what: Measure, fact: Amount, lang: str) -> bool:
    """Return whether an amount of the text may be in the unit of a fact."""
    match fact:
        case Money():
            return what.currency in (None, fact.value.currency)
        case Count():
            return bool(likeness(what.unit or candidate.near(lang), _about(fact), lang))
        case Percent():
            return True
        case _:
            assert_never(fact)


def _meet(one: When, other: When) -> bool:
    return one.first <= (other.last or one.first) and other.first <= (one.last or other.first)


def _digits(number: Decimal) -> int:
    """Return the number of significant digits."""
    return len(str(abs(number)).replace(".", "").strip("0")) or 1
