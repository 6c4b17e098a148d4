"""Line charts: amounts over time, straight or in steps, named where the lines end; values at the points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.charts.figure_style import Block, FigureStyle
from pipeline.charts.line_ends import EndNames, end_names
from pipeline.charts.polyline import crosses, height_at
from pipeline.charts.scale import Days, middle, steps
from pipeline.charts.scene import Box, Dot, Item, Outline, Scene, Words, shift_items
from pipeline.charts.unit import unit_line
from pipeline.model.dates import PartialDate, When
from pipeline.model.stages import Datum, Drawing
from pipeline.wording.dates import date_text
from pipeline.wording.numbers import number_text

MOST_VALUES = 14  # with more points, values are read from the axis
MOST_LABELS = 8  # with more points, labels are left to the table
_HEIGHT = 14.0  # of the plot, in ems


def line(drawing: Drawing, style: FigureStyle) -> Scene | None:
    """Lay out a line chart; None if it does not fit the frame at this size of text."""
    em, frame = style.text, style.frame
    head, top = unit_line(drawing, style, 0.6)
    foot = style.small * 1.9
    plot = min(em * _HEIGHT, frame.height - top - foot - em * 3.2)
    if plot < em * 4:
        return None
    many = len(drawing.data) > MOST_VALUES
    ways = [(pad, many) for pad in (0, 1.6, 2.8)] + ([] if many else [(0, True)])
    for chart in (_Chart(drawing, style, plot, pad, axis=axis) for pad, axis in ways):
        texts = chart.texts()
        if texts is not None:
            break
    else:
        return None
    items = [*chart.ground(), *chart.lines(), *texts]
    high = min((word.box.top for word in items if isinstance(word, Words)), default=0.0)
    low = max((word.box.bottom for word in items if isinstance(word, Words)), default=plot)
    height = top - min(0.0, high) + max(low, plot + foot)
    if height > frame.height:
        return None
    return Scene(frame.width, height, (*head, *shift_items(items, 0, top - min(0.0, high))))


@dataclass(frozen=True, slots=True)
class _Point:
    """A point of a line in its place; the line may run on flat to `until`."""

    datum: Datum
    x: float
    y: float
    until: float


class _Chart:
    """A line chart's scales and points; the top of its plot is at 0.

    With an axis, levels are painted, and values are written only where they have room.
    """

    def __init__(self, drawing: Drawing, style: FigureStyle, plot: float, pad: float, *, axis: bool) -> None:
        self.drawing, self.style, self.plot, self.pad = drawing, style, plot, pad * style.text
        self.series = tuple(dict.fromkeys(datum.series for datum in drawing.data))
        self.tints = {name: style.line_tint(index) for index, name in enumerate(self.series)}
        amounts = [float(d.amount) for d in drawing.data if d.amount is not None]
        amounts += [float(d.high) for d in drawing.data if d.high is not None]
        low, high = min(amounts, default=0.0), max(amounts, default=1.0)
        if 0 <= low < high * 0.6 or low == high:
            low = min(0.0, low)
        if high <= 0:
            high = 0.0
        self.levels = steps(low, high, 4)
        self.axis = axis
        # Without an axis the plot ends at the highest value.
        self.low, self.high = self.levels[0], max(self.levels[-1], high) if self.axis else high
        self.base = self.y(max(0.0, self.low) if self.high > 0 else 0.0)
        self.ends = self._end_names()
        left = self._axis_width() if self.axis else style.text * 1.2
        right = style.frame.width - (self.ends.width or style.text * 1.2)
        days = [day for datum in drawing.data for day in _days(datum)]
        first, last = min(days), max(days)
        flat = max(
            (self._block(d, 0.0).width + style.text for d in drawing.data if _days(d)[-1] == last),
            default=0.0,
        )
        flat = max(style.text * 2, 0.0 if self.ends.names else flat)
        spare = (last - first) * flat / max(flat, right - left - flat) or 183.0
        self.days = Days(
            first - (spare if first == last else 0),
            last + (spare if drawing.step or first == last else 0),
            left,
            right,
            years=all(_is_year(datum.when) for datum in drawing.data),
        )
        self.points = {name: self._points(name) for name in self.series}

    def y(self, amount: float) -> float:
        """Return the distance of an amount from the top of the plot."""
        return (self.plot - self.pad) * (self.high - amount) / ((self.high - self.low) or 1.0)

    def _axis_width(self) -> float:
        texts = (_level(level, self.drawing.lang) for level in self.levels)
        return max(self.style.width(text, self.style.small) for text in texts) + self.style.text * 0.8

    def _end_names(self) -> EndNames:
        """Place the names of the lines at the heights where these end."""
        last = {
            name: max((d for d in self.drawing.data if d.series == name), key=_start) for name in self.series
        }
        return end_names(
            {name: (self.y(float(d.amount or 0)), self.tints[name].name) for name, d in last.items()},
            self.style,
            self.plot,
        )

    def _points(self, name: str) -> tuple[_Point, ...]:
        data = sorted((d for d in self.drawing.data if d.series == name), key=lambda d: _days(d)[0])
        points = []
        for datum in data:
            days = _days(datum)
            x = self.days.at(days[0])
            until = self.days.right if datum.when is not None and datum.when.open else self.days.at(days[-1])
            points.append(_Point(datum, x, self.y(float(datum.amount or 0)), until))
        return tuple(points)

    def ground(self) -> Iterator[Item]:
        """Paint the axis of time, and levels where values are not written at the points."""
        style = self.style
        left, right = 0.0, self.days.right
        if self.axis:
            for level in self.levels:
                y = self.y(level)
                yield Outline(((left, y), (right, y)), "level", None, style.color("grey-2"), style.hair)
                yield style.words(
                    _level(level, self.drawing.lang), 0, y - style.small * 0.3, style.small, color="grey-1"
                )
        yield Outline(((left, self.base), (right, self.base)), "axis", None, style.color("ink"), style.hair)

        def width(day: PartialDate) -> float:
            return style.width(date_text(day, self.drawing.lang), style.small)

        for day in self.days.ticks(width, style.small * 2):
            x = self.days.tick_at(day)
            y = self.plot
            yield Outline(
                ((x, y), (x, y + style.small * 0.3)), "tick", None, style.color("grey-1"), style.hair
            )
            start = min(max(0.0, x - width(day) / 2), style.frame.width - width(day))
            text = date_text(day, self.drawing.lang)
            yield style.words(text, start, y + style.small * 1.3, style.small, color="grey-1")

    def path(self, name: str) -> tuple[tuple[float, float], ...]:
        """Return the corners of a line."""
        corners: list[tuple[float, float]] = []
        points = self.points[name]
        for index, point in enumerate(points):
            if self.drawing.step and index:
                corners.append((point.x, corners[-1][1]))
            corners.append((point.x, point.y))
            if point.until > point.x:
                corners.append((point.until, point.y))
        if self.drawing.step and points and corners[-1][0] < self.days.right:
            corners.append((self.days.right, corners[-1][1]))
        return tuple(corners)

    def lines(self) -> Iterator[Item]:
        """Paint the lines and their points; dots of every second line are hollow, without need of colour."""
        style = self.style
        for index, name in enumerate(self.series):
            color = self.tints[name].name
            yield Outline(self.path(name), "line", None, color, style.text * 0.16)
            for point in self.points[name]:
                if point.datum.high is not None:
                    upper = self.y(float(point.datum.high))
                    yield Outline(
                        ((point.x, point.y), (point.x, upper)), "range", None, color, style.text * 0.3
                    )
                hollow = index % 2 == 1
                fill = style.color("paper") if hollow else color
                edge = color if hollow else style.color("paper")
                width = style.text * (0.13 if hollow else 0.08)
                yield Dot(point.x, point.y, style.text * 0.24, "point", fill, edge, width)

    def texts(self) -> list[Item] | None:
        """Set the names of lines and the values at points, apart from one another and from lines."""
        items: list[Item] = []
        boxes = [item.box for item in self.ground() if isinstance(item, Words)]
        dots = self.style.text * 0.26
        every = [point for points in self.points.values() for point in points]
        boxes += [Box(p.x - dots, p.y - dots, p.x + dots, p.y + dots) for p in every]
        if not self.ends.fits:
            return None
        names = tuple(self.ends.items(self.days.right))
        items += names
        boxes += [item.box for item in names if isinstance(item, Words)]
        labelled_points = self._labelled_points()
        lines = [self.path(name) for name in self.series]
        lines += [((p.x, p.y), (p.x, self.y(float(p.datum.high)))) for p in every if p.datum.high is not None]
        lines.append(((0.0, self.base), (self.days.right, self.base)))
        lines += [item.points for item in names if isinstance(item, Outline)]
        for point in labelled_points:
            items_beside = self._beside(point, boxes, lines)
            if items_beside is None:
                if self.axis:
                    continue
                return None
            items += items_beside
            boxes += [word.box for word in items_beside if isinstance(word, Words)]
            lines += [item.points for item in items_beside if isinstance(item, Outline)]
        return items

    def _labelled_points(self) -> list[_Point]:
        """Return the points with a written value: all of few, else the last, lowest, highest and first."""
        some: list[_Point] = []
        for points in self.points.values():
            if self.axis:
                heights = (min(points, key=lambda p: p.y), max(points, key=lambda p: p.y))
                points = tuple(dict.fromkeys((points[-1], *heights, points[0])))
            some += points
        return some

    def _block(self, datum: Datum, anchor: float) -> Block:
        style = self.style
        color = self.tints[datum.series].name if len(self.series) > 1 else "ink"
        lines = [(datum.text, style.text, style.bold, color)]
        few = len(self.drawing.data) <= MOST_LABELS
        if few and datum.label:
            texts = style.wrap(datum.label, style.text * 10, style.small)
            lines += [(text, style.small, style.normal, "grey-1") for text in texts]
        return style.block(tuple(lines), anchor)

    def _beside(
        self, point: _Point, boxes: Sequence[Box], lines: Sequence[tuple[tuple[float, float], ...]]
    ) -> tuple[Item, ...] | None:
        """Find room for a value above its point, below or beside it; further away with a thin line to it."""
        em, frame = self.style.text, self.style.frame
        for away in (0.45, 1.0, 1.8, 2.8, 4.0, 5.5, 7.5):
            for anchor, side in self._sides(point):
                block = self._block(point.datum, anchor)
                aside = 0.3 if side else 0.5
                shift = {0.0: em * aside, 0.5: 0.0, 1.0: -em * aside}[anchor]
                left = point.x - block.width * anchor + shift
                left = min(max(0.0, left), frame.width - block.width)
                top = point.y - block.height / 2
                if side:
                    top = point.y + em * away if side > 0 else point.y - em * away - block.height
                box = Box(left, top, left + block.width, top + block.height)
                if box.bottom > self.plot - em * 0.1 or any(box.meets(other, em * 0.12) for other in boxes):
                    continue
                if any(crosses(path, box, em * 0.1) for path in lines):
                    continue
                words: tuple[Item, ...] = block.at(left, top)
                if away <= 1.0 or not side:
                    return words
                end = (min(max(point.x, left), left + block.width), box.bottom if side < 0 else box.top)
                start = (point.x, point.y + side * em * 0.35)
                if any(crosses((start, end), other, 0.0) for other in boxes):
                    continue
                thin = Outline((start, end), "leader", None, self.style.color("grey-1"), self.style.hair)
                return (thin, *words)
        return None

    def _sides(self, point: _Point) -> tuple[tuple[float, int], ...]:
        """Return candidate places for a value, best first: on its flat stretch, or away from other lines."""
        if self.drawing.step:
            return ((0.0, -1), (0.0, 1), (0.5, -1), (1.0, -1), (0.5, 1), (1.0, 1), (1.0, 0))
        over = [height_at(self.path(name), point.x) for name in self.series if name != point.datum.series]
        first = 1 if any(y is not None and y < point.y for y in over) else -1
        near = tuple((anchor, side) for side in (first, -first) for anchor in (0.5, 0.0, 1.0))
        return (*near, (0.0, 0), (1.0, 0))


def _start(datum: Datum) -> float:
    return _days(datum)[0]


def _is_year(when: When | None) -> bool:
    return when is not None and when.start.month is None and (when.end is None or when.end.month is None)


def _days(datum: Datum) -> tuple[float, ...]:
    assert datum.when is not None
    start = middle(datum.when.start)
    return (start, middle(datum.when.end)) if datum.when.end else (start,)


def _level(level: float, lang: str) -> str:
    return number_text(Decimal(f"{level:.10g}"), lang).replace("-", "\u2212")
