"""The cells of a table as pieces, each with the heads of its row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from pipeline.against.pieces import Piece, piece

T = TypeVar("T")
# More than any table has; a hostile file may say a million.
MOST_SPANNED = 200


def context_of_cell(rows: Sequence[Sequence[str]], index: int, column: int) -> str:
    """Return the words that tell what a cell is of: the heads of its row and column, or its row."""
    row = rows[index]
    if not column:
        # The head of a row is told of by the others in the row.
        return " ".join(row[1:])
    # An empty head is that of the row above.
    head = next((each[0] for each in reversed(rows[: index + 1]) if each and each[0].strip()), "")
    # A row may have heads in several columns: the category, then the series.
    others = [each for each in row[1:column] if not any(letter.isdigit() for letter in each)]
    heads = [head, *others, rows[0][column] if index and column < len(rows[0]) else ""]
    return " ".join(filter(None, heads))


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


def row_pieces(rows: list[list[str]], place: str, heading: str) -> Iterator[Piece]:
    """Yield the cells of a table that have words."""
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            if text.strip():
                where = f"{place}, row {index + 1}"
                context = context_of_cell(rows, index, column)
                yield piece(text, where, kind="cell", heading=heading, context=context, group=where)
