"""Differences of one cause told as one: cells of a column, stretches of a passage, a flood of one code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.parity.differences import Difference

# So many differences of one group, one page and one file are told one by one.
_MOST_OF_GROUP, _MOST_OF_SPOT, _MOST_OF_CODE = 3, 5, 12


def gather(items: Sequence[Difference]) -> tuple[Difference, ...]:
    """Return differences with those of a group that has many told once, and a flood cut with its number."""
    groups = Counter((each.code, each.group) for each in items if each.group)
    return tuple(_within_limit(_by_spot(tuple(_by_group(items, groups)))))


def _by_group(items: Sequence[Difference], counts: Counter[tuple[str, str]]) -> Iterator[Difference]:
    keys: set[tuple[str, str]] = set()
    for each in items:
        key = (each.code, each.group)
        count = counts[key] if each.group else 0
        if count <= _MOST_OF_GROUP:
            yield each
        elif key not in keys:
            keys.add(key)
            yield replace(each, message=f"{each.message}, and {count - 1} more there")


def _by_spot(items: Sequence[Difference]) -> Iterator[Difference]:
    """Yield the first differences of each code on a page, the last of these with the number of the others."""
    counts = Counter((each.code, each.spot) for each in items)
    places: Counter[tuple[str, int]] = Counter()
    for each in items:
        key = (each.code, each.spot)
        places[key] += 1
        if places[key] < _MOST_OF_SPOT or counts[key] == places[key] == _MOST_OF_SPOT:
            yield each
        elif places[key] == _MOST_OF_SPOT:
            yield replace(each, message=f"{each.message}, and {counts[key] - places[key]} more there")


def _within_limit(items: Iterator[Difference]) -> Iterator[Difference]:
    counts: Counter[str] = Counter()
    last: dict[str, Difference] = {}
    for each in items:
        counts[each.code] += 1
        last[each.code] = each
        if counts[each.code] <= _MOST_OF_CODE:
            yield each
    for code, count in counts.items():
        if count > _MOST_OF_CODE:
            message = f"and {count - _MOST_OF_CODE} more of this code"
            yield Difference(code, message, last[code].at, last[code].spot)
