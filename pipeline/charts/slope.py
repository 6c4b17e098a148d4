"""Slope graphs: a column for each date, evenly apart, and a line for each series, named at both its ends.

No key: a name and a value are at the first and the last column, pushed apart where lines begin or end
close to one another, with a thin line to a label that is away from its point. Values between the ends are
written beside their points if they have room; they are in the table of data in any case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.charts.figure_style import Block, FigureStyle
from pipeline.charts.label import beside, first_line
from pipeline.charts.polyline import crosses
from pipeline.charts.scene import Box, Dot, Item, Outline, Scene, Words, shift_items
from pipeline.charts.spread import spread
from pipeline.charts.unit import unit_line
from pipeline.model.stages import Datum, Drawing

_HEIGHT = 18.0  # of the plot, in ems, where the frame has it
_LOWEST = 6.0
_COLUMN = 5.0  # between two columns, in ems
_WIDEST = 26.0
_FOOTS = (0.0, 2.0, 4.0, 6.0)  # room left beneath the lowest point for labels pushed down, in ems
# Best first: names at both ends or at the last only, whole words or not, how much of the frame the lines
# have at least, and how wide names may be, as shares of the frame.
_TRIES = (
    (True, True, 0.45, (0.3, 0.26, 0.22)),
    (True, True, 0.3, (0.3, 0.26, 0.22, 0.18)),
    (True, True, 0.2, (0.3, 0.26, 0.22, 0.18)),
    (False, True, 0.2, (0.4, 0.3, 0.22)),
    (False, False, 0.2, (0.4, 0.3, 0.22)),
)


def slope(drawing: Drawing, style: FigureStyle) -> Scene | None:
    """Lay out a slope graph; None if it does not fit the frame at this size of text."""
    for both, whole, least, limits in _TRIES:
        for limit in limits:
            chart = _Chart(drawing, style, limit, both)
            if (chart.whole or not whole) and chart.width >= least * style.frame.width:
                scene = chart.scene()
                if scene is not None:
                    return scene
    return None


@dataclass(frozen=True, slots=True)
class _Point:
    """A value in its place; a range reaches as far above it as below."""

    datum: Datum
    x: float
    y: float
    reach: float
    column: int


class _Chart:
    """The columns, lines and labels of a slope graph; the top of its plot is at 0."""

    def __init__(self, drawing: Drawing, style: FigureStyle, share: float, both: bool) -> None:
        self.drawing, self.style = drawing, style
        self.heads = tuple(dict.fromkeys(datum.label for datum in drawing.data))
        self.series = tuple(dict.fromkeys(datum.series for datum in drawing.data))
        self.tints = {name: style.line_tint(index) for index, name in enumerate(self.series)}
        self.limit = style.frame.width * share
        first = {d.series: d for d in drawing.data if d.label == self.heads[0]}
        last = {d.series: d for d in drawing.data if d.label == self.heads[-1]}
        self.first = {name: self._label(first[name], 1.0, with_name=both) for name in self.series}
        self.last = {name: self._label(last[name], 0.0, with_name=True) for name in self.series}
        gap = style.text * 1.5
        left = max(block.width for block in self.first.values()) + gap
        right = style.frame.width - max(block.width for block in self.last.values()) - gap
        self.apart = min((right - left) / (len(self.heads) - 1), style.text * _WIDEST)
        self.left = left
        self.width = right - left

    @property
    def whole(self) -> bool:
        """Whether no word of a name is broken."""
        return all(self.style.longest(name, self.style.text) <= self.limit for name in self.series)

    def scene(self) -> Scene | None:
        """Lay out the whole figure."""
        style, em = self.style, self.style.text
        head = unit_line(self.drawing, style, 0.7)
        columns = self._column_heads()
        if self.apart < em * _COLUMN or columns is None:
            return None
        top = head[1] + columns[1] + em * 0.9
        least = max(_stack(self.first, self._gap), _stack(self.last, self._gap))
        plot = min(max(em * _HEIGHT, least), style.frame.height - top - em * 0.4)
        if plot < max(least, em * _LOWEST):
            return None
        candidates = [
            (self._points(plot, foot * em), foot) for foot in _FOOTS if plot - foot * em > em * _LOWEST
        ]
        points, _ = min(candidates, key=lambda each: (round(self._largest_offset(each[0], plot), 3), each[1]))
        end_labels = self._ends(points, plot)
        texts = [*end_labels, *self._between(points, end_labels, plot)]
        grid = (
            Outline(((x, -em * 0.4), (x, plot)), "column", None, style.color("grey-2"), style.hair)
            for x in (self._x(index) for index in range(len(self.heads)))
        )
        body = [*grid, *self._lines(points), *texts]
        items = (*head[0], *shift_items(columns[0], 0, head[1]), *shift_items(body, 0, top))
        return Scene(style.frame.width, top + plot + em * 0.4, items)

    def _x(self, column: int) -> float:
        return self.left + column * self.apart

    def _column_heads(self) -> tuple[list[Item], float] | None:
        """Set the head of each column over it; None if they would meet."""
        style = self.style
        items: list[Item] = []
        blocks = [
            style.block(tuple((line, style.small, style.bold, "ink") for line in lines), 0.5)
            for lines in (style.wrap(h, self.apart - style.text, style.small, style.bold) for h in self.heads)
        ]
        height = max(block.height for block in blocks)
        if any(len(block.words) > 3 or block.width > self.apart for block in blocks):
            return None
        for index, block in enumerate(blocks):
            left = max(0.0, self._x(index) - block.width / 2)
            left = min(left, style.frame.width - block.width)
            items += block.at(left, height - block.height)
        return items, height

    def _label(self, datum: Datum, anchor: float, *, with_name: bool) -> Block:
        """Set the name and the value of an end; the value is next to the line."""
        style = self.style
        color = self.tints[datum.series].name
        value = (datum.text, style.text, style.bold, color)
        if not with_name:
            return style.block((value,), anchor)
        return beside(datum.text, datum.series, self.limit, style, color=color, leftward=anchor == 1.0)

    def _points(self, plot: float, foot: float) -> dict[str, tuple[_Point, ...]]:
        """Return the points of each line; room for half a label is left above and below, and a foot."""
        em = self.style.text
        amounts = [float(end) for d in self.drawing.data for end in (d.amount, d.high) if end is not None]
        low, high = min(amounts), max(amounts)
        inner = plot - em * 1.4 - foot
        scale = inner / (high - low) if high > low else 0.0
        place = {head: index for index, head in enumerate(self.heads)}

        def at(datum: Datum) -> _Point:
            y = em * 0.7 + (high - _middle(datum)) * scale if scale else plot / 2
            reach = float((datum.high or datum.amount or 0) - (datum.amount or 0)) * scale / 2
            return _Point(datum, self._x(place[datum.label]), y, reach, place[datum.label])

        return {
            name: tuple(sorted((at(d) for d in self.drawing.data if d.series == name), key=lambda p: p.x))
            for name in self.series
        }

    def _lines(self, points: dict[str, tuple[_Point, ...]]) -> Iterator[Item]:
        """Paint the lines, their ranges and points; dots of every second line are hollow."""
        style = self.style
        for name in self.series:
            color, path = self.tints[name].name, tuple((p.x, p.y) for p in points[name])
            yield Outline(path, "line", None, color, style.text * 0.16)
            for p in points[name]:
                if p.reach:
                    ends = ((p.x, p.y - p.reach), (p.x, p.y + p.reach))
                    yield Outline(ends, "range", None, color, style.text * 0.3)
        for index, name in enumerate(self.series):
            color = self.tints[name].name
            hollow = index % 2 == 1
            for point in points[name]:
                fill = style.color("paper") if hollow else color
                edge = color if hollow else style.color("paper")
                width = style.text * (0.13 if hollow else 0.08)
                yield Dot(point.x, point.y, style.text * 0.26, "point", fill, edge, width)

    def _ends(self, points: dict[str, tuple[_Point, ...]], plot: float) -> list[Item]:
        """Set the labels at both ends in the order of the lines there, pushed apart."""
        items: list[Item] = []
        for side, blocks in ((0, self.first), (-1, self.last)):
            near = self.style.text * 0.3
            positions = self._label_positions(points, side, plot)
            has_leads = any(abs(top - target) > near for _, top, target in positions)
            for name, top, _ in positions:
                items += self._end(points[name][side], blocks[name], top, has_lead=has_leads, left=side == 0)
        return items

    def _label_positions(
        self, points: dict[str, tuple[_Point, ...]], side: int, plot: float
    ) -> list[tuple[str, float, float]]:
        """Return the names at an end in order, with the position and the target of each label."""
        blocks, other = self.last if side else self.first, -1 - side
        order = sorted(self.series, key=lambda name: (points[name][side].y, points[name][other].y))
        # A label is level with its point where its first line is.
        targets = [points[name][side].y - first_line(blocks[name]) for name in order]
        tops = spread(targets, [blocks[name].height for name in order], self._gap, 0.0, plot)
        return list(zip(order, tops, targets, strict=True))

    def _largest_offset(self, points: dict[str, tuple[_Point, ...]], plot: float) -> float:
        """Return the largest distance of a label from its point."""
        positions = [*self._label_positions(points, 0, plot), *self._label_positions(points, -1, plot)]
        return max(abs(top - target) for _, top, target in positions)

    @property
    def _gap(self) -> float:
        return self.style.text * 0.12

    def _end(self, point: _Point, block: Block, top: float, *, has_lead: bool, left: bool) -> Iterator[Item]:
        """Draw a label at an end of a line; with `has_lead` it is further away, with a thin line to it."""
        em = self.style.text
        away = -1 if left else 1
        x = point.x + away * em * (1.4 if has_lead else 0.6)
        if has_lead:
            start, end = (point.x + away * em * 0.3, point.y), (x - away * em * 0.2, top + first_line(block))
            yield Outline((start, end), "leader", None, self.style.color("grey-1"), self.style.hair)
        yield from block.at(x - block.width if left else x, top)

    def _between(
        self, points: dict[str, tuple[_Point, ...]], end_labels: Sequence[Item], plot: float
    ) -> Iterator[Item]:
        """Set the values of columns between the ends where no line and no other text is in their way."""
        style, em, last = self.style, self.style.text, len(self.heads) - 1
        every = [point for name in self.series for point in points[name]]
        dots = em * 0.34
        boxes = [item.box for item in end_labels if isinstance(item, Words)]
        boxes += [Box(p.x - dots, p.y - dots, p.x + dots, p.y + dots) for p in every]
        paths = [tuple((p.x, p.y) for p in points[name]) for name in self.series]
        paths += [((x, 0.0), (x, plot)) for x in (self._x(index) for index in range(len(self.heads)))]
        for point in every:
            if point.column in (0, last):
                continue
            block = style.block(
                ((point.datum.text, style.text, style.bold, self.tints[point.datum.series].name),)
            )
            for dx, dy in _beside(block, em, _bend(points[point.datum.series], point)):
                left, top = point.x + dx, point.y + dy
                box = Box(left, top, left + block.width, top + block.height)
                clear = box.top >= 0 and box.bottom <= plot and not any(box.meets(b, em * 0.1) for b in boxes)
                if clear and not any(crosses(path, box, em * 0.1) for path in paths):
                    boxes.append(box)
                    yield from block.at(left, top)
                    break


def _beside(block: Block, em: float, bend: float) -> Iterator[tuple[float, float]]:
    """Yield candidate places for a value beside its column, outside the bend of its line first."""
    above, below = -block.height - em * 0.5, em * 0.5
    for dy in (above, below) if bend >= 0 else (below, above):
        yield em * 0.3, dy
        yield -block.width - em * 0.3, dy


def _bend(points: Sequence[_Point], point: _Point) -> float:
    """Return how a line bends at a point: above 0 for a peak, below 0 for a dip."""
    for (before, here), (_, after) in pairwise(pairwise(points)):
        if here is point:
            return before.y + after.y - 2 * here.y
    return 0.0


def _middle(datum: Datum) -> float:
    """Return the amount at which a value is drawn; the middle of a range, whose ends are in the label."""
    low = float(datum.amount or 0)
    return low if datum.high is None else (low + float(datum.high)) / 2


def _stack(blocks: Mapping[str, Block], gap: float) -> float:
    """Return the height that labels need below one another."""
    return sum(block.height + gap for block in blocks.values()) - gap
