"""A fact, or a part of it, as text in a language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

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
from pipeline.wording.dates import date_text
from pipeline.wording.locale import style
from pipeline.wording.numbers import count_text, money_text, percent_text
from pipeline.wording.terms import term

PARTS = (
    "year",
    "date",
    "amount",
    "min",
    "max",
    "holder",
    "from",
    "to",
    "subject",
    "label",
    "unit",
    "of",
    "place",
    "as-of",
    "text",
)


def parts_of(fact: Fact) -> tuple[str, ...]:
    """Return the names of the parts of a fact."""
    parts = dict.fromkeys((*PARTS, *_own_parts(fact, "en")))
    return tuple(part for part in parts if part_text(fact, part, "en") is not None)


def fact_text(fact: Fact, lang: str, *, short: bool = False) -> str:
    """Return a fact as text: its amount, date, holder or statement; short as a key figure.

    A number that is approximate in its source gets the language's word for `about`.
    """
    text = _exact_text(fact, lang, short)
    if isinstance(fact, Amount) and fact.value.approximate:
        return str(style(lang)["about"]).format(text=text)
    return text


def _exact_text(fact: Fact, lang: str, short: bool) -> str:
    match fact:
        case Money(value=value):
            return money_text(value, lang)
        case Percent(value=value):
            return percent_text(value, lang, short=short)
        case Count(value=value):
            return count_text(value, lang, short=short)
        case Date(value=value) | Event(value=value):
            return date_text(value.date, lang)
        case OfficeHolder(value=value):
            return value.holder or term(lang, "vacant")
        case Claim(value=value):
            return value.text
        case _:
            assert_never(fact)


def part_text(fact: Fact, part: str, lang: str) -> str | None:
    """Return a part of a fact as text, or None if the fact has no such part."""
    match part:
        case "year":
            when = when_of(fact)
            if when is None:
                return None
            end = when.end.year if when.end else when.start.year
            return str(when.start.year) if end == when.start.year else f"{when.start.year}–{end}"
        case "date":
            when = when_of(fact)
            return None if when is None else date_text(when, lang)
        case "amount":
            if not isinstance(fact, Amount) or fact.value.amount is None:
                return None
            return fact_text(fact, lang, short=True)
        case "min" | "max":
            if not isinstance(fact, Amount):
                return None
            return _end_text(fact, part, lang)
        case "subject":
            return fact.subject
        case "label":
            return fact.label
        case "as-of":
            return None if fact.as_of is None else date_text(fact.as_of, lang)
        case _:
            return _own_parts(fact, lang).get(part)


def _own_parts(fact: Fact, lang: str) -> Mapping[str, str | None]:
    """Return the parts, as texts, that only facts of its kind have."""
    match fact:
        case Money() | Date():
            return {}
        case Percent(value=value):
            return {"of": value.of}
        case Count(value=value):
            return {"unit": value.unit}
        case Event(value=value):
            return {"place": value.place}
        case OfficeHolder(value=value):
            ends = (("from", value.from_), ("to", value.to))
            dates = {name: date_text(date, lang) for name, date in ends if date is not None}
            return {"holder": fact_text(fact, lang), **dates}
        case Claim(value=value):
            return {"text": value.text}
        case _:
            assert_never(fact)


def _end_text(fact: Amount, part: str, lang: str) -> str | None:
    """Return one end of a range in the form of the fact's own amount."""
    end = getattr(fact.value, part)
    if end is None:
        return None
    value = fact.value.model_copy(update={"amount": end, "min": None, "max": None})
    return fact_text(fact.model_copy(update={"value": value}), lang, short=True)
