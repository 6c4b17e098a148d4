"""Where the labels of dated events stand: flags on poles, above and below an axis, none over another.

A flag is a block of text beside its pole, at its right or its left. Of two flags on one side of the axis whose
poles are near, the pole of the nearer must not run through the other's text: so of flags that open to the right
the left one stands higher, and the other way round. Which side and which way each flag takes is searched for; the
heights follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_IMPOSSIBLE = 1e6


@dataclass(frozen=True, slots=True)
class Flag:
    """A label to place: where its pole stands, its width and its height, and whether it may hang below."""

    x: float
    width: float
    height: float
    below_cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A flag in its place: below the axis or above, text at the left of the pole or the right, and its distance."""

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

    flags: tuple[Placed, ...]
    above: float
    below: float
    cost: float

    @property
    def possible(self) -> bool:
        """Tell whether nothing overlaps and nothing is cut."""
        return self.cost < _IMPOSSIBLE


def place(flags: Sequence[Flag], room: Room) -> Layout:
    """Find places for flags in the order of their dates."""
    best: Layout | None = None
    for start in _starts(flags, room):
        choice = list(start)
        found = _settle(flags, choice, room)
        improved = True
        while improved:
            improved = False
            for index in range(len(flags)):
                kept = choice[index]
                for option in ((False, False), (False, True), (True, False), (True, True)):
                    if option == kept:
                        continue
                    choice[index] = option
                    tried = _settle(flags, choice, room)
                    if tried.cost < found.cost - 0.01:
                        found, kept, improved = tried, option, True
                choice[index] = kept
        if best is None or found.cost < best.cost:
            best = found
    assert best is not None
    return best


_Choice = tuple[bool, bool]  # below, leftward


def _starts(flags: Sequence[Flag], room: Room) -> list[list[_Choice]]:
    """Return first guesses: all above, sides in turn, and pairs in turn."""
    turned = [flag.x + room.pole + flag.width > room.right for flag in flags]
    count = range(len(flags))
    return [
        [(False, turned[i]) for i in count],
        [(i % 2 == 1, turned[i]) for i in count],
        [(i % 2 == 1, turned[i] or i % 4 < 2) for i in count],
    ]


def _settle(flags: Sequence[Flag], choice: Sequence[_Choice], room: Room) -> Layout:
    """Work out the heights that a choice of sides entails."""
    distances = [0.0] * len(flags)
    cost = 0.0
    reach = {False: 0.0, True: 0.0}
    for below in (False, True):
        base = room.below_base if below else room.base
        right = [i for i in range(len(flags)) if choice[i] == (below, False)]
        left = [i for i in range(len(flags)) if choice[i] == (below, True)]
        for members in (right[::-1], left):
            for at, i in enumerate(members):
                distance = base
                near, far = _extent(flags[i], choice[i][1], room)
                for j in members[:at]:
                    other_near, other_far = _extent(flags[j], choice[j][1], room)
                    if near < other_far + room.gap and other_near < far + room.gap:
                        distance = max(distance, distances[j] + flags[j].height + room.gap)
                distances[i] = distance
                if near < room.left - 0.01 or far > room.right + 0.01:
                    cost += _IMPOSSIBLE
                reach[below] = max(reach[below], distance + flags[i].height)
        for i in right:
            for j in left:
                cost += _IMPOSSIBLE * _tangled(flags, choice, distances, i, j, room)
        cost += sum(flags[i].below_cost for i in (*right, *left) if below)
    gap = room.gap
    cost += reach[False] + reach[True] + 0.08 * sum(distances)
    cost += sum(0.5 * gap for _, leftward in choice if leftward) + sum(gap for below, _ in choice if below)
    placed = tuple(
        Placed(below, leftward, distance) for (below, leftward), distance in zip(choice, distances, strict=True)
    )
    return Layout(placed, reach[False], reach[True], cost)


def _extent(flag: Flag, leftward: bool, room: Room) -> tuple[float, float]:
    """Return the left and right end of a flag with its pole."""
    if leftward:
        return flag.x - room.pole - flag.width, flag.x
    return flag.x, flag.x + room.pole + flag.width


def _tangled(
    flags: Sequence[Flag], choice: Sequence[_Choice], distances: Sequence[float], i: int, j: int, room: Room
) -> bool:
    """Tell whether a flag to the right and one to the left meet, text with text or text with pole."""
    near, far = _extent(flags[i], False, room)
    other_near, other_far = _extent(flags[j], True, room)
    top, other_top = distances[i] + flags[i].height, distances[j] + flags[j].height
    if near >= other_far + (0.0 if flags[i].x >= flags[j].x else room.gap):
        return False
    if other_near >= far + room.gap:
        return False
    apart = distances[i] >= other_top + room.gap or distances[j] >= top + room.gap
    if not apart:
        return True
    through = other_near - room.gap < flags[i].x < other_far and distances[j] < top
    return through or (near < flags[j].x < far + room.gap and distances[i] < other_top)
