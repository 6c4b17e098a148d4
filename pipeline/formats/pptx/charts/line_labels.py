"""The labels at the points of a native line chart: above, below or beside them, without overlaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pipeline.charts.polyline import crosses
from pipeline.charts.scene import Box
from pipeline.formats.pptx.charts.data import ChartData, Point
from pipeline.formats.pptx.charts.letters import LINE, Letters
from pipeline.model import canvas

Side = Literal["t", "b", "r", "l"]
Spot = tuple[float, float]

_AWAY = 0.45  # of a label from its point, in sizes
_NOTE = 10.0  # width of the words beneath a value, in sizes
_CLEARANCE = 0.25  # of the height of a line that no letter fills


def note_lines(point: Point, letters: Letters) -> tuple[str, ...]:
    """Return the lines of the words beneath a value."""
    return letters.wrap(point.note, letters.size * _NOTE, letters.small)


def place_labels(
    data: ChartData, letters: Letters, plot: canvas.Box, ends: tuple[float, float], *, only_ends: bool
) -> Mapping[tuple[int, int], Side] | None:
    """Return a side for the label of each point, by series and category; None if one has no room.

    With `only_ends` the last, highest, lowest and first point of each series have labels, those with room.
    """
    spots = _spots(data, plot, ends)
    paths = [[spot for spot in row if spot is not None] for row in spots]
    dots = letters.size * 0.25
    boxes = [Box(x - dots, y - dots, x + dots, y + dots) for path in paths for x, y in path]
    frame = Box(plot.x, plot.y - letters.size * 0.8, plot.x + plot.width, plot.y + plot.height)
    sides: dict[tuple[int, int], Side] = {}
    for series, category in _candidates(data, only_ends=only_ends):
        point, spot = data.series[series].points[category], spots[series][category]
        if point is None or spot is None:
            continue
        for side, box in _boxes(point, spot, letters):
            free = box.within(frame) and not any(box.meets(other) for other in boxes)
            gap = 0.0 if point.note else -letters.size * _CLEARANCE
            if free and not any(crosses(path, box, gap) for path in paths):
                sides[series, category] = side
                boxes.append(box)
                break
        else:
            if not only_ends:
                return None
    return sides


def _spots(data: ChartData, plot: canvas.Box, ends: tuple[float, float]) -> list[list[Spot | None]]:
    """Return the positions of the points, each in the middle of its category."""
    slot, (low, high) = plot.width / len(data.categories), ends
    return [
        [
            None
            if point is None
            else (
                plot.x + (category + 0.5) * slot,
                plot.y + plot.height * (high - point.value) / ((high - low) or 1.0),
            )
            for category, point in enumerate(each.points)
        ]
        for each in data.series
    ]


def _candidates(data: ChartData, *, only_ends: bool) -> Iterator[tuple[int, int]]:
    """Yield series and category of the points with a written value, the most important first."""
    for series, each in enumerate(data.series):
        places = {category: point.value for category, point in enumerate(each.points) if point is not None}
        order: Sequence[int] = tuple(places)
        if only_ends:
            highest, lowest = max(order, key=places.__getitem__), min(order, key=places.__getitem__)
            order = tuple(dict.fromkeys((order[-1], highest, lowest, order[0])))
        yield from ((series, category) for category in order)


def _boxes(point: Point, spot: Spot, letters: Letters) -> Iterator[tuple[Side, Box]]:
    """Yield the sides of a point and the box of its label there."""
    notes, (x, y), away = note_lines(point, letters), spot, letters.size * _AWAY
    width = max(
        letters.width(point.text, letters.size, bold=True),
        *(letters.width(line, letters.small) for line in notes),
        0.0,
    )
    height = (letters.size + len(notes) * letters.small) * LINE
    yield "t", Box(x - width / 2, y - away - height, x + width / 2, y - away)
    yield "b", Box(x - width / 2, y + away, x + width / 2, y + away + height)
    yield "r", Box(x + away, y - height / 2, x + away + width, y + height / 2)
    yield "l", Box(x - away - width, y - height / 2, x - away, y + height / 2)
