"""The grid of a table whose cells span rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
# More than any table has; a hostile file may say a million.
MOST_SPANNED = 200


def grid(rows: Sequence[Sequence[tuple[T, int, int]]], empty: T) -> list[list[T]]:
    """Return rows of cells, each with how many rows and columns it spans, as a grid with empty cells."""
    result: list[list[T]] = []
    open_spans: dict[int, int] = {}
    for row in rows:
        line: list[T] = []

        def skip_spanned(line: list[T] = line) -> None:
            while open_spans.get(len(line), 0) > 0:
                open_spans[len(line)] -= 1
                line.append(empty)

        for cell, height, width in row:
            skip_spanned()
            for extra in range(min(max(1, width), MOST_SPANNED)):
                open_spans[len(line)] = min(max(1, height), MOST_SPANNED) - 1
                line.append(empty if extra else cell)
        skip_spanned()
        result.append(line)
    return result
