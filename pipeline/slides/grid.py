"""The grid of a table: its cells at their rows and columns, with spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.model import nodes as n
from pipeline.model.walk import map_tree, text_of

# A cell with no more letters names a row or a group of rows.
MOST_LETTERS = 80
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


def cover_of(rows: Sequence[n.Row], columns: int) -> list[dict[int, Place]]:
    """Return for each row the cells that are in it by their columns, those from above among them."""
    cover: list[dict[int, Place]] = [{} for _ in rows]
    for place in places_of(rows, columns):
        for row in range(place.row, place.row + place.down):
            cover[row][place.column] = place
    return cover


def rows_between(
    rows: Sequence[n.Row], cover: Sequence[dict[int, Place]], start: int, end: int
) -> tuple[n.Row, ...]:
    """Return some rows of a table as they are without the others: a cell from above is in the first row.

    There it is repeated if it is short, as what names a group of rows; else it is empty.
    """
    result: list[n.Row] = []
    for number in range(start, end):
        cells: list[n.Cell] = []
        for _, place in sorted(cover[number].items()):
            if place.row != number and number != start:
                continue
            cell = place.cell if place.row == number else repeat(place.cell)
            down = min(place.row + place.down, end) - number
            cells.append(replace(cell, row_span=down, col_span=place.across))
        result.append(replace(rows[number], cells=tuple(cells)))
    return tuple(result)


def repeat(cell: n.Cell) -> n.Cell:
    """Return a cell for the next slide: the same without ids if it is short, else an empty one."""
    if len(text_of(cell.blocks)) > MOST_LETTERS:
        return replace(EMPTY, row_span=cell.row_span, col_span=cell.col_span)
    return replace(cell, blocks=map_tree(cell.blocks, inline=_without_id))


def _without_id(node: n.Inline) -> n.Inlines:
    if isinstance(node, n.Span | n.Link | n.Code | n.Image) and node.attr.id:
        return (replace(node, attr=replace(node.attr, id="")),)
    return (node,)


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
