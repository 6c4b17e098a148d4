"""Heads of tables: for each cell, which cells head it.

Where one row of heads stands over a table, it is enough that each head says whether it heads its column or
its row. Where heads span others, or come again within the table, each cell names its heads.

Waits for Kozea/WeasyPrint #2508 (heads without a Scope); for names of heads under
spans of rows no issue is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from pipeline.formats.pdf.tree import Element, Kid, content, elements

GROUPS = ("THead", "TBody", "TFoot")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell in its place: its row group (0 is the head), rows and columns; and what it heads, if it does."""

    element: Element
    group: int
    rows: range
    columns: range
    scope: str

    @property
    def filled(self) -> bool:
        """Tell whether the cell holds anything that can be read."""
        return next(content(self.element.kids), None) is not None


def tables(root: Element) -> Element:
    """Say of each head cell what it heads, and of each cell what heads it where that is not plain."""
    return replace(root, kids=_within(root.kids, count(1)))


def _within(kids: tuple[Kid, ...], numbers: Iterator[int]) -> tuple[Kid, ...]:
    made: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element):
            if kid.tag == "Table":
                kid = headed(kid, f"table-{next(numbers)}")
            kid = replace(kid, kids=_within(kid.kids, numbers))
        made.append(kid)
    return tuple(made)


def headed(table: Element, name: str) -> Element:
    """Return a table whose cells say or name what heads them; `name` begins the names of heads."""
    cells = list(_cells(table))
    heads = [cell for cell in cells if cell.scope]
    named = _names(heads, name) if _winding(heads) else {}
    made: dict[tuple[int, int], Element] = {}
    for cell in cells:
        at = cell.rows.start, cell.columns.start
        headers = tuple(named[each.rows.start, each.columns.start] for each in _over(cell, heads) if named)
        made[at] = replace(cell.element, scope=cell.scope, id=named.get(at, cell.element.id), headers=headers)
    return replace(table, kids=_rebuilt(table.kids, iter(made.values())))


def _cells(table: Element) -> Iterator[Cell]:
    """Yield the cells of a table in order, each in its place."""
    row = 0
    for place, group in enumerate((kid for kid in elements(table.kids) if kid.tag in GROUPS), 1):
        number = 0 if group.tag == "THead" else place
        rows = [kid for kid in elements(group.kids) if kid.tag == "TR"]
        end = row + len(rows)
        taken: set[tuple[int, int]] = set()
        for line in rows:
            cells = [kid for kid in elements(line.kids) if kid.tag in ("TH", "TD")]
            across = group.tag == "THead" or (len(cells) > 1 and all(cell.tag == "TH" for cell in cells))
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                columns, down = cell.spans
                area = range(row, min(row + max(down, 1), end)), range(column, column + max(columns, 1))
                taken.update((r, c) for r in area[0] for c in area[1])
                scope = ("Column" if across else "Row") if cell.tag == "TH" else ""
                yield Cell(cell, number, *area, scope)
                column += max(columns, 1)
            row += 1


def _winding(heads: list[Cell]) -> bool:
    """Tell whether saying row or column is not enough to know a cell's heads."""
    columns = [cell for cell in heads if cell.scope == "Column"]
    rows = [cell for cell in heads if cell.scope == "Row"]
    return (
        len({cell.rows.start for cell in columns}) > 1
        or len({cell.columns.start for cell in rows}) > 1
        or any(len(cell.rows) > 1 or len(cell.columns) > 1 for cell in heads)
    )


def _names(heads: list[Cell], name: str) -> Mapping[tuple[int, int], str]:
    """Return a name for each head, by its place."""
    places = [(cell.rows.start, cell.columns.start) for cell in heads]
    return {(row, column): f"{name}-{row + 1}-{column + 1}" for row, column in places}


def _over(cell: Cell, heads: list[Cell]) -> Iterator[Cell]:
    """Yield the heads of a cell: those over its columns, then those before it in its rows.

    Heads within the body of a table count from their row to the next such row; those at its top always.
    """
    over = [
        head for head in heads
        if head.scope == "Column" and head.filled and head.rows.stop <= cell.rows.start
        and _meet(head.columns, cell.columns)
    ]  # fmt: skip
    inner = [head.rows.stop for head in over if head.group and head.group == cell.group]
    for head in over:
        if not head.group or (head.group == cell.group and _follow(head, max(inner), over)):
            yield head
    for head in heads if cell.scope != "Column" else ():
        before = head.columns.stop <= cell.columns.start
        if head.scope == "Row" and head.filled and before and _meet(head.rows, cell.rows):
            yield head


def _follow(head: Cell, last: int, over: list[Cell]) -> bool:
    """Tell whether a head's row and those below it, down to row `last`, are all heads."""
    stops = {each.rows.stop for each in over if each.group == head.group}
    return all(row in stops for row in range(head.rows.stop, last + 1))


def _meet(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _rebuilt(kids: tuple[Kid, ...], cells: Iterator[Element]) -> tuple[Kid, ...]:
    """Return what a table holds with its cells replaced in their order."""
    made: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element) and kid.tag in ("TH", "TD"):
            kid = next(cells)
        elif isinstance(kid, Element) and kid.tag in (*GROUPS, "TR"):
            kid = replace(kid, kids=_rebuilt(kid.kids, cells))
        made.append(kid)
    return tuple(made)
