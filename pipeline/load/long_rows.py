"""Rows of pipe tables with more cells than columns, which pandoc cuts off without a warning.

With a backslash before the surplus marks, the rest is in the last cell as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.pipe_rows import is_rule, rows
from pipeline.load.bare_text import bare

# A line of nothing but rule characters under another line, as the rule of a table is.
_RULE_LINE = re.compile(r"(?<=\n)[ \t>]*+([ \t|:+-]++)(?=\n)")


def escape_surplus_marks(text: str) -> str:
    """Return a text with the marks escaped that part cells beyond the last column of their table."""
    if not _RULE_LINE.search(text):
        return text
    at = 0
    parts: list[str] = []
    for mark in sorted(set(_marks(bare(text), text))):
        parts += (text[at:mark], "\\")
        at = mark
    return "".join((*parts, text[at:]))


def _marks(bare_text: str, text: str) -> Iterator[int]:
    """Yield the offsets of marks that separate cells without a column.

    `bare_text` is the text with code and formulas replaced by filler, so that only real tables are found.
    """
    row_end = 0
    for match in _RULE_LINE.finditer(bare_text):
        rule = match[1]
        # A rule among the rows of a table is one of them.
        if match.start() < row_end or "|" not in rule or not is_rule(rule):
            continue
        columns = rule.strip().strip("|").replace("+", "|").count("|") + 1
        head = bare_text.rfind("\n", 0, match.start() - 1) + 1
        if "|" not in bare_text[head : match.start()]:
            continue
        for start, row in rows(text, head):
            row_end = start + len(row.line)
            yield from (start + mark for mark in row.surplus(columns) if bare_text[start + mark] == "|")
