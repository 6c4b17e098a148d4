"""Shares: bars of equal length, divided, each part named where it is.

A part with room contains its value and its name; the others have both below the bar, as flags that hang from
their part. If the frame is too low for that, the names go into a key and only values stay at the parts.
A single bar in a narrow frame is upright.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.charts.figure_style import Block, FigureStyle
from pipeline.charts.flags import Flag, PlacedFlag, Room, hang
from pipeline.charts.key import key
from pipeline.charts.label import stack
from pipeline.charts.scene import Box, Item, Outline, Scene, shift_items
from pipeline.charts.share_column import share_column
from pipeline.charts.share_parts import part_gap, part_mark, part_tints
from pipeline.charts.unit import unit_line
from pipeline.model.stages import Datum, Drawing

_MOST_IN_KEY = 6  # as many as there are tints
ABREAST = 34.0  # ems of width from which bars are named at their left
_TALLEST = 5.0  # of a bar, in ems
_FLAGS = (14.0, 9.0, 6.0)  # widths of flags, in ems


def share(drawing: Drawing, style: FigureStyle) -> Scene | None:
    """Lay out a share with names at its parts; None if it does not fit at this size of text."""
    if len({datum.label for datum in drawing.data}) == 1 and style.frame.width < style.text * ABREAST:
        return share_column(drawing, style)
    return _Chart(drawing, style, has_key=False).scene()


def keyed_share(drawing: Drawing, style: FigureStyle) -> Scene | None:
    """Lay out a share with a key, which needs less height."""
    chart = _Chart(drawing, style, has_key=True)
    return chart.scene() if len(chart.tints) <= _MOST_IN_KEY else None


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a bar: its ends, its label, and whether the label is inside."""

    datum: Datum
    left: float
    right: float
    label: Block
    inside: bool


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar: its name, its parts, and the flags of those without room."""

    name: Block | None
    parts: tuple[_Part, ...]
    flags: tuple[tuple[_Part, PlacedFlag], ...]
    below: float


class _Chart:
    """The bars of a share within a frame."""

    def __init__(self, drawing: Drawing, style: FigureStyle, *, has_key: bool) -> None:
        self.drawing, self.style, self.has_key = drawing, style, has_key
        self.tints = part_tints(drawing, style)
        self.names = tuple(dict.fromkeys(datum.label for datum in drawing.data))
        em, frame = style.text, style.frame
        self.abreast = frame.width >= em * ABREAST
        limit = frame.width * 0.2 if self.abreast else frame.width
        self.labels = {
            name: style.block(tuple((line, em, style.normal, "ink") for line in style.wrap(name, limit, em)))
            for name in self.names
            if name
        }
        widest = max((block.width for block in self.labels.values()), default=0.0)
        self.left = widest + em * 0.9 if self.labels and self.abreast else 0.0
        self.right = frame.width

    def scene(self) -> Scene | None:
        """Lay out the unit, the key if there is one, and the bars; None if the frame is too low."""
        style, em = self.style, self.style.text
        head, top = self._head()
        bars = [self._bar(name) for name in self.names]
        if any(bar is None for bar in bars):
            return None
        placed_bars = [bar for bar in bars if bar is not None]
        gap = em * (0.9 if self.abreast else 1.2)
        inside = [part.label.height for bar in placed_bars for part in bar.parts if part.inside]
        least = max([em * 1.6, *(height + em * 0.7 for height in inside)])
        fixed_height = sum(self._above(bar) + bar.below for bar in placed_bars) + gap * (len(placed_bars) - 1)
        room = style.frame.height - top - fixed_height
        if room < least * len(placed_bars):
            return None
        thick = max(
            least, min(em * (_TALLEST if len(placed_bars) == 1 else 3.4), room / len(placed_bars) * 0.75)
        )
        items: list[Item] = list(head)
        y = top
        for bar in placed_bars:
            items += self._paint(bar, y, thick)
            beside = bar.name.height if bar.name is not None and self.abreast else 0.0
            y += self._above(bar) + max(thick + bar.below, beside) + gap
        height = y - gap
        return Scene(style.frame.width, height, tuple(items)) if height <= style.frame.height else None

    def _head(self) -> tuple[tuple[Item, ...], float]:
        """Set the unit, and the key where the parts are named there."""
        style = self.style
        unit, top = unit_line(self.drawing, style, 0.7)
        items: list[Item] = list(unit)
        if self.has_key:
            entries = [(tint, name) for name, tint in self.tints.items()]
            signs, height = key(entries, style, 0, style.frame.width)
            items += shift_items(signs, 0, top)
            top += height + style.text * 0.9
        return tuple(items), top

    def _above(self, bar: _Bar) -> float:
        """The height of a bar's name above it."""
        return 0.0 if bar.name is None or self.abreast else bar.name.height + self.style.text * 0.3

    def _bar(self, name: str) -> _Bar | None:
        """Divide a bar and find places for its labels; None if two would meet."""
        data = [datum for datum in self.drawing.data if datum.label == name]
        whole = sum(float(datum.amount or 0) for datum in data)
        for limit in _FLAGS:
            x, parts = self.left, []
            for datum in data:
                right = x + float(datum.amount or 0) / whole * (self.right - self.left)
                parts.append(self._part(datum, x, right, limit * self.style.text))
                x = right
            outside = [part for part in parts if not part.inside]
            flags, below = self._flags(outside)
            if flags is not None:
                flags_with_parts = tuple(zip(outside, flags, strict=True))
                return _Bar(self.labels.get(name), tuple(parts), flags_with_parts, below)
        return None

    def _part(self, datum: Datum, left: float, right: float, limit: float) -> _Part:
        """Set the label of a part, inside if it fits."""
        style, em = self.style, self.style.text
        room = right - left - em * 0.9
        color = self.tints[datum.series].on
        longest = style.longest(datum.text, em, style.bold)
        if not self.has_key:
            longest = max(longest, style.longest(datum.series, style.small))
        block = self._label(datum, max(room, longest), color, with_name=not self.has_key)
        if longest <= room and len(block.words) <= 4:
            return _Part(datum, left, right, block, True)
        if self.has_key and right > left:
            value = style.block(((datum.text, em, style.bold, "ink"),))
            return _Part(datum, left, right, value, False)
        limit = min(limit, style.frame.width * 0.45)
        return _Part(datum, left, right, stack(datum.text, datum.series, limit, style), False)

    def _label(self, datum: Datum, limit: float, color: str, *, with_name: bool) -> Block:
        """Set the value of a part, and its name below it; a value with its share may take two lines."""
        style = self.style
        values = style.wrap(datum.text, limit, style.text, style.bold)
        lines = [(value, style.text, style.bold, color) for value in values]
        if with_name:
            names = style.wrap(datum.series, limit, style.small)
            lines += [(name, style.small, style.normal, color) for name in names]
        return style.block(tuple(lines))

    def _flags(self, parts: list[_Part]) -> tuple[tuple[PlacedFlag, ...] | None, float]:
        """Place the labels of parts without room below the bar; None if they would overlap."""
        if not parts:
            return (), 0.0
        style, em = self.style, self.style.text
        room = Room(self.left, style.frame.width, em * 0.35, em * 0.45, em * 0.55, em * 0.55)
        layout = hang([Flag(self._pole(p), p.label.width, p.label.height) for p in parts], room)
        return (layout.flags, layout.below) if layout.possible else (None, 0.0)

    @staticmethod
    def _pole(part: _Part) -> float:
        return (part.left + part.right) / 2

    def _paint(self, bar: _Bar, top: float, thick: float) -> list[Item]:
        """Paint a bar with its labels."""
        style, em = self.style, self.style.text
        items: list[Item] = []
        if bar.name is not None:
            middle = top + max(0.0, (thick - bar.name.height) / 2)
            items += bar.name.at(0, middle if self.abreast else top)
        top += self._above(bar)
        for part in bar.parts:
            items += self._block(part, top, thick)
        for part, flag in bar.flags:
            x, width = self._pole(part), part.label.width
            start = top + thick + flag.distance
            ends = ((x, top + thick), (x, start + part.label.height))
            items.append(Outline(ends, "pole", None, style.color("grey-1"), style.hair))
            items += part.label.at(x - em * 0.35 - width if flag.leftward else x + em * 0.35, start)
        return items

    def _block(self, part: _Part, top: float, thick: float) -> list[Item]:
        """Paint a part, a thin gap between it and the next; its label inside if it fits."""
        style, em = self.style, self.style.text
        tint = self.tints[part.datum.series]
        items: list[Item] = []
        if part.right > part.left:
            end = part.right if part.right > self.right - 0.01 else part.right - part_gap(style)
            box = Box(part.left, top, max(part.left + style.hair, end), top + thick)
            items.append(part_mark(box, tint, style))
        if part.inside:
            inset = (thick - part.label.height) / 2 if self.has_key else em * 0.35
            items += part.label.at(part.left + em * 0.45, top + inset)
        return items
