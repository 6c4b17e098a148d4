"""The heads of tables on paper: a head that is repeated on each page must leave room for rows."""

from __future__ import annotations

from pipeline.model import nodes as n
from pipeline.model.walk import text_of, walk

# A repeated head may have this many lines, about a sixth of a page; a line has about this many characters.
LINES = 10
CHARACTERS = 90


def is_tall(table: n.Table) -> bool:
    """Return whether the head of a table is too high to be repeated on each page.

    WeasyPrint drops a head that does not fit on a page, and leaves the rest of the page empty if it barely
    fits. Cells with an image or a block that is not a paragraph count as too high.
    """
    lines = 0
    for row in (*table.head.rows, *table.foot.rows):
        blocks = tuple(block for cell in row.cells for block in cell.blocks)
        if not all(isinstance(block, n.Plain | n.Para) for block in blocks):
            return True
        if any(isinstance(node, n.Image) and not _is_formula(node) for node in walk(blocks)):
            return True
        lines += max((_lines(cell, len(table.columns)) for cell in row.cells), default=0)
    return lines > LINES


def _lines(cell: n.Cell, columns: int) -> int:
    """Estimate the lines of a cell in one of several equal columns."""
    texts = [text_of((block,), notes=True) for block in cell.blocks]
    return sum(1 + len(text) * columns // CHARACTERS for text in texts)


def _is_formula(image: n.Image) -> bool:
    return {"formula", "inline"} <= set(image.attr.classes)
