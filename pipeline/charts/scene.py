"""The parts of a laid-out figure: outlines, dots and lines of text, in points from the top left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Return whether the two overlap, or come closer than a gap."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def within(self, other: Box, slack: float = 0.01) -> bool:
        """Return whether the box is inside another."""
        return (
            self.left >= other.left - slack
            and self.top >= other.top - slack
            and self.right <= other.right + slack
            and self.bottom <= other.bottom + slack
        )

    def shift(self, dx: float, dy: float) -> Box:
        """Return a copy moved by these distances."""
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text: its start, its baseline, and the box of its ink and side bearings."""

    text: str
    x: float
    baseline: float
    size: float
    weight: int
    color: str
    box: Box

    def shift(self, dx: float, dy: float) -> Words:
        """Return a copy moved by these distances."""
        return replace(self, x=self.x + dx, baseline=self.baseline + dy, box=self.box.shift(dx, dy))


@dataclass(frozen=True, slots=True)
class Outline:
    """Straight lines through points, filled, stroked or both; `role` is what it represents."""

    points: tuple[tuple[float, float], ...]
    role: str
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    is_closed: bool = False

    def shift(self, dx: float, dy: float) -> Outline:
        """Return a copy moved by these distances."""
        return replace(self, points=tuple((x + dx, y + dy) for x, y in self.points))


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle."""

    x: float
    y: float
    radius: float
    role: str
    fill: str
    stroke: str | None = None
    width: float = 0.0

    def shift(self, dx: float, dy: float) -> Dot:
        """Return a copy moved by these distances."""
        return replace(self, x=self.x + dx, y=self.y + dy)


Item = Words | Outline | Dot


@dataclass(frozen=True, slots=True)
class Scene:
    """A laid-out figure: its size, and its items to paint, the lowest first."""

    width: float
    height: float
    items: tuple[Item, ...]

    @property
    def words(self) -> tuple[Words, ...]:
        """The lines of text, as they will be seen."""
        return tuple(item for item in self.items if isinstance(item, Words))


def rectangle(
    box: Box, role: str, fill: str | None = None, stroke: str | None = None, width: float = 0.0
) -> Outline:
    """Return a rectangle as an outline; a stroke stays inside it."""
    inset = width / 2 if stroke else 0.0
    left, top, right, bottom = box.left + inset, box.top + inset, box.right - inset, box.bottom - inset
    return Outline(
        ((left, top), (right, top), (right, bottom), (left, bottom)), role, fill, stroke, width, True
    )


def shift_items(items: Iterable[Item], dx: float, dy: float) -> tuple[Item, ...]:
    """Return the items, shifted."""
    return tuple(item.shift(dx, dy) for item in items)
