"""Ranges in a text: two numbers that are the ends of one amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pipeline.discourse.readings import SPACE
from pipeline.facts.measure_words import SIGN, Measure, StatedAmount, points_in, rules_for, unit_behind
from pipeline.facts.words import own_clause
from pipeline.wording import number_reading
from pipeline.wording.number_reading import Number
from pipeline.wording.patterns import any_of


def ranges(text: str, lang: str) -> Iterator[StatedAmount]:
    """Yield the ranges of a text, such as `5 to 7 percent`; `rose from 5 to 7` is a change and none."""
    rules = rules_for(lang)
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
    if one.percent and points_in(text[one.start : _end(text, one, lang)], lang):
        return None  # `fell by 2 percentage points to 6 percent`
    if (one.percent and not other.percent) or (one.currency and other.currency not in (None, one.currency)):
        return None
    currency = other.currency or one.currency
    about = one.about or other.about
    start = one.start
    sign = re.search(rf"{SIGN}$", text[max(0, start - 6) : start])
    if currency and sign:
        start -= len(sign.group())
    if currency:
        return StatedAmount(start, end, "money", Measure(low, other.value, about, currency))
    if other.percent:
        return StatedAmount(start, end, "percent", Measure(low, other.value, about))
    unit = unit_behind(text, other.end, lang, other.has_scale)
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
