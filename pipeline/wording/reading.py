"""Text compared with facts: whether the words of the prose mean the values of the ledger."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import assert_never

from pipeline import languages
from pipeline.model.dates import PartialDate, When
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
    Quantity,
    when_of,
)
from pipeline.wording import date_reading, number_reading
from pipeline.wording.facts import fact_text, part_text

# The factors that an unknown word after a number may stand for.
_SCALES = tuple(Decimal(10) ** power for power in (3, 4, 6, 8, 9, 12))


def read_date(text: str, lang: str) -> PartialDate | None:
    """Return the one date in a text, or None if it has none or several."""
    tokens = list(date_reading.dates(text, lang))
    return date_reading.partial(tokens[0]) if len(tokens) == 1 else None


def disagreement(text: str, fact: Fact, show: str | None, lang: str) -> str | None:
    """Return in words how a text differs from its fact, or None if it agrees.

    Every number and date in the text must be one of the fact's; a quantity must be there, rounded only if a
    word (`about`) or a scale (`million`) marks it. Words of a claim are compared only if the ledger lists its
    wordings. In a language without rules for numbers only certain differences count: a word after a number
    may be its scale, a number beside a date part of that date, and a name may be inflected.
    """
    if show is not None and show not in ("amount", "date", "year", "from", "to", "as-of", "min", "max"):
        ledger_text = part_text(fact, show, lang)
        return (
            None
            if ledger_text is None or _plain(text) == _plain(ledger_text)
            else f"the ledger has {ledger_text!r}"
        )
    match fact:
        case Money() | Percent() | Count():
            return (
                _date_part(text, fact, show, lang)
                if show in ("date", "year")
                else _quantity(text, fact, show, lang)
            )
        case Date() | Event():
            return _compare_dates(text, fact, when_of(fact), lang)
        case OfficeHolder():
            return _office(text, fact, show, lang)
        case Claim():
            return _claim(text, fact, lang)
        case _:
            assert_never(fact)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[‘’]", "'", text).casefold().split()).strip(" .,;:")


def _date_part(text: str, fact: Fact, show: str | None, lang: str) -> str | None:
    when = when_of(fact)
    if when is None:
        return "the ledger gives it no date"
    return _compare_dates(text, fact, when, lang)


def _dates_agree(token: date_reading.DateToken, when: When) -> bool:
    ends = [when.start, *([when.end] if when.end else [])]
    for end in ends:
        if (
            token.year in (None, end.year)
            and (token.month is None or token.month == end.month)
            and (token.day is None or token.day == end.day)
        ):
            return True
    return False


def _compare_dates(text: str, fact: Fact, when: When | None, lang: str) -> str | None:
    """Compare a text with a date: each of its dates is an end of the interval, and no finer."""
    tokens = list(date_reading.dates(text, lang))
    rest = text
    for token in tokens:
        rest = rest[: token.start] + " " * (token.end - token.start) + rest[token.end :]
        if when is None or not _dates_agree(token, when):
            quotation = text[token.start : token.end]
            return f"the text says {quotation!r}, the ledger {_quote_ledger(fact, when, lang)}"
    if not languages.has(lang, "numbers"):
        return None
    names = " ".join(filter(None, (fact.subject, fact.label, part_text(fact, "place", lang))))
    ledger_numbers = {n.value for n in number_reading.numbers(names, lang)}
    ends = [end for end in (when.start, when.end) if end] if when else []
    ledger_numbers |= {Decimal(part) for end in ends for part in (end.day, end.year) if part}
    for number in number_reading.numbers(rest, lang):
        if number.value not in ledger_numbers and any(c.isdigit() for c in text[number.start : number.end]):
            quotation = text[number.start : number.end]
            return (
                f"the number {quotation!r} is not in the ledger, which says {_quote_ledger(fact, when, lang)}"
            )
    return None


def _quote_ledger(fact: Fact, when: When | None, lang: str) -> str:
    date = part_text(fact, "date", lang) if when else None
    return repr(date or fact_text(fact, lang))


def _quantity(text: str, fact: Amount, show: str | None, lang: str) -> str | None:
    value: Quantity = fact.value
    ends = value.ends if show not in ("min", "max") else (getattr(value, show) or value.ends[0],) * 2
    when = when_of(fact)
    years = {Decimal(d.year) for d in (when.start, when.end) if d} if when else set()
    ledger_numbers = {
        n.value
        for n in number_reading.numbers(
            f"{fact.subject} {part_text(fact, 'unit', lang) or ''} {part_text(fact, 'of', lang) or ''}", lang
        )
    }
    rest = text
    tokens = list(date_reading.dates(text, lang))
    # The two years of `1955–63` stand in one place; they agree together.
    wrong_starts = {each.start for each in tokens if when is None or not _dates_agree(each, when)}
    for token in tokens:
        agrees = token.start not in wrong_starts
        if token.month is not None and when is not None and not agrees:
            quotation = text[token.start : token.end]
            return f"the text says {quotation!r}, the ledger {_quote_ledger(fact, when, lang)}"
        if token.month is not None or (agrees and token.year not in ends):
            rest = rest[: token.start] + " " * (token.end - token.start) + rest[token.end :]
    ledger_text = fact_text(fact, lang)
    hits: set[Decimal] = set()
    numbers = list(number_reading.numbers(rest, lang))
    common_quantum = max((n.quantum for n in numbers if n.quantum > 1), default=Decimal(1))
    for number in numbers:
        end = next((e for e in ends if _rounds_to(number, e, Decimal(1))), None)
        if end is None and _may_be_scaled(rest, number, lang):
            end = next((e for e in ends if any(_rounds_to(number, e, scale) for scale in _SCALES)), None)
        if end is None and len(numbers) > 1 and ends[0] != ends[1]:
            end = next((e for e in ends if _rounds_to(number, e, common_quantum)), None)
        if end is None:
            if number.value in years or number.value in ledger_numbers:
                continue
            return f"the text says {text[number.start : number.end]!r}, the ledger {ledger_text!r}"
        hits.add(end)
        problem = _unit_problem(number, fact, text, lang)
        if problem:
            return f"{problem}, the ledger says {ledger_text!r}"
    if not hits:
        return f"the text has no number, the ledger says {ledger_text!r}"
    if show not in ("min", "max") and len(hits) < len(set(ends)):
        return f"the text gives one end of a range, the ledger says {ledger_text!r}"
    return None


def _may_be_scaled(text: str, number: number_reading.Number, lang: str) -> bool:
    """Return whether a word beside a number may be its scale, in a language whose scales are not known."""
    return (
        not languages.has(lang, "numbers")
        and re.search(r"[^\W\d_]", text[: number.start] + text[number.end :]) is not None
    )


def _rounds_to(number: number_reading.Number, value: Decimal, factor: Decimal) -> bool:
    """Return whether a written number stands for a value, at the precision it is written with."""
    amount, quantum = number.value * factor, number.quantum * factor
    if amount == value:
        return True
    if not number.about and not number.has_scale and factor == 1:
        return False
    if number.about and amount and amount % quantum == 0:
        # `about 40,000` speaks of ten thousands: the zeros are not digits.
        digits = str(int(abs(amount / quantum)))
        quantum *= Decimal(10) ** (len(digits) - len(digits.rstrip("0")))
    if abs(amount - value) > abs(value) / 10:
        return False
    if number.limit > 0:
        return amount <= value <= amount + quantum
    if number.limit < 0:
        return amount - quantum <= value <= amount
    return abs(amount - value) <= quantum / 2


def _unit_problem(number: number_reading.Number, fact: Amount, text: str, lang: str) -> str | None:
    quotation = text[number.start : number.end]
    match fact:
        case Money() if number.currency not in (None, fact.value.currency):
            return f"the text says {quotation!r} in {number.currency}"
        case Percent():
            return f"the text says {quotation!r} as money" if number.currency else None
        case Count() if number.currency and not _names_money(fact.value.unit, lang):
            return f"the text says {quotation!r} as money"
        case Count() if fact.value.unit.casefold() in number_reading.grammar(lang).percents:
            return None
        case Money() | Count():
            return f"the text says {quotation!r} as a share" if number.percent else None
        case _:
            assert_never(fact)


def _names_money(unit: str, lang: str) -> bool:
    rules = number_reading.grammar(lang)
    return any(number_reading.currency_name(word, rules) for word in re.findall(r"\S+", unit))


def _office(text: str, fact: OfficeHolder, show: str | None, lang: str) -> str | None:
    value = fact.value
    ledger_dates = [date for date in (value.from_, value.to, fact.as_of) if date]
    tokens = list(date_reading.dates(text, lang))
    for token in tokens:
        if not any(_dates_agree(token, When(date)) for date in ledger_dates):
            dates = ", ".join(str(date) for date in ledger_dates) or "no date"
            return f"the text says {text[token.start : token.end]!r}, the ledger has {dates}"
    if tokens or show in ("from", "to", "as-of", "date", "year"):
        return None
    if value.holder is None:
        words = languages.part(lang, "numbers")["reading"].get("vacant", ("",))
        vacant = any(word in text.casefold() for word in words)
        return None if vacant else "the ledger says that the post is vacant"
    if not languages.has(lang, "numbers") and not _in_one_script(text, value.holder):
        return None
    surname = value.holder.split(",")[0].split()
    plain = _plain(text)
    if f" {_plain(value.holder)} " in f" {plain} " or any(
        _plain(part) in plain.split() or _plain(part) in plain
        for part in surname
        if len(part) > 2 and not part.endswith(".")
    ):
        return None
    return f"the ledger has {value.holder!r}"


def _in_one_script(text: str, name: str) -> bool:
    """Return whether two texts are both in Latin letters, or neither is: else a name cannot be compared."""
    first, second = (re.search("[A-Za-z]", each) is not None for each in (text, name))
    return first == second


def _claim(text: str, fact: Claim, lang: str) -> str | None:
    if fact.value.wording and _plain(text) not in {_plain(wording) for wording in fact.value.wording}:
        return f"the ledger allows {' or '.join(repr(w) for w in fact.value.wording)}"
    source = f"{fact.value.text} {fact.subject} {fact.as_of or ''} {' '.join(fact.value.wording)}"
    ledger_numbers = {n.value for n in number_reading.numbers(source, lang)}
    ledger_dates = [
        date for token in date_reading.dates(source, lang) if (date := date_reading.partial(token))
    ]
    rest = text
    for token in date_reading.dates(text, lang):
        if token.year is not None and not any(_dates_agree(token, When(date)) for date in ledger_dates):
            return f"the date {text[token.start : token.end]!r} is not in the claim: {fact.value.text!r}"
        rest = rest[: token.start] + " " * (token.end - token.start) + rest[token.end :]
    for number in number_reading.numbers(rest, lang):
        digits = any(c.isdigit() for c in text[number.start : number.end])
        if digits and number.value not in ledger_numbers:
            return f"the number {text[number.start : number.end]!r} is not in the claim: {fact.value.text!r}"
    return None
