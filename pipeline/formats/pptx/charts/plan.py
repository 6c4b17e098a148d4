"""The plan of a native chart in its box: form, size of text, and the places of its parts, in points.

Everything is measured for the widest typeface that a program may put in the place of the design's. What does
not fit at the least size of text on slides stays drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, assert_never

from pipeline.charts.scale import steps
from pipeline.formats.pptx.charts.data import ChartData, Point, chart_data
from pipeline.formats.pptx.charts.letters import LINE, Letters, level_text
from pipeline.formats.pptx.charts.line_labels import Side, place_labels
from pipeline.model.canvas import Box
from pipeline.model.stages import Drawing
from pipeline.slides import measuring as measure

Form = Literal["columns", "rows", "share", "line"]

_SMALLER = 0.87
_MOST_COLUMNS = 12
_MOST_LABEL_LINES = 4
_PLOT = 14.0  # height of a chart with an upright axis, in ems
_LOWEST = 5.0
_WIDEST_BAR = 7.0
_THICK = 1.45  # of a lying bar
_NAMES = 0.36  # share of the width for the names of horizontal bars, at most
_SWATCH = 2.2  # of an entry of the key, with the space around it
_MOST_VALUES = 14  # with more points, values are read from the axis


@dataclass(frozen=True, slots=True)
class Head:
    """The content above a chart: its unit and the key of its series, and the height of both."""

    unit: Box | None
    key: Box | None
    height: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A native chart: `width` and `height` are those of its frame, `gap` is in per cent of a bar.

    `sides` has the place of the label of a point, by series and category, for a line.
    """

    form: Form
    data: ChartData
    letters: Letters
    width: float
    height: float
    head: Head
    plot: Box
    gap: int = 0
    least: float | None = None
    levels: tuple[float, ...] = ()
    skip: int = 1
    has_names_inside: bool = False
    sides: Mapping[tuple[int, int], Side] = field(default_factory=dict)


def plan_chart(drawing: Drawing, box: Box) -> Plan | None:
    """Return the plan of a native chart at the largest text that fits a box; None if it has to be drawn."""
    data = chart_data(drawing)
    if data is None:
        return None
    size = measure.points("figure-text")
    while size >= measure.points("source"):
        for plan in _plans(data, Letters(size), box):
            if plan is not None:
                return plan
        size *= _SMALLER
    return None


def _plans(data: ChartData, letters: Letters, box: Box) -> Iterator[Plan | None]:
    """Yield the ways to lay out data at a size of text, the best first."""
    match data.kind:
        case "bars":
            yield _columns(data, letters, box)
            yield _rows(data, letters, box)
        case "share":
            yield _share(data, letters, box, has_names_inside=True)
            yield _share(data, letters, box, has_names_inside=False)
        case "line":
            if len(data.values) <= _MOST_VALUES:
                yield _lines(data, letters, box, has_axis=False)
            if not any(point.note for point in _points(data)):
                yield _lines(data, letters, box, has_axis=True)
        case _:
            assert_never(data.kind)


def _head(data: ChartData, letters: Letters, width: float, *, has_key: bool) -> Head | None:
    """Place the unit and a key of one line; None if the key is wider than that."""
    top, unit, key = 0.0, None, None
    if data.drawing.unit:
        lines = letters.lines(data.drawing.unit, width, letters.small)
        unit = Box(0.0, 0.0, width, lines * letters.small * LINE)
        top = unit.height + letters.size * 0.3
    if has_key:
        names = sum(letters.width(each.name, letters.small) + letters.small * _SWATCH for each in data.series)
        if names > width:
            return None
        key = Box(0.0, top, names, letters.small * 1.7)
        top += key.height + letters.size * 0.3
    return Head(unit, key, top)


def _columns(data: ChartData, letters: Letters, box: Box) -> Plan | None:
    """Plan columns side by side; None if labels or values are too wide, or the box is too low."""
    em, count, series = letters.size, len(data.categories), len(data.series)
    head = _head(data, letters, box.width, has_key=data.has_names)
    if head is None or count * series > _MOST_COLUMNS:
        return None
    slot = box.width / count
    column = min(em * _WIDEST_BAR, (slot - slot * 0.22) / series)
    texts = (point.text for each in data.series for point in each.points if point is not None)
    if max(letters.width(text, em, bold=True) for text in texts) > column:
        return None
    foot = _category_height(data, letters, slot - em * 0.8)
    if foot is None:
        return None
    values, has_negative = em * 1.5, min(data.values) < 0
    height = min(em * _PLOT, box.height - head.height - values - foot)
    if height < em * _LOWEST:
        return None
    plot = Box(0.0, head.height + values, box.width, height)
    least = _room_below(data, values / height) if has_negative else 0.0
    gap = round((slot / column - series) * 100)
    return Plan(
        "columns", data, letters, box.width, plot.y + height + foot, head, plot, gap, None
        if max(data.values) <= 0 else least,
    )  # fmt: skip


def _room_below(data: ChartData, share: float) -> float:
    """Return the start of an axis that leaves a share of its length for labels below the lowest bar."""
    low, high = min(data.values), max(0.0, *data.values)
    return steps(low - (high - low) * share, high, 6)[0]


def _category_height(data: ChartData, letters: Letters, room: float) -> float | None:
    """Return the height of the names beneath columns; None if a word is wider than its room."""
    lines = 0
    for name in data.categories:
        if letters.longest(name, letters.size) > room:
            return None
        lines = max(lines, letters.lines(name, room, letters.size))
    return None if lines > _MOST_LABEL_LINES else (lines * LINE + 0.6) * letters.size


def _rows(data: ChartData, letters: Letters, box: Box) -> Plan | None:
    """Plan bars below one another, their names at the left; None if the box is too narrow or too low."""
    em, series = letters.size, len(data.series)
    head = _head(data, letters, box.width, has_key=data.has_names)
    if head is None:
        return None
    left, lines = _names_beside(data, letters, box.width)
    values = max(letters.width(point.text, em, bold=True) for point in _points(data)) + em * 0.6
    has_negative = min(data.values) < 0
    width = box.width - left - values
    slot = max(series * em * _THICK, lines * em * LINE) + em * (0.55 if series == 1 else 0.9)
    height = slot * len(data.categories)
    if width < em * _LOWEST or head.height + height > box.height:
        return None
    thick = em * _THICK * 0.9
    gap = round((slot / thick - series) * 100)
    least = _room_below(data, values / width) if has_negative else 0.0
    return Plan(
        "rows", data, letters, box.width, head.height + height, head, Box(left, head.height, width, height),
        gap, least,
    )  # fmt: skip


def _points(data: ChartData) -> Iterator[Point]:
    return (point for each in data.series for point in each.points if point is not None)


def _names_beside(data: ChartData, letters: Letters, width: float) -> tuple[float, int]:
    """Return the width of the names at the left of horizontal bars, and the lines of the longest."""
    if not any(data.categories):
        return 0.0, 0
    full = max(letters.width(line, letters.size) for name in data.categories for line in name.split("\n"))
    words = max(letters.longest(name, letters.size) for name in data.categories)
    room = max(words, min(full, width * _NAMES)) + 1  # for fractions of a point
    return room + letters.size * 0.9, max(letters.lines(name, room, letters.size) for name in data.categories)


def _share(data: ChartData, letters: Letters, box: Box, *, has_names_inside: bool) -> Plan | None:
    """Plan divided bars, with the name of each part in it or in a key; None if a part is too small."""
    em, count = letters.size, len(data.categories)
    head = _head(data, letters, box.width, has_key=not has_names_inside)
    if head is None:
        return None
    left, name_lines = _names_beside(data, letters, box.width)
    width, most_lines = box.width - left, 0
    for category in range(count):
        whole = sum(point.value for each in data.series if (point := each.points[category]) is not None)
        for each in data.series:
            point = each.points[category]
            if point is None:
                continue
            if whole <= 0 or point.value < 0:
                return None
            texts = (point.text, *((each.name,) if has_names_inside else ()))
            room = point.value / whole * width - em * 0.5
            if any(letters.width(text, em, bold=True) > room for text in texts):
                return None
            most_lines = max(most_lines, len(texts))
    least = max(most_lines * em * LINE + em * 0.8, name_lines * em * LINE)
    slot = min(max(least, em * (5.0 if count == 1 else 3.4)) + em * 0.9, (box.height - head.height) / count)
    if slot < least + em * 0.5:
        return None
    gap = round(em * 0.9 / (slot - em * 0.9) * 100)
    height = slot * count
    return Plan(
        "share", data, letters, box.width, head.height + height, head, Box(left, head.height, width, height),
        gap, has_names_inside=has_names_inside,
    )  # fmt: skip


def _lines(data: ChartData, letters: Letters, box: Box, *, has_axis: bool) -> Plan | None:
    """Plan lines, with values at their points, or with an axis and values if they have room."""
    em, small, count = letters.size, letters.small, len(data.categories)
    head = _head(data, letters, box.width, has_key=data.has_names)
    if head is None:
        return None
    low, high = min(data.values), max(data.values)
    if 0 <= low < high * 0.6 or low == high:
        low = min(0.0, low)
    levels = steps(low, max(high, 0.0) if high <= 0 else high, 4)
    if levels[-1] - high < (levels[1] - levels[0]) * 0.2:
        levels = (*levels, levels[-1] + levels[1] - levels[0])
    if has_axis and any(level_text(level, data.drawing.lang) != level_text(level, "en") for level in levels):
        return None  # programs write the numbers of an axis as their own system does
    axis = (
        max(letters.width(level_text(level, data.drawing.lang), small) for level in levels)
        if has_axis
        else 0.0
    )
    left = axis + em * 0.6 if has_axis else 0.0
    foot, top = small * 2.0, head.height + em * 0.8
    height = min(em * _PLOT, box.height - top - foot)
    plot = Box(left, top, box.width - left, height)
    if height < em * _LOWEST:
        return None
    sides = place_labels(data, letters, plot, (levels[0], levels[-1]), only_ends=has_axis)
    if sides is None:
        return None
    widest = max(letters.width(name, small) for name in data.categories) + small
    skip = next(
        (each for each in (*range(1, 6), 10, 20, 25, 50, 100) if widest <= plot.width / count * each), 0
    )
    if not skip:
        return None
    return Plan(
        "line", data, letters, box.width, top + height + foot, head, plot, 0, levels[0],
        levels if has_axis else (), skip, sides=sides,
    )  # fmt: skip
