"""Scales at their ends: days outside stand at an end, ticks stand apart, steps cover the range."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.charts.scale import Days, middle, steps
from pipeline.model.dates import PartialDate


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize(
    ("at", "place"), [(90, 10.0), (100, 10.0), (150, 60.0), (200, 110.0), (201, 110.0), (100.5, 10.5)]
)
def test_days_outside_stand_at_the_ends(at: float, place: float) -> None:
    assert Days(100, 200, 10, 110).at(at) == place


def test_a_scale_of_one_day_has_a_place() -> None:
    assert Days(100, 100, 10, 110).at(100) == 10.0


@pytest.mark.parametrize(
    ("text", "first", "ahead"),
    [("2001-05-03", "2001-05-03", 0), ("2001-05", "2001-05-01", 15), ("2001", "2001-01-01", 182)],
)
def test_a_date_is_drawn_in_the_middle_of_what_it_may_mean(text: str, first: str, ahead: float) -> None:
    assert middle(day(text)) == day(first).first.toordinal() + ahead


@pytest.mark.parametrize(
    ("low", "high", "count", "ticks"),
    [
        (0, 10, 5, (0, 2, 4, 6, 8, 10)),
        (0, 10, 10, tuple(range(11))),
        (0, 11, 5, (0, 2.5, 5, 7.5, 10, 12.5)),
        (-3, 7, 5, (-4, -2, 0, 2, 4, 6, 8)),
        (0, 1, 4, (0, 0.25, 0.5, 0.75, 1)),
        (5, 5, 1, (5,)),
        (0, 0, 1, (0,)),
    ],
)
def test_steps_are_round_and_cover_the_range(
    low: float, high: float, count: int, ticks: tuple[float, ...]
) -> None:
    result = steps(low, high, count)
    assert result[0] <= low
    assert result[-1] >= high
    assert result == ticks


@pytest.mark.parametrize("gap", [0.0, 10.0, 40.0])
def test_ticks_are_the_finest_round_dates_that_stand_apart(gap: float) -> None:
    scale = Days(day("1990").first.toordinal(), day("2010").last.toordinal(), 0, 400)
    ticks = scale.ticks(lambda _: 20.0, gap)
    places = [scale.tick_at(tick) for tick in ticks]
    assert all(after - before >= 20 + gap for before, after in pairwise(places))
    step = ticks[1].year - ticks[0].year
    assert step == {0.0: 2, 10.0: 2, 40.0: 5}[gap]
    assert all(tick.year % step == 0 for tick in ticks)
