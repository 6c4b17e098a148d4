"""Scales: days along an axis with sensible ticks, and numbers along another."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pipeline.model.dates import PartialDate

_YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_MONTHS = (1, 2, 3, 6)
_DAYS = (1, 2, 5, 10)


def middle(day: PartialDate) -> float:
    """Return the day at which a date is drawn: the middle of the days it may mean."""
    return (day.first.toordinal() + day.last.toordinal()) / 2


@dataclass(frozen=True, slots=True)
class Days:
    """A scale of days from left to right; a tick is at the beginning of the time that it names.

    If all dates are years, which are drawn at their middle, `years` puts the ticks there too.
    """

    first: float
    last: float
    left: float
    right: float
    years: bool = False

    def at(self, day: float) -> float:
        """Return the position of a day; days outside are at the ends."""
        share = (day - self.first) / ((self.last - self.first) or 1.0)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def tick_at(self, day: PartialDate) -> float:
        """Return the position of the tick of a date."""
        return self.at(middle(day) if self.years else day.first.toordinal())

    def ticks(self, width: Callable[[PartialDate], float], gap: float) -> tuple[PartialDate, ...]:
        """Return the finest round dates whose labels do not meet: days, months or years; else none."""
        for dates in self._choices():
            if dates and self._apart(dates, width, gap):
                return dates
        return ()

    def _apart(
        self, dates: tuple[PartialDate, ...], width: Callable[[PartialDate], float], gap: float
    ) -> bool:
        places = [(self.tick_at(day), width(day)) for day in dates]
        return all(
            after - before >= (wide + wider) / 2 + gap for (before, wide), (after, wider) in pairwise(places)
        )

    def _choices(self) -> list[tuple[PartialDate, ...]]:
        start, end = (
            date.fromordinal(max(1, math.ceil(self.first))),
            date.fromordinal(max(1, math.floor(self.last))),
        )
        years = range(start.year, end.year + 1)
        choices: list[tuple[PartialDate, ...]] = []
        if self.last - self.first < 62 and not self.years:
            days = [date.fromordinal(n) for n in range(start.toordinal(), end.toordinal() + 1)]
            choices += [
                tuple(
                    PartialDate(d.year, d.month, d.day)
                    for d in days
                    if (d.day - 1) % step == 0 and d.day < 31
                )
                for step in _DAYS
            ]
        if self.last - self.first < 1500 and not self.years:
            choices += [
                tuple(
                    PartialDate(y, m)
                    for y in years
                    for m in range(1, 13, step)
                    if self._holds(PartialDate(y, m))
                )
                for step in _MONTHS
            ]
        if len(years) <= 2 and choices:
            choices = [choice for choice in choices if len(choice) > 1]
        candidates = [
            tuple(PartialDate(y) for y in years if y % step == 0 and self._holds(PartialDate(y)))
            for step in _YEARS
        ]
        return choices + [choice for choice in candidates if len(choice) > 1] + candidates

    def _holds(self, day: PartialDate) -> bool:
        at = middle(day) if self.years else day.first.toordinal()
        return self.first - 1 <= at <= self.last + 1


def steps(low: float, high: float, count: int) -> tuple[float, ...]:
    """Return about this many round numbers that cover a range."""
    span = (high - low) or abs(high) or 1.0
    rough = span / max(1, count)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(index * step, 12) for index in range(first, last + 1))
