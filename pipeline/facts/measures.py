"""Amounts as facts state them: a range as one, a count with its noun, no number of a telephone or a score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any, Literal

from pipeline import languages
from pipeline.discourse.readings import SPACE, AmountReading, Token, rules_of
from pipeline.facts.words import own_clause
from pipeline.wording import number_reading
from pipeline.wording.number_reading import Number
from pipeline.wording.patterns import any_of

_SIGN = r"(?:(?:US|[A-Z]{1,2})?[$€£¥]\s?)?"
_TELEPHONE = re.compile(r"\+\d[\d\s().-]{5,}\d|(?<!\d)\(?0\d{1,4}\)?(?:[ .-]\d{2,4}){2,}(?!\d)")
_SCORE = re.compile(r"(?<![\w.,])\d+[-–]\d+(?![\w%])")
_NEXT_WORD = re.compile(rf"{SPACE}+([^\W\d_](?:[\w'’]|[-‑](?=\w)|\.(?=[^\W\d_]))*)")
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount: its ends, which differ in a range, whether it is rounded, and what it is an amount of.

    `unit` is the noun of a count with its rate, None if the sentence does not say what is counted.
    """

    low: Decimal
    high: Decimal
    about: bool = False
    currency: str | None = None
    unit: str | None = ""


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """An amount of a sentence, with its place and its kind."""

    start: int
    end: int
    kind: Literal["money", "percent", "count"]
    measure: Measure


@dataclass(frozen=True, slots=True)
class _Rules:
    to: re.Pattern[str]
    and_: re.Pattern[str]
    between: re.Pattern[str]
    from_: re.Pattern[str]
    change: re.Pattern[str]
    symbol: re.Pattern[str]
    hyphen: re.Pattern[str]
    plurals: frozenset[str]
    no_plurals: frozenset[str]
    no_unit: re.Pattern[str]
    heads: re.Pattern[str]
    head_units: dict[str, str]
    partitive: re.Pattern[str]
    opening_of: re.Pattern[str]
    part_of: re.Pattern[str]
    rate: re.Pattern[str]


def measures_data(lang: str) -> dict[str, Any]:
    """Return what a language's data say of amounts."""
    return dict(languages.part(lang, "statements")["measures"])


@cache
def _rules(lang: str) -> _Rules:
    data = measures_data(lang)
    patterns = {key: re.compile(text, re.IGNORECASE) for key, text in data.items() if isinstance(text, str)}
    return _Rules(
        to=re.compile(data["to"] + _SIGN, re.IGNORECASE),
        and_=re.compile(data["and"] + _SIGN, re.IGNORECASE),
        between=re.compile(data["between"].removesuffix("$") + _SIGN + "$", re.IGNORECASE),
        from_=re.compile(data["from"].removesuffix("$") + _SIGN + "$", re.IGNORECASE),
        change=patterns["change"],
        symbol=re.compile(rf"{SPACE}?({any_of(data['symbols'])})(?![\w²³/])"),
        hyphen=re.compile(
            rf"(?<![\w.,-])(?P<number>\d[\d,.]*)[-‑](?P<unit>{any_of(data['singular'])})(?![\w])"
        ),
        plurals=frozenset(data["plurals"]),
        no_plurals=frozenset(each.casefold() for each in data["no-plurals"]),
        no_unit=re.compile(data["no-unit"]),
        heads=patterns["heads"],
        head_units=dict(data["head-units"]),
        partitive=patterns["partitive"],
        opening_of=re.compile(data["opening-of"]),
        part_of=patterns["part-of"],
        rate=patterns["rate"],
    )


def amounts(text: str, tokens: Sequence[Token], lang: str) -> tuple[StatedAmount, ...]:
    """Return the amounts that a sentence states, in order; `tokens` are its numbers and dates."""
    dates = [(each.start, each.end) for each in tokens if each.kind == "date"]
    no_amounts = [*dates, *(match.span() for match in _TELEPHONE.finditer(text))]
    result = [each for each in _ranges(text, lang) if not _meets(each.start, each.end, no_amounts)]
    no_amounts += [(each.start, each.end) for each in result]
    no_amounts += [match.span() for match in _SCORE.finditer(text)]
    for token in tokens:
        if not isinstance(token.reading, AmountReading) or _meets(token.start, token.end, no_amounts):
            continue
        if _rules(lang).no_unit.match(text, token.end):
            continue
        result.append(_single(text, token, token.reading, lang))
    no_amounts += [(each.start, each.end) for each in result]
    result += [each for each in _before_nouns(text, lang) if not _meets(each.start, each.end, no_amounts)]
    result.sort(key=lambda each: each.start)
    return tuple(_with_nouns(text, result, lang))


def _meets(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _single(text: str, token: Token, reading: AmountReading, lang: str) -> StatedAmount:
    number = reading.number
    measure = Measure(number.value, number.value, number.about, number.currency)
    if token.kind == "percent" and (points := _points(token.text, lang)):
        return StatedAmount(token.start, token.end, "count", replace(measure, unit=points))
    if token.kind == "count":
        unit = (
            _unit(text, token.end, lang, reading.number.has_scale)
            if languages.has(lang, "statements")
            else reading.unit
        )
        measure = replace(measure, unit=unit)
    kind: Literal["money", "percent", "count"] = (
        "money" if token.kind == "money" else "percent" if token.kind == "percent" else "count"
    )
    return StatedAmount(token.start, token.end, kind, measure)


def _points(text: str, lang: str) -> str:
    """Return the words for percentage points in an amount, or the empty text."""
    words = re.sub(r"^[\d\s.,]+", "", text)
    return words if words.casefold() in _rules(lang).plurals and " " in words else ""


def _ranges(text: str, lang: str) -> Iterator[StatedAmount]:
    """Yield the ranges of a text, such as `5 to 7 percent`; `rose from 5 to 7` is a change and none."""
    rules = _rules(lang)
    numbers = list(number_reading.numbers(text, lang))
    last_end = -1
    for one, other in pairwise(numbers):
        if one.start < last_end or not any(c.isdigit() for c in text[one.start : other.end]):
            continue
        gap = text[_end(text, one, lang) : other.start]
        before = text[max(0, one.start - 60) : one.start]
        dash = gap.strip(" $€£¥\u00a0") in ("-", "–", "—", "‑")
        is_joined = rules.to.fullmatch(gap) is not None or (
            rules.and_.fullmatch(gap) is not None and rules.between.search(before) is not None
        )
        if not is_joined:
            continue
        if not dash and rules.from_.search(before):
            clause_start, _ = own_clause(text, one.start, other.end, lang)
            if rules.change.search(text[clause_start : one.start]):
                continue
        amount = _range(text, one, other, lang)
        if amount is not None:
            last_end = amount.end
            yield amount


def _range(text: str, one: Number, other: Number, lang: str) -> StatedAmount | None:
    end = _end(text, other, lang)
    low = one.value
    if other.has_scale and not one.has_scale:
        low *= _factor(text, other, lang)
    if not low < other.value:
        return None
    if one.percent and _points(text[one.start : _end(text, one, lang)], lang):
        return None  # `fell by 2 percentage points to 6 percent`
    if (one.percent and not other.percent) or (one.currency and other.currency not in (None, one.currency)):
        return None
    currency = other.currency or one.currency
    about = one.about or other.about
    start = one.start
    sign = re.search(rf"{_SIGN}$", text[max(0, start - 6) : start])
    if currency and sign:
        start -= len(sign.group())
    if currency:
        return StatedAmount(start, end, "money", Measure(low, other.value, about, currency))
    if other.percent:
        return StatedAmount(start, end, "percent", Measure(low, other.value, about))
    unit = _unit(text, other.end, lang, other.has_scale)
    if unit is None:
        return None
    return StatedAmount(start, other.end, "count", Measure(low, other.value, about, None, unit))


def _end(text: str, number: Number, lang: str) -> int:
    """Return the end of a number with its per-cent sign or the name of its currency."""
    rules = number_reading.grammar(lang)
    behind = text[number.end : number.end + 40]
    if number.percent:
        match = re.match(rf"{SPACE}*(?:{any_of(list(rules.percents))})", behind, re.IGNORECASE)
        return number.end + (match.end() if match else 0)
    if number.currency:
        joint = re.match(rf"{SPACE}*(?:{rules.joint}{SPACE}*)?", behind)
        at = joint.end() if joint else 0
        name = number_reading.currency_name(behind[at:], rules)
        return number.end + (at + len(name) if name else 0)
    return number.end


def _factor(text: str, number: Number, lang: str) -> Decimal:
    """Return what the scale word of a number multiplies it by."""
    digits = re.match(r"[\d.,\u00a0\u202f]*\d", text[number.start : number.end])
    bare = next(number_reading.numbers(digits.group(), lang), None) if digits else None
    return number.value / bare.value if bare is not None and bare.value else Decimal(1)


def _unit(text: str, end: int, lang: str, has_scale: bool) -> str | None:
    """Return the noun behind a number with its adjectives and its rate, or None if there is none."""
    rules = _rules(lang)
    if has_scale:
        # `12 millions de francs`
        joint = re.match(rf"{SPACE}+{number_reading.grammar(lang).joint}(?={SPACE})", text[end:])
        end += joint.end() if joint else 0
    symbol = rules.symbol.match(text, end)
    if symbol is not None:
        return symbol.group(1) + _rate(text, symbol.end(), lang)
    words: list[str] = []
    at = end
    while len(words) < _MOST_WORDS and (match := _NEXT_WORD.match(text, at)) is not None:
        word = match.group(1)
        if word.casefold() in rules_of(lang).stop:
            return None
        words.append(word)
        at = match.end()
        phrase = " ".join(words)
        if _is_plural(phrase, lang) or _is_plural(word, lang):
            return phrase + _rate(text, at, lang)
    return None


def _is_plural(word: str, lang: str) -> bool:
    rules, small = _rules(lang), word.casefold()
    if small in rules.plurals or word in rules.plurals:
        return True
    return small not in rules.no_plurals and rules_of(lang).plural.fullmatch(word) is not None


def _rate(text: str, at: int, lang: str) -> str:
    match = _rules(lang).rate.match(text, at)
    return f" {' '.join(match.group().split())}" if match else ""


def _before_nouns(text: str, lang: str) -> Iterator[StatedAmount]:
    """Yield measures before a noun: `the 200-mile zone`."""
    for match in _rules(lang).hyphen.finditer(text):
        number = next(number_reading.numbers(match["number"], lang), None)
        if number is not None:
            measure = Measure(number.value, number.value, unit=f"{match['unit']}s")
            yield StatedAmount(match.start(), match.end("number"), "count", measure)


def _with_nouns(text: str, amounts_in_order: Sequence[StatedAmount], lang: str) -> Iterator[StatedAmount]:
    """Yield amounts, counts without a noun behind them with the one that stands elsewhere."""
    rules = _rules(lang)
    earlier: StatedAmount | None = None
    for index, each in enumerate(amounts_in_order):
        if each.kind != "count" or each.measure.unit is not None:
            earlier = each if each.kind == "count" else earlier
            yield each
            continue
        before = text[: each.start]
        unit: str | None = None
        next_amount = amounts_in_order[index + 1] if index + 1 < len(amounts_in_order) else None
        if head := rules.heads.search(before):
            things = head.groupdict().get("things")
            unit = things or rules.head_units.get(head["head"].casefold())
        elif (
            next_amount is not None
            and rules.from_.search(before)
            and (rules.to.fullmatch(text[each.end : next_amount.start]))
        ):
            # `rose from 5 to 7 percent`: what the second is of is what the first is of.
            yield replace(each, kind=next_amount.kind, measure=replace(
                each.measure, unit=next_amount.measure.unit, currency=next_amount.measure.currency
            ))  # fmt: skip
            continue
        elif earlier is not None and earlier.measure.unit:
            own = rules.opening_of.match(text) or rules.partitive.search(before[max(0, len(before) - 60) :])
            if own and not re.match(r"[-–/]?\w", text[each.end :]):
                unit = earlier.measure.unit
                part = rules.part_of.match(text, each.end)
                unit = f"{unit} {part['part']}" if part else unit
        yield replace(each, measure=replace(each.measure, unit=unit))
