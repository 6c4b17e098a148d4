"""Bar charts: columns while their labels fit beneath them, else bars below one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.charts.figure_style import Block, FigureStyle, Tint
from pipeline.charts.key import key
from pipeline.charts.scene import Box, Item, Outline, Scene, rectangle, shift_items
from pipeline.charts.unit import unit_line
from pipeline.model.stages import Datum, Drawing
from pipeline.wording.dates import date_text

_MOST_COLUMNS = 12
_COLUMN_HEIGHT = 12.0  # of the tallest column, in ems
_WIDEST = 7.0  # of a column, in ems
_SHORTEST = 4.0  # of the room for bars, in ems


def bars(drawing: Drawing, style: FigureStyle) -> Scene | None:
    """Lay out a bar chart; None if it does not fit the frame at this size of text."""
    chart = _Chart(drawing, style)
    top, head = _head(chart)
    for body in (_columns(chart, style.frame.height - top), _rows(chart, style.frame.height - top)):
        if body is not None:
            items, height = body
            return Scene(style.frame.width, top + height, (*head, *shift_items(items, 0, top)))
    return None


class _Chart:
    """The data by category and series, with values that all layouts need."""

    def __init__(self, drawing: Drawing, style: FigureStyle) -> None:
        self.drawing, self.style = drawing, style
        self.categories = tuple(dict.fromkeys(datum.label for datum in drawing.data))
        self.series = tuple(dict.fromkeys(datum.series for datum in drawing.data))
        self.tints: Mapping[str, Tint] = {name: style.tint(index) for index, name in enumerate(self.series)}
        self.has_names = any(self.series)
        ends = [float(end) for datum in drawing.data for end in _ends(datum)]
        self.low, self.high = min(0.0, *ends, 0.0), max(0.0, *ends, 0.0)
        if self.low == self.high:
            self.high = 1.0

    def of(self, category: str) -> tuple[Datum, ...]:
        """The data of a category, in the order of the series."""
        data = [datum for datum in self.drawing.data if datum.label == category]
        return tuple(sorted(data, key=lambda datum: self.series.index(datum.series)))

    def label(self, category: str, limit: float, anchor: float) -> Block:
        """The label of a category, its date beneath."""
        style = self.style
        lines = [(line, style.text, style.normal, "ink") for line in style.wrap(category, limit, style.text)]
        if date := date_beneath(self.drawing, category):
            lines += [
                (line, style.small, style.normal, "grey-1") for line in style.wrap(date, limit, style.small)
            ]
        return style.block(tuple(lines), anchor)


def date_beneath(drawing: Drawing, category: str) -> str:
    """Return the one date of a category's data; empty if they have several or the label has its year."""
    whens = {datum.when for datum in drawing.data if datum.label == category}
    when = whens.pop() if len(whens) == 1 else None
    if when is None or str(when.start.year) in category:
        return ""
    return date_text(when, drawing.lang)


def _ends(datum: Datum) -> tuple[Decimal, Decimal]:
    low = datum.amount if datum.amount is not None else Decimal(0)
    return low, datum.high if datum.high is not None else low


def _head(chart: _Chart) -> tuple[float, tuple[Item, ...]]:
    """Set the unit and the key of the series above the chart."""
    style = chart.style
    unit, top = unit_line(chart.drawing, style, 0.6)
    items: list[Item] = [*unit]
    if chart.has_names:
        entries = [(chart.tints[name], name) for name in chart.series if name]
        signs, height = key(entries, style, 0, style.frame.width)
        items += shift_items(signs, 0, top)
        top += height + style.text * 0.6
    return top + style.text * 0.3, tuple(items)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A category among the columns."""

    left: float
    width: float
    label: Block


def _columns(chart: _Chart, most: float) -> tuple[tuple[Item, ...], float] | None:
    """Lay out columns side by side; None if labels or values would be too wide, or the frame too low."""
    style, drawing = chart.style, chart.drawing
    count = len(chart.categories)
    most_in_group = max(len(chart.of(category)) for category in chart.categories)
    if count * most_in_group > _MOST_COLUMNS:
        return None
    em = style.text
    slot = style.frame.width / count
    column = min(em * _WIDEST, (slot - min(em * 2.2, slot * 0.22)) / most_in_group)
    value = em * 1.15
    widest = max(style.width(datum.text, value, style.bold) for datum in drawing.data)
    if widest > column * 0.98:
        value = em
        if max(style.width(datum.text, value, style.bold) for datum in drawing.data) > column:
            return None
    limit = slot - em * 1.2
    labels = [chart.label(category, limit, 0.0) for category in chart.categories]
    if any(block.width > limit + 0.5 for block in labels) or max(len(block.words) for block in labels) > 5:
        return None
    room = value * 1.5
    foot = max(block.height for block in labels) + em * 0.55
    below = room if chart.low < 0 else 0.0
    plot = min(em * _COLUMN_HEIGHT, most - room - below - foot)
    if plot < em * 4:
        return None
    scale = plot / (chart.high - chart.low)
    zero = room + chart.high * scale
    bottom = room + plot + below
    items: list[Item] = []
    for index, category in enumerate(chart.categories):
        left = index * slot
        for place, datum in enumerate(chart.of(category)):
            tint = chart.tints[datum.series]
            x = left + place * column
            items += _column(datum, tint, Box(x, 0, x + column - em * 0.15, 0), zero, scale, value, style)
        items += labels[index].at(left, bottom + em * 0.55)
    items.append(
        Outline(((0, zero), (style.frame.width, zero)), "axis", None, style.color("ink"), style.hair)
    )
    return tuple(items), bottom + foot


def _column(
    datum: Datum, tint: Tint, place: Box, zero: float, scale: float, size: float, style: FigureStyle
) -> list[Item]:
    """Paint a column with its value at its end."""
    low, high = (float(end) for end in _ends(datum))
    start = zero - (low if low != high else 0.0) * scale
    end = zero - high * scale
    least = style.hair * 2
    if abs(start - end) < least and high:
        end = start - (least if high > 0 else -least)
    items: list[Item] = []
    if high or low:
        box = Box(place.left, min(start, end), place.right, max(start, end))
        items.append(rectangle(box, "bar", tint.fill, tint.edge, style.hair * 1.5 if tint.edge else 0.0))
    down = high < 0
    edge = max(start, end) if down else min(start, end)
    baseline = edge + size * 1.0 if down else edge - size * 0.35
    items.append(style.words(datum.text, place.left, baseline, size, weight=style.bold))
    return items


def _rows(chart: _Chart, most: float) -> tuple[tuple[Item, ...], float] | None:
    """Lay out bars below one another, in as many panels side by side as the height needs."""
    for panels in (1, 2, 3):
        width = (chart.style.frame.width - (panels - 1) * chart.style.text * 2) / panels
        if panels > 1 and width < chart.style.text * 18:
            return None
        share = -(-len(chart.categories) // panels)
        items: list[Item] = []
        height = 0.0
        for panel in range(panels):
            some = chart.categories[panel * share : (panel + 1) * share]
            if some:
                panel_and_height = _panel(chart, some, width)
                if panel_and_height is None:
                    return None
                panel_items, panel_height = panel_and_height
                items += shift_items(panel_items, panel * (width + chart.style.text * 2), 0)
                height = max(height, panel_height)
        if height <= most:
            return tuple(items), height
    return None


def _panel(chart: _Chart, categories: tuple[str, ...], width: float) -> tuple[list[Item], float] | None:
    """Lay out some categories as bars below one another, labels at the left; None if too narrow."""
    style = chart.style
    em = style.text
    labels = [chart.label(category, width * 0.36, 0.0) for category in chart.categories]
    column = max(block.width for block in labels) + em * 0.8
    left = column + _value_room(chart, below=True)
    room = width - left - _value_room(chart, below=False)
    if room < em * _SHORTEST:
        return None
    scale = room / (chart.high - chart.low)
    zero = left - chart.low * scale
    thick = em * 1.45
    items: list[Item] = []
    y = 0.0
    for category in categories:
        block = labels[chart.categories.index(category)]
        data = chart.of(category)
        tall = max(len(data) * thick, block.height)
        bars_top = y + max(0.0, (tall - len(data) * thick) / 2 if len(data) == 1 else 0.0)
        first = bars_top + thick / 2 + em * 0.36
        items += block.at(0, max(y, first - block.words[0].baseline) if len(block.words) == 1 else y)
        for place, datum in enumerate(data):
            items += _bar(
                datum, chart.tints[datum.series], bars_top + place * thick, thick, zero, scale, style
            )
        y += tall + em * (0.55 if len(data) == 1 else 0.9)
    y -= em * 0.3
    items.append(Outline(((zero, 0), (zero, y)), "axis", None, style.color("ink"), style.hair))
    return items, y


def _value_room(chart: _Chart, *, below: bool) -> float:
    """Return the room that values need at the ends of bars, of those below zero or of the others."""
    style = chart.style
    data = [datum for datum in chart.drawing.data if (_ends(datum)[1] < 0) == below]
    widths = [style.width(datum.text, style.text, style.bold) for datum in data]
    return max(widths) + style.text * 0.5 if widths else 0.0


def _bar(
    datum: Datum, tint: Tint, top: float, thick: float, zero: float, scale: float, style: FigureStyle
) -> list[Item]:
    """Paint a bar with its value at its end."""
    low, high = (float(end) for end in _ends(datum))
    start = zero + (low if low != high else 0.0) * scale
    end = zero + high * scale
    least = style.hair * 2
    if abs(start - end) < least and high:
        end = start + (least if high > 0 else -least)
    items: list[Item] = []
    if high or low:
        box = Box(min(start, end), top + thick * 0.06, max(start, end), top + thick * 0.94)
        items.append(rectangle(box, "bar", tint.fill, tint.edge, style.hair * 1.5 if tint.edge else 0.0))
    gap = style.text * 0.35
    baseline = top + thick / 2 + style.text * 0.36
    outward = (min(start, end) - gap, 1.0) if high < 0 else (max(start, end) + gap, 0.0)
    items.append(
        style.words(datum.text, outward[0], baseline, style.text, weight=style.bold, anchor=outward[1])
    )
    return items
