"""Widths of the columns of tables on slides in HTML, to fractions of a percent.

pandoc cuts off the fractions of percents, up to a hundredth of the slide for each column: words measured
to fit would be broken. So a table takes its widths along in an attribute, from which its columns are set.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import nodes as n

_KEY = "widths"
_TABLE = re.compile(
    r'<table(?P<before>[^>]*) data-widths="(?P<widths>[\d. ]+)"(?P<behind>[^>]*)>\s*<colgroup>.*?</colgroup>',
    re.DOTALL,
)
_OWN_WIDTH = re.compile(r' style="width:\d+%;"')


def keep_widths(table: n.Table) -> n.Table:
    """Return a table that takes the widths of its columns along, if all of them are set."""
    widths = [column.width for column in table.columns]
    if not all(widths):
        return table
    text = " ".join(f"{100 * (width or 0):.3f}" for width in widths)
    return replace(table, attr=table.attr.with_pairs(**{_KEY: text}))


def set_widths(markup: str) -> str:
    """Set the columns of pandoc's HTML to the widths that its tables took along."""
    return _TABLE.sub(_with_columns, markup)


def _with_columns(match: re.Match[str]) -> str:
    widths = [float(width) for width in match["widths"].split()]
    total = min(100.0, sum(widths))
    columns = "".join(f'<col style="width: {100 * width / total:.3f}%" />\n' for width in widths)
    attributes = _OWN_WIDTH.sub("", match["before"] + match["behind"])
    return f'<table{attributes} style="width: {total:.3f}%">\n<colgroup>\n{columns}</colgroup>'
