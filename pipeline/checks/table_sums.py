"""Tables whose numbers belong together: a last row of totals, a column with each row's share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.survey import Survey
from pipeline.discourse.arithmetic_rules import rule
from pipeline.discourse.language import pattern
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Place
from pipeline.wording import number_reading
from pipeline.wording.number_reading import Number
from pipeline.wording.numbers import number_text

PER_CENT = Decimal(100)
# Fewer rows that have their share do not prove that a column is one of shares.
ROWS = 2


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell whose number is not what the others of its column or row make."""

    cell: n.Cell
    text: str
    message: str
    share: bool


@dataclass(frozen=True)
class _Grid:
    rows: list[tuple[n.Cell, ...]]
    texts: list[list[str]]
    has_total: bool

    def column(self, number: int, lang: str) -> list[Number | None]:
        """Return the numbers of a column, of the row of totals last."""
        return [_number(row[number], lang) if number < len(row) else None for row in self.texts]


def table_faults(table: n.Table, lang: str) -> Iterator[CellFault]:
    """Yield the cells of a table that the other cells contradict: first shares, then totals."""
    grid = _read(table, lang)
    if grid is None:
        return
    columns = {number: grid.column(number, lang) for number in range(1, len(grid.texts[-1]))}
    wrong = list(_share_faults(grid, columns, lang))
    yield from wrong
    if grid.has_total:
        shares = {id(fault.cell) for fault in wrong}
        for number, numbers in columns.items():
            if not any(id(row[number]) in shares for row in grid.rows if number < len(row)):
                yield from _total_fault(grid, number, numbers, lang)


def place_of_cell(survey: Survey, table: n.Table, fault: CellFault) -> Place:
    """Return the place of a cell's text."""
    at = next((node.at for node in walk.walk(fault.cell.blocks) if node.at is not None), table.at)
    return survey.place(at, fault.text)


def _read(table: n.Table, lang: str) -> _Grid | None:
    """Return the cells of a table; None for a small one, one with merged cells, and one with subtotals."""
    rows = [row.cells for body in table.bodies for row in body.rows] + [row.cells for row in table.foot.rows]
    texts = [[walk.text_of(cell.blocks) for cell in row] for row in rows]
    if len(rows) < 3 or not texts[-1]:
        return None
    if any(cell.row_span != 1 or cell.col_span != 1 for row in rows for cell in row):
        return None
    total = pattern(lang, "values", "total-row")
    heads = [row[0] if row else "" for row in texts]
    if any(total.search(head) or rule(lang, "totals", "of-row").search(head) for head in heads[:-1]):
        return None
    return _Grid(rows, texts, total.search(heads[-1]) is not None)


def _total_fault(grid: _Grid, column: int, numbers: list[Number | None], lang: str) -> Iterator[CellFault]:
    amounts_here = [number for number in numbers if number is not None]
    if len(amounts_here) < len(numbers):
        return
    *parts, total = amounts_here
    slack = sum(
        (number.quantum / 2 for number in amounts_here if number.has_scale or number.quantum < 1), Decimal(0)
    )
    if any(number.percent for number in amounts_here):
        slack = sum(
            (number.quantum / 2 for number in amounts_here if number is not total or number.quantum < 1),
            Decimal(0),
        )
    value = sum((number.value for number in parts), Decimal(0))
    if abs(value - total.value) <= slack or not _can_be_added(parts, total):
        return
    text = grid.texts[-1][column]
    yield CellFault(
        grid.rows[-1][column],
        text,
        f"the column adds up to {number_text(value, lang)}, not to {text!r}",
        False,
    )


def _can_be_added(parts: list[Number], total: Number) -> bool:
    """Return whether a last cell can be a sum: not one of rates, which is near their mean."""
    most = max(number.value for number in parts)
    return not (total.percent and total.value <= most and total.value != PER_CENT)


def _share_faults(grid: _Grid, columns: Mapping[int, list[Number | None]], lang: str) -> Iterator[CellFault]:
    """Yield the cells of columns of shares that are not the share of their row in another column."""
    rows = len(grid.rows) - grid.has_total
    for column, shares in columns.items():
        amounts_here = [number for number in shares[:rows] if number is not None]
        if len(amounts_here) < rows or not all(number.percent for number in amounts_here):
            continue
        for other, counts in columns.items():
            amounts = [number for number in counts[:rows] if number is not None]
            if other == column or len(amounts) < rows or any(number.percent for number in amounts):
                continue
            whole = sum((number.value for number in amounts), Decimal(0))
            if whole <= 0 or any(number.value < 0 for number in amounts):
                continue
            wrong = [
                index for index in range(rows) if not _is_share(amounts_here[index], amounts[index], whole)
            ]
            if rows - len(wrong) >= max(ROWS, 2 * len(wrong)):
                for index in wrong:
                    value = number_text(round(amounts[index].value / whole * PER_CENT, 1), lang)
                    own, text = grid.texts[index][other], grid.texts[index][column]
                    message = f"{own!r} of {number_text(whole, lang)} is {value} per cent, not {text!r}"
                    yield CellFault(grid.rows[index][column], text, message, True)
                break


def _is_share(share: Number, amount: Number, whole: Decimal) -> bool:
    return abs(amount.value / whole * PER_CENT - share.value) <= share.quantum


def _number(text: str, lang: str) -> Number | None:
    """Return the number in a cell that contains exactly one; None for any other cell."""
    numbers_found = list(number_reading.numbers(text, lang))
    return numbers_found[0] if len(numbers_found) == 1 else None
