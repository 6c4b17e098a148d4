"""The axis of a timeline: states as bars in lanes, ticks, and how long an event lasted."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.charts.figure_style import FigureStyle, Tint
from pipeline.charts.key import key
from pipeline.charts.scale import Days, middle
from pipeline.charts.scene import Box, Item, Outline
from pipeline.model.dates import PartialDate
from pipeline.model.stages import Datum, Drawing, Span
from pipeline.wording.dates import date_text

Tints = Mapping[tuple[str, bool], Tint]


@dataclass(frozen=True, slots=True)
class Bar:
    """A state in its lane, in points along the axis; an open one ends in a point."""

    span: Span
    left: float
    right: float
    lane: int


def tints_of(drawing: Drawing, style: FigureStyle) -> Tints:
    """Give each kind of state its paint: filled ones dark, hollow ones an outline."""
    groups = list(dict.fromkeys((span.label, span.hollow) for span in drawing.spans))
    filled_groups = [group for group in groups if not group[1]]
    hollow = [group for group in groups if group[1]]
    solid = [tint for tint in style.tints if tint.edge is None]
    tints = {group: solid[index % len(solid)] for index, group in enumerate(filled_groups)}
    for index, group in enumerate(hollow):
        edge = style.color(("second", "grey-1", "accent")[index % 3])
        tints[group] = Tint(style.color("paper"), edge, edge, edge)
    return tints


def state_key(
    tints: Tints, named_groups: set[tuple[str, bool]], style: FigureStyle
) -> tuple[tuple[Item, ...], float]:
    """Return the key of the states without room for a name in a bar, and its height."""
    entries = [
        (tint, label) for (label, hollow), tint in tints.items() if (label, hollow) not in named_groups
    ]
    return key(entries, style, 0.0, style.frame.width)


def foot(x: float, bars: list[Bar], top: float, bottom: float, pitch: float) -> float:
    """Return where a pole from above ends: on the first state it meets, else on the axis."""
    lanes = [bar.lane for bar in bars if bar.left - 1 <= x <= bar.right + 1]
    return top + min(lanes) * pitch if lanes else bottom


def lanes_of(spans: tuple[Span, ...], days: Days) -> list[Bar]:
    """Assign each state a lane without overlaps."""
    bars: list[Bar] = []
    ends: list[float] = []
    for span in sorted(spans, key=lambda s: middle(s.start)):
        left = days.at(middle(span.start))
        right = days.right if span.end is None else days.at(middle(span.end))
        lane = next((index for index, end in enumerate(ends) if end <= left + 0.01), len(ends))
        ends[lane : lane + 1] = [right]
        bars.append(Bar(span, left, right, lane))
    return bars


def drawn_bars(
    bars: list[Bar], tints: Tints, top: float, thick: float, between: float, style: FigureStyle
) -> tuple[list[Item], set[tuple[str, bool]]]:
    """Paint the states, each with its name inside if there is room; return also the states with a name."""
    items: list[Item] = []
    named_groups: set[tuple[str, bool]] = set()
    for bar in bars:
        group = bar.span.label, bar.span.hollow
        tint = tints[group]
        y = top + bar.lane * (thick + between)
        width = style.hair * 1.5 if tint.edge else 0.0
        tip = min(thick * 0.45, (bar.right - bar.left) / 2) if bar.span.end is None else 0.0
        inset = width / 2
        left, right, upper, lower = (
            bar.left + inset,
            max(bar.right, bar.left + 1) - inset,
            y + inset,
            y + thick - inset,
        )
        points = [(left, upper), (right - tip, upper), (right - tip, lower), (left, lower)]
        if tip:
            points.insert(2, (right, (upper + lower) / 2))
        items.append(Outline(tuple(points), "state", tint.fill, tint.edge, width, True))
        pad = style.text * 0.4
        if style.width(bar.span.label, style.small) + 2 * pad <= bar.right - bar.left - tip:
            baseline = y + thick / 2 + style.small * 0.36
            items.append(style.words(bar.span.label, bar.left + pad, baseline, style.small, color=tint.on))
            named_groups.add(group)
    return items, named_groups


def last_day(datum: Datum) -> float:
    """Return the last day of an event: its own, that of an interval, or none."""
    assert datum.when is not None
    return math.inf if datum.when.open else middle(datum.when.end or datum.when.start)


def period_lanes(data: tuple[Datum, ...], days: Days) -> dict[str, int]:
    """Assign each period of an event a lane without overlaps, by fact."""
    lanes: dict[str, int] = {}
    ends: list[float] = []
    for datum in data:
        if datum.when is None or (datum.when.end is None and not datum.when.open):
            continue
        left, right = days.at(middle(datum.when.start)), days.at(last_day(datum))
        lane = next((index for index, end in enumerate(ends) if end < left), len(ends))
        ends[lane : lane + 1] = [right]
        lanes[datum.fact] = lane
    return lanes


def period(datum: Datum, days: Days, y: float, style: FigureStyle, *, more: bool) -> Iterator[Item]:
    """Paint how long an event lasted: a line from its first day to its last, an arrow while it lasts.

    With more rows to come the arrow is in the last of them.
    """
    assert datum.when is not None
    left, right = days.at(middle(datum.when.start)), days.at(last_day(datum))
    color, width = style.color("second"), style.hair * 2.5
    yield Outline(((left, y), (right, y)), "period", None, color, width)
    if datum.when.open and not more:
        tip = style.text * 0.3
        yield Outline(
            ((right - tip, y - tip * 0.6), (right, y), (right - tip, y + tip * 0.6)),
            "period",
            color,
            None,
            0,
            True,
        )


def tick_boxes(
    days: Days, ticks: tuple[PartialDate, ...], lang: str, style: FigureStyle
) -> list[tuple[Box, PartialDate]]:
    """Return the boxes of tick labels along the axis; labels at the ends stay within the frame."""
    boxes = []
    for day in ticks:
        width = style.width(date_text(day, lang), style.small)
        left = days.at(day.first.toordinal()) - width / 2
        left = min(max(0.0, left), style.frame.width - width)
        boxes.append((Box(left, 0, left + width, style.small), day))
    return boxes


def tick(
    box: Box, day: PartialDate, days: Days, bottom: float, lang: str, style: FigureStyle, poles: list[float]
) -> Iterator[Item]:
    """Paint a tick, and its label unless a pole runs through it."""
    x = days.at(day.first.toordinal())
    length = style.small * 0.3
    yield Outline(((x, bottom), (x, bottom + length)), "tick", None, style.color("grey-1"), style.hair)
    if not any(box.left - style.hair * 2 < pole < box.right + style.hair * 2 for pole in poles):
        baseline = bottom + length + style.small * 0.95
        yield style.words(date_text(day, lang), box.left, baseline, style.small, color="grey-1")
