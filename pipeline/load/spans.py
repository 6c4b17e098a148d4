"""Table cells that span more columns than any table has: HTML allows it, but layout creates each one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from pipeline.model import nodes as n
from pipeline.model import walk

MAX_COLUMNS = 1_000
WIDEST = 100
_EMPTY = n.Cell(n.Attr(), "AlignDefault", 1, 1, ())


def limit_columns(table: n.Table) -> n.Table:
    """Return a table with only the columns that its cells need, if it has very many."""
    if len(table.columns) <= MAX_COLUMNS:
        return table
    narrow = _with_rows(table, [_narrow(row) for row in walk.rows(table)])
    widths = list(_widths(narrow))
    count = max(widths, default=1)
    rows = [
        replace(
            row,
            cells=(*row.cells, *(_EMPTY for _ in range(count - width))),
        )
        for row, width in zip(walk.rows(narrow), widths, strict=True)
    ]
    return replace(_with_rows(narrow, rows), columns=table.columns[:count])


def _with_rows(table: n.Table, rows: list[n.Row]) -> n.Table:
    """Return a table with other rows, as many as it has."""
    rest = iter(rows)

    def take_rows(old: tuple[n.Row, ...]) -> tuple[n.Row, ...]:
        return tuple(next(rest) for _ in old)

    head = replace(table.head, rows=take_rows(table.head.rows))
    bodies = tuple(
        replace(body, head=take_rows(body.head), rows=take_rows(body.rows)) for body in table.bodies
    )
    return replace(table, head=head, bodies=bodies, foot=replace(table.foot, rows=take_rows(table.foot.rows)))


def _narrow(row: n.Row) -> n.Row:
    """Return a row without the empty cells at its end, with which the reader pads it."""
    cells = list(row.cells)
    while cells and not cells[-1].blocks:
        cells.pop()
    return replace(row, cells=tuple(replace(each, col_span=min(each.col_span, WIDEST)) for each in cells))


def _widths(table: n.Table) -> Iterator[int]:
    """Yield how many columns each row takes, those that cells of rows above reach into included."""
    above: list[tuple[int, int]] = []
    for row in walk.rows(table):
        own = [(cell.row_span, cell.col_span) for cell in row.cells]
        yield sum(width for _, width in chain(own, above))
        above = [
            (remaining_rows - 1, width) for remaining_rows, width in chain(own, above) if remaining_rows > 1
        ]
