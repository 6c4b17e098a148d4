"""The builds as a table: for each article, variations by artifacts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.reproduction.comparison import Comparison, Row

_WORDS = {True: "identical", False: "differs"}


def table(rows: Sequence[Row]) -> str:
    """Return a table for each article: a line for each variation, a column for each artifact."""
    tables = (_of_article(slug, list(group)) for slug, group in groupby(rows, key=lambda row: row.slug))
    return "\n\n".join(tables)


def summary(rows: Sequence[Row]) -> str:
    """Return how many artifacts are the same in how many variations, and what was not attempts."""
    same_count = sum(not row.unlike for row in rows)
    variations = rows[0].comparisons if rows else ()
    attempts = sum(not each.rebuild.reason for each in variations)
    skips = len(variations) - attempts
    text = f"{same_count} of {_count(len(rows), 'artifact')} identical over {_count(attempts, 'variation')}"
    return text + (f"; {_count(skips, 'variation')} not checked" if skips else "")


def _of_article(slug: str, rows: Sequence[Row]) -> str:
    lines = [(slug, *(row.name for row in rows))]
    for number, first in enumerate(rows[0].comparisons):
        name = first.rebuild.variation.name
        if first.rebuild.reason:
            cure = f" ({first.rebuild.cure})" if first.rebuild.cure else ""
            lines.append((name, f"not checked: {first.rebuild.reason}{cure}"))
        else:
            lines.append((name, *(_cell(row, row.comparisons[number]) for row in rows)))
    widths = [
        max(len(line[column]) for line in lines if len(line) == len(lines[0]))
        for column in range(len(lines[0]))
    ]
    # A reason is longer than a column, and nothing follows it.
    widths[0] = max(len(line[0]) for line in lines)
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=False)).rstrip()
        for line in lines
    )


def _cell(row: Row, comparison: Comparison) -> str:
    is_same = row.is_same(comparison)
    return "not built" if not comparison.digest else _WORDS[bool(is_same)]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
