"""Timelines: states as bars along an axis of time, dated events as flags above and below it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pipeline.charts.bands import (
    Tints,
    drawn_bars,
    foot,
    lanes_of,
    last_day,
    period,
    period_lanes,
    state_key,
    tick,
    tick_boxes,
    tints_of,
)
from pipeline.charts.figure_style import Block, FigureStyle
from pipeline.charts.flags import Flag, Layout, Room, place
from pipeline.charts.scale import Days, middle
from pipeline.charts.scene import Box, Dot, Item, Outline, Scene, rectangle, shift_items
from pipeline.model.dates import PartialDate
from pipeline.model.stages import Datum, Drawing, Span
from pipeline.wording.dates import date_text

_FLAG_WIDTHS = (9.0, 12.0, 16.0, 24.0)  # in ems
_PERIOD = 0.4  # between the lines of two periods, in ems
_MOST_ROWS = 4
_EVENT = 2.5  # width of a row for each of its events, in ems
_MOST_FLAGS = 30


def timeline(drawing: Drawing, style: FigureStyle) -> Scene | None:
    """Lay out a timeline in rows of a few events each; None if it does not fit at this size of text.

    If the rows are too high for the frame, fewer are tried; if labels do not fit in them, more.
    """
    if len(drawing.data) > _MOST_FLAGS:
        return None
    tints = tints_of(drawing, style)
    usual = min(_MOST_ROWS, math.ceil(len(drawing.data) * style.text * _EVENT / style.frame.width) or 1)
    for count in (*range(usual, _MOST_ROWS + 1), *range(usual - 1, 0, -1)):
        rows = split(drawing, count)
        if len(rows) < count:
            continue
        if sum(_least(row, style) for row in rows) > style.frame.height:
            continue
        scene = _stack(rows, drawing, style, tints)
        if scene is not None and scene.height <= style.frame.height:
            return scene
    return None


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the axis with its events; those of `earlier` began in an earlier row and last."""

    first: float
    last: float
    data: tuple[Datum, ...]
    spans: tuple[Span, ...]
    earlier: tuple[Datum, ...] = ()


def day_of(datum: Datum) -> float:
    """Return the day of an event's pole: its own, or the first of an interval."""
    assert datum.when is not None
    return middle(datum.when.start)


def _ends(drawing: Drawing) -> tuple[float, float]:
    """Return the first and last day of the axis; a little more than the data if the figure names none."""
    days = [day_of(datum) for datum in drawing.data if datum.when]
    days += [middle(datum.when.end) for datum in drawing.data if datum.when and datum.when.end]
    days += [middle(span.start) for span in drawing.spans]
    days += [middle(span.end) for span in drawing.spans if span.end]
    if drawing.begin:
        days.append(drawing.begin.first.toordinal())
    if drawing.end:
        days.append(drawing.end.last.toordinal())
    first, last = min(days, default=1.0), max(days, default=366.0)
    margin = (last - first) * 0.02 or 183.0
    return (
        first if drawing.begin else max(1.0, first - margin),
        last if drawing.end else last + margin,
    )


def split(drawing: Drawing, count: int) -> list[Row]:
    """Cut the axis into rows with about equal numbers of events, or fewer rows if days are the same."""
    first, last = _ends(drawing)
    data = sorted((datum for datum in drawing.data if datum.when), key=day_of)
    cuts = [first]
    for row in range(1, count):
        at = row * len(data) // count
        if 0 < at < len(data) and day_of(data[at - 1]) < day_of(data[at]) and cuts[-1] < day_of(data[at - 1]):
            cuts.append((day_of(data[at - 1]) + day_of(data[at])) / 2)
    rows = []
    for start, end in zip(cuts, [*cuts[1:], last], strict=True):
        inside = tuple(
            d for d in data if (start == first or day_of(d) >= start) and (end == last or day_of(d) < end)
        )
        spans = tuple(
            span for span in drawing.spans
            if middle(span.start) < end and (span.end is None or middle(span.end) > start)
        )  # fmt: skip
        earlier = tuple(d for d in data if day_of(d) < start and last_day(d) > start)
        rows.append(Row(start, end, inside, spans, earlier))
    return rows


def _block(datum: Datum, style: FigureStyle, ems: float, anchor: float = 0.0) -> Block:
    """Set the label of an event: words, and the date beneath."""
    lines = [
        (line, style.text, style.normal, "ink")
        for line in style.wrap(datum.label, style.text * ems, style.text)
    ]
    dates = style.wrap(datum.text, max(style.text * ems, style.text * 9), style.small)
    lines += [(line, style.small, style.normal, "grey-1") for line in dates]
    return style.block(tuple(lines), anchor)


def _least(row: Row, style: FigureStyle) -> float:
    """Return the minimum height of the labels of a row."""
    area = sum(block.width * block.height for block in (_block(datum, style, 12.0) for datum in row.data))
    return area / style.frame.width * 1.5 + style.text * 2


def _stack(rows: list[Row], drawing: Drawing, style: FigureStyle, tints: Tints) -> Scene | None:
    items: list[Item] = []
    top = 0.0
    named_groups: set[tuple[str, bool]] = set()
    for row in rows:
        row_layout = lay_out_row(row, drawing, style, tints, style.frame.height - top)
        if row_layout is None:
            return None
        row_items, height, row_names = row_layout
        items += shift_items(row_items, 0, top)
        named_groups |= row_names
        top += height + style.text * 1.6
    top -= style.text * 1.6
    signs, height = state_key(tints, named_groups, style)
    if signs:
        items += shift_items(signs, 0, top + style.text * 0.8)
        top += style.text * 0.8 + height
    return Scene(style.frame.width, top, tuple(items))


def axis(row: Row, style: FigureStyle) -> Days:
    """Return the axis of a row; without states it has room for the dots at its ends."""
    inset = style.hair if row.spans else style.text * 0.3
    return Days(row.first, row.last, inset, style.frame.width - inset)


def lay_out_row(
    row: Row, drawing: Drawing, style: FigureStyle, tints: Tints, most: float
) -> tuple[tuple[Item, ...], float, set[tuple[str, bool]]] | None:
    """Lay out a row; return what to paint, its height and the states named inside their bars."""
    em = style.text
    days = axis(row, style)
    bars = lanes_of(row.spans, days)
    lanes = 1 + max((bar.lane for bar in bars), default=-1)
    thick, between = em * 1.45, em * 0.25
    band = lanes * thick + max(0, lanes - 1) * between if lanes else style.hair * 2

    def label_width(day: PartialDate) -> float:
        return style.width(date_text(day, drawing.lang), style.small)

    ticks = tick_boxes(days, days.ticks(label_width, em * 2.4), drawing.lang, style)
    tick_row = style.small * 1.55
    lane_of_period = period_lanes((*row.earlier, *row.data), days)
    deep = em * _PERIOD * max(lane_of_period.values(), default=0)
    room = Room(0.0, style.frame.width, em * 0.3, em * 0.5, em * 0.75 + deep, tick_row + em * 0.6 + deep)
    row_layout = _best_layout(row, days, style, room, [box for box, _ in ticks], most - band - tick_row)
    if row_layout is None:
        return None
    layout, blocks, ems = row_layout
    above = layout.above if any(not flag.below for flag in layout.flags) else 0.0
    if row.earlier:
        above = max(above, em * 0.5 + deep)
    bottom = above + band
    items: list[Item] = []
    poles = [days.at(day_of(datum)) for datum in row.data]
    more = row.last < _ends(drawing)[1]
    for datum in row.earlier:
        items += period(
            datum, days, above - em * (0.3 + _PERIOD * lane_of_period[datum.fact]), style, more=more
        )
    for (datum, flag), (x, block) in zip(
        zip(row.data, layout.flags, strict=True), zip(poles, blocks, strict=True), strict=True
    ):
        edge = bottom if flag.below else above
        away = 1 if flag.below else -1
        end = edge + away * (flag.distance + block.height)
        color = style.color("grey-1")
        base = bottom if flag.below else foot(x, bars, above, bottom, thick + between)
        items.append(Outline(((x, base), (x, end)), "pole", None, color, style.hair))
        if datum.fact in lane_of_period:
            start = em * 0.3 + (tick_row if flag.below else 0.0)
            y = edge + away * (start + em * _PERIOD * lane_of_period[datum.fact])
            items += period(datum, days, y, style, more=more)
        if not lanes:
            items.append(
                Dot(
                    x,
                    above + band / 2,
                    em * 0.26,
                    "event",
                    style.color("accent"),
                    style.color("paper"),
                    style.hair,
                )
            )
        left = x - room.pole - block.width if flag.leftward else x + room.pole
        text = _block(datum, style, ems, 1.0) if flag.leftward else block
        items += text.at(left, min(end, edge + away * flag.distance))
    poles_below = [x for x, flag in zip(poles, layout.flags, strict=True) if flag.below]
    for box, day in ticks:
        items += tick(box, day, days, bottom, drawing.lang, style, poles_below)
    line = style.hair * (1 if lanes else 2)
    ground = [rectangle(Box(0, bottom - line, style.frame.width, bottom), "axis", style.color("ink"))]
    bar_items, named_groups = drawn_bars(bars, tints, above, thick, between, style)
    height = max(
        bottom + tick_row, bottom + layout.below if any(flag.below for flag in layout.flags) else 0.0
    )
    poles_first = [item for item in items if isinstance(item, Outline)]
    rest = [item for item in items if not isinstance(item, Outline)]
    return (*poles_first, *ground, *bar_items, *rest), height, named_groups


def _best_layout(
    row: Row, days: Days, style: FigureStyle, room: Room, ticks: list[Box], most: float
) -> tuple[Layout, list[Block], float] | None:
    """Try labels of several widths and return the layout that takes least height."""
    best: tuple[Layout, list[Block], float] | None = None
    for ems in _FLAG_WIDTHS:
        blocks = [_block(datum, style, ems) for datum in row.data]
        if best is not None and max((b.width for b in blocks), default=0) <= max(
            (b.width for b in best[1]), default=0
        ):
            continue
        flags = []
        for datum, block in zip(row.data, blocks, strict=True):
            x = days.at(day_of(datum))
            crosses_tick = any(box.left - style.hair * 3 < x < box.right + style.hair * 3 for box in ticks)
            flags.append(Flag(x, block.width, block.height, style.text * (2.5 if crosses_tick else 0.5)))
        layout = place(flags, room)
        if layout.possible and (best is None or layout.cost < best[0].cost):
            best = layout, blocks, ems
    if best is None or best[0].above + best[0].below > most + style.text * 2:
        return None
    return best
