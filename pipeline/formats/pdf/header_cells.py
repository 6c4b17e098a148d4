"""The header cells of tables, and which of them apply to each cell.

If a table has one row of headers, the scope of each, column or row, is enough. If headers span others, or are
repeated within the table, each cell lists the ids of its headers.

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
    """A cell with its row group (0 is the head), rows and columns; `scope` is empty if it is no header."""

    element: Element
    group: int
    rows: range
    columns: range
    scope: str

    @property
    def has_content(self) -> bool:
        """Return whether the cell has any content."""
        return next(content(self.element.kids), None) is not None


def name_table_heads(root: Element) -> Element:
    """Add the scope to each header cell, and the ids of its headers to each cell that needs them."""
    return replace(root, kids=_within(root.kids, count(1)))


def _within(kids: tuple[Kid, ...], numbers: Iterator[int]) -> tuple[Kid, ...]:
    result: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element):
            if kid.tag == "Table":
                kid = _add_headers(kid, f"table-{next(numbers)}")
            kid = replace(kid, kids=_within(kid.kids, numbers))
        result.append(kid)
    return tuple(result)


def _add_headers(table: Element, name: str) -> Element:
    """Add scopes and headers to the cells of a table; `name` is the prefix of the headers' ids."""
    cells = list(_cells(table))
    heads = [cell for cell in cells if cell.scope]
    names = _names(heads, name) if _needs_names(heads) else {}
    cells_by_place: dict[tuple[int, int], Element] = {}
    for cell in cells:
        at = cell.rows.start, cell.columns.start
        headers = tuple(
            names[each.rows.start, each.columns.start] for each in _heads_over(cell, heads) if names
        )
        cells_by_place[at] = replace(
            cell.element, scope=cell.scope, id=names.get(at, cell.element.id), headers=headers
        )
    return replace(table, kids=_replace_cells(table.kids, iter(cells_by_place.values())))


def _cells(table: Element) -> Iterator[Cell]:
    """Yield the cells of a table in order."""
    row = 0
    for place, group in enumerate((kid for kid in elements(table.kids) if kid.tag in GROUPS), 1):
        number = 0 if group.tag == "THead" else place
        rows = [kid for kid in elements(group.kids) if kid.tag == "TR"]
        end = row + len(rows)
        occupied_cells: set[tuple[int, int]] = set()
        for line in rows:
            cells = [kid for kid in elements(line.kids) if kid.tag in ("TH", "TD")]
            across = group.tag == "THead" or (len(cells) > 1 and all(cell.tag == "TH" for cell in cells))
            column = 0
            for cell in cells:
                while (row, column) in occupied_cells:
                    column += 1
                columns, down = cell.spans
                area = range(row, min(row + max(down, 1), end)), range(column, column + max(columns, 1))
                occupied_cells.update((r, c) for r in area[0] for c in area[1])
                scope = ("Column" if across else "Row") if cell.tag == "TH" else ""
                yield Cell(cell, number, *area, scope)
                column += max(columns, 1)
            row += 1


def _needs_names(heads: list[Cell]) -> bool:
    """Return whether the scopes, row or column, are not enough to know the headers of a cell."""
    columns = [cell for cell in heads if cell.scope == "Column"]
    rows = [cell for cell in heads if cell.scope == "Row"]
    return (
        len({cell.rows.start for cell in columns}) > 1
        or len({cell.columns.start for cell in rows}) > 1
        or any(len(cell.rows) > 1 or len(cell.columns) > 1 for cell in heads)
    )


def _names(heads: list[Cell], name: str) -> Mapping[tuple[int, int], str]:
    """Return an id for each header by its place."""
    places = [(cell.rows.start, cell.columns.start) for cell in heads]
    return {(row, column): f"{name}-{row + 1}-{column + 1}" for row, column in places}


def _heads_over(cell: Cell, heads: list[Cell]) -> Iterator[Cell]:
    """Yield the headers of a cell: those over its columns, then those before it in its rows.

    Headers within the body of a table apply up to the next such row; those at its top always.
    """
    over = [
        head for head in heads
        if head.scope == "Column" and head.has_content and head.rows.stop <= cell.rows.start
        and _overlap(head.columns, cell.columns)
    ]  # fmt: skip
    inner = [head.rows.stop for head in over if head.group and head.group == cell.group]
    for head in over:
        if not head.group or (head.group == cell.group and _follow(head, max(inner), over)):
            yield head
    for head in heads if cell.scope != "Column" else ():
        before = head.columns.stop <= cell.columns.start
        if head.scope == "Row" and head.has_content and before and _overlap(head.rows, cell.rows):
            yield head


def _follow(head: Cell, last: int, over: list[Cell]) -> bool:
    """Return whether the rows of a header and those below it, down to row `last`, are all headers."""
    stops = {each.rows.stop for each in over if each.group == head.group}
    return all(row in stops for row in range(head.rows.stop, last + 1))


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _replace_cells(kids: tuple[Kid, ...], cells: Iterator[Element]) -> tuple[Kid, ...]:
    """Replace the cells of a table in order."""
    result: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element) and kid.tag in ("TH", "TD"):
            kid = next(cells)
        elif isinstance(kid, Element) and kid.tag in (*GROUPS, "TR"):
            kid = replace(kid, kids=_replace_cells(kid.kids, cells))
        result.append(kid)
    return tuple(result)
