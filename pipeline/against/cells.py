"""The cells of a table as pieces, each with the heads of its row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.against.pieces import Piece, piece


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


def row_pieces(rows: list[list[str]], place: str, heading: str) -> Iterator[Piece]:
    """Yield the cells of a table that have words."""
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            if text.strip():
                where = f"{place}, row {index + 1}"
                context = context_of_cell(rows, index, column)
                yield piece(text, where, kind="cell", heading=heading, context=context, group=where)
