"""Folding: of findings with one cause, those that only follow from another are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.checks.check import Check
from pipeline.model.diagnostics import Diagnostic, Place


def fold(diagnostics: Iterable[Diagnostic], checks: Iterable[Check]) -> Iterator[Diagnostic]:
    """Yield diagnostics without those that follow from another about the same words.

    What a check's findings follow from are its `causes`. A place without columns is the whole line.
    """
    causes: Mapping[str, frozenset[str]] = {each.code: frozenset(each.causes) for each in checks}
    causing_codes = frozenset().union(*causes.values())
    remaining = tuple(diagnostics)
    by_line: dict[tuple[str, int], list[Diagnostic]] = {}
    for each in remaining:
        if each.code in causing_codes:
            by_line.setdefault((each.place.file, each.place.line), []).append(each)
    for each in remaining:
        codes = causes.get(each.code, frozenset())
        beside = by_line.get((each.place.file, each.place.line), ()) if codes else ()
        if not any(other.code in codes and _overlap(each.place, other.place) for other in beside):
            yield each


def _overlap(one: Place, other: Place) -> bool:
    """Return whether two places of a line have a character in common."""
    first, second = sorted((_columns(one), _columns(other)))
    return second[0] < first[1]


def _columns(place: Place) -> tuple[float, float]:
    if not place.column:
        return 0, float("inf")
    return place.column, max(place.end_column, place.column + 1)
