"""Timelines of many events: numbers along the axis, and the events in columns beneath it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.charts.bands import state_key, tints_of
from pipeline.charts.figure_style import Block, FigureStyle
from pipeline.charts.scale import Days
from pipeline.charts.scene import Dot, Item, Scene, shift_items
from pipeline.charts.timeline import Row, axis, day_of, lay_out_row, split
from pipeline.model.stages import Datum, Drawing

_NARROWEST = 11.0  # of a column, in ems
_MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class _Entry:
    """An event of the list: its number and its words."""

    number: str
    block: Block


def numbered_list(drawing: Drawing, style: FigureStyle) -> Scene | None:
    """Lay out a timeline with a list; None if it does not fit the frame at this size of text."""
    row = split(drawing, 1)[0]
    tints = tints_of(drawing, style)
    bare = lay_out_row(Row(row.first, row.last, (), row.spans), drawing, style, tints, style.frame.height)
    if bare is None:
        return None
    bar, height, named_groups = bare
    days = axis(row, style)
    items: list[Item] = list(_numbers(row.data, days, style))
    top = style.small * 1.9
    if not row.spans:
        bar = (*bar, *(Dot(days.at(day_of(d)), style.hair, style.text * 0.26, "event", style.color("accent"),
                             style.color("paper"), style.hair) for d in row.data))  # fmt: skip
    items += shift_items(bar, 0, top)
    top += height + style.text * 0.7
    signs, height = state_key(tints, named_groups, style)
    if signs:
        items += shift_items(signs, 0, top)
        top += height + style.text * 0.7
    list_and_height = _columns(row.data, style, style.frame.height - top)
    if list_and_height is None:
        return None
    words, height = list_and_height
    return Scene(style.frame.width, top + height, (*items, *shift_items(words, 0, top)))


def _numbers(data: tuple[Datum, ...], days: Days, style: FigureStyle) -> list[Item]:
    """Set the numbers over the axis; numbers too near one another become a range, `3–5`."""
    groups: list[tuple[int, int, float]] = [(i, i, days.at(day_of(datum))) for i, datum in enumerate(data)]

    def name(group: tuple[int, int, float]) -> str:
        return str(group[0] + 1) if group[0] == group[1] else f"{group[0] + 1}–{group[1] + 1}"

    def left(group: tuple[int, int, float]) -> float:
        width = style.width(name(group), style.small, style.bold)
        return min(max(0.0, group[2] - width / 2), style.frame.width - width)

    at = 0
    while at + 1 < len(groups):
        one, two = groups[at], groups[at + 1]
        if left(one) + style.width(name(one), style.small, style.bold) + style.small * 0.35 > left(two):
            count, more = one[1] - one[0] + 1, two[1] - two[0] + 1
            centre = (one[2] * count + two[2] * more) / (count + more)
            groups[at : at + 2] = [(one[0], two[1], centre)]
            at = max(0, at - 1)
        else:
            at += 1
    return [
        style.words(name(group), left(group), style.small, style.small, weight=style.bold, color="accent")
        for group in groups
    ]


def _columns(data: tuple[Datum, ...], style: FigureStyle, most: float) -> tuple[list[Item], float] | None:
    """Set the events in the fewest columns that fit a height."""
    em = style.text
    margin = style.width(f"{len(data)}", em, style.bold) + em * 0.5
    for count in range(1, _MOST_COLUMNS + 1):
        width = (style.frame.width - (count - 1) * em * 1.6) / count
        if width - margin < em * _NARROWEST and count > 1:
            return None
        entries = [_entry(index, datum, width - margin, style) for index, datum in enumerate(data)]
        height = _even(entries, count, em * 0.45)
        if height > most:
            continue
        items: list[Item] = []
        column, y = 0, 0.0
        for entry in entries:
            if y and y + entry.block.height > height + 0.01:
                column, y = column + 1, 0.0
            x = column * (width + em * 1.6)
            items += shift_items(entry.block.at(margin, 0), x, y)
            baseline = y + entry.block.words[0].baseline
            number = style.words(
                entry.number,
                x + margin - em * 0.5,
                baseline,
                em,
                weight=style.bold,
                color="accent",
                anchor=1.0,
            )
            items.append(number)
            y += entry.block.height + em * 0.45
        return items, height
    return None


def _entry(index: int, datum: Datum, width: float, style: FigureStyle) -> _Entry:
    """Set an event: its words, and its date beneath."""
    lines = [(line, style.text, style.normal, "ink") for line in style.wrap(datum.label, width, style.text)]
    lines += [
        (line, style.small, style.normal, "grey-1") for line in style.wrap(datum.text, width, style.small)
    ]
    return _Entry(str(index + 1), style.block(tuple(lines)))


def _even(entries: list[_Entry], count: int, gap: float) -> float:
    """Return the least height at which the entries fill at most this many columns."""
    heights = [entry.block.height for entry in entries]
    low, high = max(heights), sum(heights) + gap * len(heights)
    while high - low > 0.5:
        middle = (low + high) / 2
        columns, y = 1, 0.0
        for height in heights:
            if y and y + height > middle:
                columns, y = columns + 1, 0.0
            y += height + gap
        low, high = (low, middle) if columns <= count else (middle, high)
    return high
