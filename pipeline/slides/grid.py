"""The grid of a table: its cells at their rows and columns, with spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.model import nodes as n

EMPTY = n.Cell(n.Attr(), "AlignDefault", 1, 1, ())


@dataclass(frozen=True, slots=True)
class Place:
    """A cell with its first row and column, and the number of rows and columns that it spans."""

    row: int
    column: int
    down: int
    across: int
    cell: n.Cell


def grid_of(table: n.Table) -> tuple[Place, ...]:
    """Return the cells of a table of one body in reading order; no span leaves its part of the table."""
    head, body, columns = table.head.rows, table.bodies[0].rows, len(table.columns)
    return (*places_of(head, columns), *places_of(body, columns, len(head)))


def places_of(rows: Sequence[n.Row], columns: int, first: int = 0) -> tuple[Place, ...]:
    """Return the cells of rows with their places; the first row has the number `first`."""
    places: list[Place] = []
    covered_places: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        free = (column for column in range(columns) if (number, column) not in covered_places)
        for cell in row.cells:
            column = next((each for each in free if (number, each) not in covered_places), None)
            if column is None:
                break
            down = max(1, min(cell.row_span, len(rows) - number))
            across = 1
            while across < cell.col_span and column + across < columns:
                if (number, column + across) in covered_places:
                    break
                across += 1
            covered_places |= {(number + y, column + x) for y in range(down) for x in range(across)}
            places.append(Place(first + number, column, down, across, cell))
    return tuple(places)


def groups_of(rows: Sequence[n.Row], columns: int) -> list[tuple[n.Row, ...]]:
    """Group rows so that no span leaves its group."""
    ends = list(range(len(rows)))
    for place in places_of(rows, columns):
        ends[place.row] = max(ends[place.row], place.row + place.down - 1)
    groups: list[tuple[n.Row, ...]] = []
    start = end = 0
    for number, row_end in enumerate(ends):
        end = max(end, row_end)
        if number == end:
            groups.append(tuple(rows[start : number + 1]))
            start = end = number + 1
    return groups


def without_spans_down(rows: Sequence[n.Row], columns: int) -> tuple[n.Row, ...]:
    """Remove spans over rows; cells that were covered are empty."""
    grid: list[dict[int, n.Cell]] = [{} for _ in rows]
    for place in places_of(rows, columns):
        grid[place.row][place.column] = replace(place.cell, row_span=1, col_span=place.across)
        for below in range(place.row + 1, place.row + place.down):
            grid[below][place.column] = replace(EMPTY, col_span=place.across)
    return tuple(
        replace(row, cells=tuple(cell for _, cell in sorted(cells.items(), key=lambda item: item[0])))
        for row, cells in zip(rows, grid, strict=True)
    )
