"""The data of a native chart: its categories, and for each series a point in each category or none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, assert_never

from pipeline.charts.bars import date_beneath
from pipeline.charts.line import MOST_LABELS
from pipeline.model.dates import PartialDate
from pipeline.model.stages import Datum, Drawing
from pipeline.wording.dates import date_text

Kind = Literal["bars", "line", "share"]
# A line of more dates stays drawn: nobody edits a sheet of that many rows on a slide.
MOST_CATEGORIES = 200


@dataclass(frozen=True, slots=True)
class Point:
    """A value, its text in the article's language, and the words beneath it."""

    value: float
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of points, with None for a gap; `is_rest` marks the rest of a whole beside its parts."""

    name: str
    points: tuple[Point | None, ...]
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class ChartData:
    """The data of a chart as its sheet has them."""

    kind: Kind
    drawing: Drawing
    categories: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def has_names(self) -> bool:
        """Whether any series has a name."""
        return any(each.name for each in self.series)

    @property
    def values(self) -> tuple[float, ...]:
        """All values, without gaps."""
        return tuple(point.value for each in self.series for point in each.points if point is not None)


def chart_data(drawing: Drawing) -> ChartData | None:
    """Return the data of a figure that a native chart shows as the page does; None for others.

    Ranges, steps, dates that last, dates of unlike precision, timelines and slopes stay drawn.
    """
    match drawing.kind:
        case "bars":
            labels = [datum.label for datum in drawing.data]
            names = {label: _with_date(drawing, label) for label in labels}
            return _table("bars", drawing, tuple(names), labels, tuple(names.values()))
        case "share":
            bars = [datum.label for datum in drawing.data]
            distinct = tuple(dict.fromkeys(bars))
            return _table("share", drawing, distinct, bars, distinct)
        case "line":
            return _line(drawing)
        case "timeline" | "slope":
            return None
        case _:
            assert_never(drawing.kind)


def _with_date(drawing: Drawing, label: str) -> str:
    """Return the label of a category with its date in a line beneath."""
    return "\n".join(filter(None, (label, date_beneath(drawing, label))))


def _line(drawing: Drawing) -> ChartData | None:
    """Return the data of a line whose dates are of one precision, at regular steps with gaps between them."""
    whens = [datum.when for datum in drawing.data]
    days = [when.start for when in whens if when is not None and when.end is None and not when.open]
    if drawing.step or len(days) < len(whens):
        return None
    precisions = {(day.month is None, day.day is None) for day in days}
    if len(precisions) > 1:
        return None
    places = [_place(day) for day in days]
    distinct_places = sorted(set(places))
    step = math.gcd(*(after - before for before, after in pairwise(distinct_places))) or 1
    steps = range(distinct_places[0], distinct_places[-1] + 1, step)
    if len(steps) > MOST_CATEGORIES:
        return None
    names = tuple(date_text(_day(place, days[0]), drawing.lang) for place in steps)
    return _table("line", drawing, tuple(steps), places, names)


def _place(day: PartialDate) -> int:
    """Return the number of a year, month or day."""
    if day.month is None:
        return day.year
    return day.first.toordinal() if day.day else day.year * 12 + day.month - 1


def _day(place: int, like: PartialDate) -> PartialDate:
    """Return the year, month or day of a number, as precise as another."""
    if like.month is None:
        return PartialDate(place)
    if like.day is None:
        return PartialDate(place // 12, place % 12 + 1)
    day = date.fromordinal(place)
    return PartialDate(day.year, day.month, day.day)


def _table(
    kind: Kind,
    drawing: Drawing,
    columns: Sequence[str | int],
    places: Sequence[str | int],
    names: tuple[str, ...],
) -> ChartData | None:
    """Return data as a table; None for a range, or if a cell would have two values."""
    points: dict[tuple[str, str | int], Point] = {}
    has_notes = kind == "line" and len(drawing.data) <= MOST_LABELS
    for datum, place in zip(drawing.data, places, strict=True):
        if datum.amount is None or datum.high is not None or (datum.series, place) in points:
            return None
        note = datum.label if has_notes else ""
        points[datum.series, place] = Point(float(datum.amount), datum.text, note)
    series = tuple(
        Series(name, tuple(points.get((name, column)) for column in columns), kind == "share" and not fact)
        for name, fact in _facts_of_series(drawing.data).items()
    )
    return ChartData(kind, drawing, names, series)


def _facts_of_series(data: Sequence[Datum]) -> dict[str, bool]:
    """Return the names of the series in order, and whether any of their values is a fact."""
    result: dict[str, bool] = {}
    for datum in data:
        result[datum.series] = result.get(datum.series, False) or bool(datum.fact)
    return result
