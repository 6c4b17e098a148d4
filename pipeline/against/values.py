"""Values compared: two statements say the same, one more exactly than the other, or different things."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pipeline.against.units import Own, Statement, Unit
from pipeline.discourse.readings import AmountReading, DateReading
from pipeline.model.dates import PartialDate
from pipeline.model.facts import Amount, Fact
from pipeline.wording.number_reading import Number

Agreement = Literal["same", "finer", "different", "other"]
"""`finer` is a value of which the article has a rounder one; `other` are kinds that cannot be compared."""

_SCALES = tuple(Decimal(10) ** power for power in (3, 6, 9, 12))
_FAR = Decimal("0.1")


def compare(statement: Statement, unit: Unit, own: Own) -> Agreement:
    """Compare a statement of another file with one of the article."""
    answers = {_compare(reading, statement, unit, own) for reading in statement.readings}
    for each in ("same", "finer", "different"):
        if each in answers:
            return each
    return "other"


def _compare(reading: DateReading | AmountReading, statement: Statement, unit: Unit, own: Own) -> Agreement:
    match reading, own.statement.reading:
        case DateReading(), DateReading() as ours:
            return _dates(reading, ours)
        case AmountReading(number=number), AmountReading(number=ours):
            return _numbers(number, statement, unit, ours, own)
        case _:
            return "other"


def _dates(theirs: DateReading, ours: DateReading) -> Agreement:
    if theirs.when is None or ours.when is None:
        mine, other = _day(ours), _day(theirs)
        return "same" if mine == other else "different"
    ends = [each for each in (ours.when.start, ours.when.end) if each]
    own_ends = [each for each in (theirs.when.start, theirs.when.end) if each]
    if len(own_ends) == 2 and len(ends) == 1:
        # `from 1955 to 1963` beside `1955`: a part of it at most.
        return "different"
    pairs = list(zip(own_ends, ends, strict=True)) if len(own_ends) == len(ends) else [
        (own_ends[0], each) for each in ends
    ]  # fmt: skip
    agreements = [_date(other, mine) for other, mine in pairs]
    if len(own_ends) == len(ends):
        order: tuple[Agreement, ...] = ("different", "finer", "same")
    else:
        order = ("same", "finer", "different")
    return next(each for each in order if each in agreements)


def _day(reading: DateReading) -> tuple[int | None, int | None]:
    if reading.when is None:
        return reading.month, reading.day
    return reading.when.start.month, reading.when.start.day


def _date(theirs: PartialDate, ours: PartialDate) -> Agreement:
    if theirs.covers(ours):
        return "same"
    return "finer" if ours.covers(theirs) else "different"


def _numbers(theirs: Number, statement: Statement, unit: Unit, ours: Number, own: Own) -> Agreement:
    # A chart says `million dollars` beside its axis, a table in its head.
    is_bare = _is_bare(theirs, statement, unit) or _is_bare(ours, own.statement, own.unit)
    if not is_bare and (theirs.percent != ours.percent or bool(theirs.currency) != bool(ours.currency)):
        return "other"
    if theirs.currency and ours.currency and theirs.currency != ours.currency:
        return "different"
    factors = (Decimal(1), *_SCALES, *(1 / each for each in _SCALES)) if is_bare else (Decimal(1),)
    if any(_rounds_to(theirs, ours.value, factor) for factor in factors):
        return "same"
    if any(_rounds_to(ours, theirs.value, factor) for factor in factors):
        return "same" if ours.about or _is_approximate(own.fact) else "finer"
    return "different"


def _is_approximate(fact: Fact | None) -> bool:
    return isinstance(fact, Amount) and fact.value.approximate


def _is_bare(number: Number, statement: Statement, unit: Unit) -> bool:
    """Return whether a number stands alone in a cell or a chart, which tells its unit elsewhere."""
    return (
        unit.kind in ("cell", "chart")
        and not number.currency and not number.percent and not number.has_scale
        and len(unit.text.strip()) <= len(statement.text) + 3
    )  # fmt: skip


def _rounds_to(number: Number, value: Decimal, factor: Decimal) -> bool:
    """Return whether a number as written stands for a value, at the precision that it is written with."""
    amount, quantum = number.value * factor, number.quantum * factor
    if amount == value:
        return True
    if not (number.about or number.has_scale) or not amount or not value:
        return False
    if number.about and amount % quantum == 0:
        # `about 40,000` speaks of ten thousands: its zeros are no digits.
        digits = str(int(abs(amount / quantum)))
        quantum *= Decimal(10) ** (len(digits) - len(digits.rstrip("0")))
    if abs(amount - value) > abs(value) * _FAR:
        return False
    if number.limit > 0:
        return amount <= value <= amount + quantum
    if number.limit < 0:
        return amount - quantum <= value <= amount
    return abs(amount - value) <= quantum / 2
