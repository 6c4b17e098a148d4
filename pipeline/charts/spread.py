"""Labels along a line, spread without overlaps, each as near as possible to its target."""

from __future__ import annotations

from collections.abc import Sequence


def spread(
    positions: Sequence[float], sizes: Sequence[float], gap: float, low: float, high: float
) -> tuple[float, ...]:
    """Return the starts of labels of these sizes, in order, between `low` and `high` if they have room.

    Labels that meet become one group, placed so that the mean offset of its labels is zero.
    """
    groups: list[tuple[list[int], float]] = []  # labels, and where the first begins
    for index in range(len(positions)):
        groups.append(([index], positions[index]))
        while len(groups) > 1 and _end(groups[-2], sizes, gap) > groups[-1][1]:
            members = groups[-2][0] + groups[-1][0]
            groups[-2:] = [(members, _mean(members, positions, sizes, gap))]
    starts = [0.0] * len(positions)
    for members, start in groups:
        for member in members:
            starts[member] = start
            start += sizes[member] + gap
    return _within(starts, sizes, gap, low, high)


def _end(group: tuple[list[int], float], sizes: Sequence[float], gap: float) -> float:
    return group[1] + sum(sizes[member] + gap for member in group[0])


def _mean(members: list[int], positions: Sequence[float], sizes: Sequence[float], gap: float) -> float:
    """Return the start of a group for which the mean offset of its labels is zero."""
    offset, total = 0.0, 0.0
    for member in members:
        total += positions[member] - offset
        offset += sizes[member] + gap
    return total / len(members)


def _within(
    starts: list[float], sizes: Sequence[float], gap: float, low: float, high: float
) -> tuple[float, ...]:
    """Push labels in from both ends."""
    ceiling = high
    for index in range(len(starts) - 1, -1, -1):
        starts[index] = min(starts[index], ceiling - sizes[index])
        ceiling = starts[index] - gap
    floor = low
    for index in range(len(starts)):
        starts[index] = max(starts[index], floor)
        floor = starts[index] + sizes[index] + gap
    return tuple(starts)
