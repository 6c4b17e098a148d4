"""The closing table of a build: each artifact with its size, extent and seconds."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from typing import Any

from pipeline.build_report import Report

FAILURE_LABEL = "not built"
HEADS = ("artifact", "size", "extent", "seconds")
_GAP = "  "


def table(reports: Sequence[Report]) -> str:
    """Return the closing table: each artifact with its size, pages or slides, and seconds, or `not built`."""
    rows = [row for report in reports for row in _rows(report)]
    return _plain(rows) or _fold(rows)


def _rows(report: Report) -> list[tuple[str, ...]]:
    return [
        *(
            (
                str(item.path),
                size_text(item.size),
                extent_text(item.extent, item.extent_unit),
                f"{item.seconds:.1f}",
            )
            for item in report.artifacts
        ),
        *((str(path), FAILURE_LABEL, "", "") for path in report.failed_paths),
    ]


def _plain(rows: Sequence[Sequence[str]]) -> str:
    """Return the table if it needs no folding and no widths of letters; else nothing.

    Nearly every table is such a one, and rich takes longer to import than an article that has not changed.
    """
    if not all(cell.isascii() and cell.isprintable() for row in rows for cell in row):
        return ""
    widths = [max(map(len, column)) for column in zip(HEADS, *rows, strict=True)]
    if sum(widths) + len(_GAP) * (len(widths) - 1) > _width():
        return ""
    lines = (
        _GAP.join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (HEADS, *rows)
    )
    return "\n".join(line.rstrip() for line in lines)


def _fold(rows: Sequence[Sequence[str]]) -> str:
    from rich.table import Table

    result = Table(box=None, pad_edge=False, header_style="bold")
    result.add_column(HEADS[0], overflow="fold")
    for head in HEADS[1:]:
        result.add_column(head, justify="right", overflow="fold")
    for row in rows:
        result.add_row(*row)
    return text_of(result)


def extent_text(count: int, unit: str) -> str:
    """Return how many pages, chapters or slides there are; the unit is a plural."""
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"


def size_text(size: int) -> str:
    """Return a size in bytes as kB or MB (powers of ten)."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"


def text_of(rich_table: Any) -> str:
    """Return a table of rich as lines as wide as the terminal."""
    from rich.console import Console

    out = io.StringIO()
    # Brackets are text, as in `pip install '.[khmer]'` and in names of folders, and no style.
    Console(file=out, width=_width(), highlight=False, markup=False).print(rich_table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _width() -> int:
    return max(80, shutil.get_terminal_size((110, 24)).columns)
