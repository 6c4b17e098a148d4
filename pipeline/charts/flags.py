"""Places for the labels of dated events: flags on poles above and below an axis, without overlaps.

A flag is a block of text beside its pole, at its right or its left. Of two flags near one another on one
side of the axis, the pole of neither may run through the other's text: so of flags that open to the right
the left one is higher, and the other way round. The side and the direction of each flag are searched for;
the heights follow from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_IMPOSSIBLE = 1e6
_SWEEPS = 5


@dataclass(frozen=True, slots=True)
class Flag:
    """A label to place: the position of its pole, its width, its height, and the cost of a place below."""

    x: float
    width: float
    height: float
    below_cost: float = 0.0


@dataclass(frozen=True, slots=True)
class PlacedFlag:
    """A flag in its place: below the axis or above, left of its pole or right, and how far away."""

    below: bool
    leftward: bool
    distance: float


@dataclass(frozen=True, slots=True)
class Room:
    """The space for flags: left and right edges, the gap between pole and text, and that between flags."""

    left: float
    right: float
    pole: float
    gap: float
    base: float
    below_base: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Flags in their places, and how far they reach above and below the axis."""

    flags: tuple[PlacedFlag, ...]
    above: float
    below: float
    cost: float

    @property
    def possible(self) -> bool:
        """Whether nothing overlaps and nothing is cut."""
        return self.cost < _IMPOSSIBLE


def place(flags: Sequence[Flag], room: Room) -> Layout:
    """Find places for flags that are in the order of their dates."""
    board = _Board(flags, room)
    best: tuple[float, list[_Choice]] | None = None
    for start in _starts(flags, room):
        choice = list(start)
        cost = board.cost(choice)
        for _ in range(_SWEEPS):
            before = cost
            for index in range(len(flags)):
                best_option = choice[index]
                for option in _OPTIONS:
                    if option == best_option:
                        continue
                    choice[index] = option
                    option_cost = board.cost(choice)
                    if option_cost < cost - 0.01:
                        cost, best_option = option_cost, option
                choice[index] = best_option
            if cost >= before - 0.01:
                break
        if best is None or cost < best[0]:
            best = cost, choice
    assert best is not None
    cost, choice = best
    distances = board.distances(choice)
    reach = [0.0, 0.0]
    for (below, _), flag, distance in zip(choice, flags, distances, strict=True):
        reach[below] = max(reach[below], distance + flag.height)
    placed_flags = (
        PlacedFlag(below, left, far) for (below, left), far in zip(choice, distances, strict=True)
    )
    return Layout(tuple(placed_flags), reach[False], reach[True], cost)


def hang(flags: Sequence[Flag], room: Room) -> Layout:
    """Find places below the axis only.

    Of neighbours the first opens to the left and the next to the right, but for some at either edge.
    """
    board, count = _Board(flags, room), len(flags)
    choices = [
        [(True, first <= index < middle or index >= last) for index in range(count)]
        for first in range(count + 1)
        for middle in range(first, count + 1)
        for last in range(middle, count + 1)
    ]
    choice = min(choices, key=board.cost)
    distances = board.distances(choice)
    placed_flags = (
        PlacedFlag(below, left, far) for (below, left), far in zip(choice, distances, strict=True)
    )
    reach = max(far + flag.height for far, flag in zip(distances, flags, strict=True))
    return Layout(tuple(placed_flags), 0.0, reach, board.cost(choice))


_Choice = tuple[bool, bool]  # below, leftward
_OPTIONS: tuple[_Choice, ...] = ((False, False), (False, True), (True, False), (True, True))


def _starts(flags: Sequence[Flag], room: Room) -> list[list[_Choice]]:
    """Return first guesses: all above, sides in turn, and pairs in turn."""
    is_leftward = [flag.x + room.pole + flag.width > room.right for flag in flags]
    count = range(len(flags))
    return [
        [(False, is_leftward[i]) for i in count],
        [(i % 2 == 1, is_leftward[i]) for i in count],
        [(i % 2 == 1, is_leftward[i] or i % 4 < 2) for i in count],
    ]


class _Board:
    """The flags as bare numbers, for the search."""

    def __init__(self, flags: Sequence[Flag], room: Room) -> None:
        self.count, self.room = len(flags), room
        self.x = [flag.x for flag in flags]
        self.height = [flag.height for flag in flags]
        self.below_cost = [flag.below_cost for flag in flags]
        self.far = [flag.x + room.pole + flag.width for flag in flags]
        self.near = [flag.x - room.pole - flag.width for flag in flags]

    def distances(self, choice: Sequence[_Choice]) -> list[float]:
        """Return the distance of each flag from the axis: beyond the flags that its text overlaps."""
        room, x, height = self.room, self.x, self.height
        gap = room.gap
        distances = [0.0] * self.count
        for below in (False, True):
            base = room.below_base if below else room.base
            rights = [i for i in range(self.count - 1, -1, -1) if choice[i] == (below, False)]
            for at, i in enumerate(rights):
                distance, end = base, self.far[i] + gap
                for j in reversed(rights[:at]):
                    if x[j] >= end:
                        break
                    distance = max(distance, distances[j] + height[j] + gap)
                distances[i] = distance
            lefts = [i for i in range(self.count) if choice[i] == (below, True)]
            for at, i in enumerate(lefts):
                distance, end = base, self.near[i] - gap
                for j in reversed(lefts[:at]):
                    if x[j] <= end:
                        break
                    distance = max(distance, distances[j] + height[j] + gap)
                distances[i] = distance
        return distances

    def cost(self, choice: Sequence[_Choice]) -> float:
        """Return the cost of a choice of sides: its height, and a very high one for overlaps and cuts."""
        room, gap = self.room, self.room.gap
        distances = self.distances(choice)
        cost, above, under = 0.08 * sum(distances), 0.0, 0.0
        for i, (below, leftward) in enumerate(choice):
            top = distances[i] + self.height[i]
            if below:
                under = max(under, top)
                cost += self.below_cost[i] + gap
            else:
                above = max(above, top)
            if leftward:
                cost += 0.5 * gap
                if self.near[i] < room.left - 0.01:
                    cost += _IMPOSSIBLE
            else:
                if self.far[i] > room.right + 0.01:
                    cost += _IMPOSSIBLE
                cost += _IMPOSSIBLE * self._tangles(i, below, choice, distances)
        return cost + above + under

    def _tangles(self, i: int, below: bool, choice: Sequence[_Choice], distances: Sequence[float]) -> int:
        """Count the leftward flags that a rightward flag crosses."""
        gap, x = self.room.gap, self.x
        far, start, top = self.far[i] + gap, distances[i], distances[i] + self.height[i]
        count = 0
        for j in range(i + 1, self.count):
            if choice[j] != (below, True) or x[j] == x[i] or self.near[j] >= far:
                continue
            other_top = distances[j] + self.height[j]
            texts_meet = start < other_top + gap and distances[j] < top + gap
            through_other = self.near[j] - gap < x[i] and distances[j] < top
            through_this = x[j] < far and start < other_top
            count += texts_meet or through_other or through_this
        return count
