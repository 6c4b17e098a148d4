"""The sheet behind a native chart: categories, values, and the text of each label beside its value.

Every text is written as text: a name that begins with `=` or is an address becomes neither a formula nor a
link.
"""

from __future__ import annotations

import io
from datetime import datetime

from xlsxwriter import Workbook

from pipeline import archive
from pipeline.formats.pptx.charts.data import ChartData
from pipeline.wording.clipping import clip

SHEET = "Sheet1"
# The length of a cell, in characters.
_LONGEST = 32_767


def workbook(data: ChartData, date: datetime) -> bytes:
    """Return the workbook of a chart; its bytes depend only on the data and the date."""
    file = io.BytesIO()
    with archive.without_clock():
        book = Workbook(file, {"in_memory": True})
        book.set_properties({"created": date.replace(tzinfo=None)})
        sheet = book.add_worksheet(SHEET)
        sheet.write_string(0, 0, _cell(data.drawing.head[0]))
        for row, name in enumerate(data.categories, 1):
            sheet.write_string(row, 0, _cell(name))
        for index, series in enumerate(data.series):
            values, labels = values_column(index), labels_column(data, index)
            sheet.write_string(0, values, _cell(heading(data, index)))
            sheet.write_string(0, labels, _cell(f"{series.name} · {data.drawing.head[-1]}".strip(" ·")))
            for row, point in enumerate(series.points, 1):
                if point is not None:
                    sheet.write_number(row, values, point.value)
                    sheet.write_string(row, labels, _cell(point.text))
        book.close()
    return archive.repack(file.getvalue(), date)


def heading(data: ChartData, index: int) -> str:
    """Return the name of a series; the unit for a series without a name."""
    return data.series[index].name or data.drawing.unit or data.drawing.title


def values_column(index: int) -> int:
    """Return the column of a series' values."""
    return 1 + index


def labels_column(data: ChartData, index: int) -> int:
    """Return the column of the labels of a series, after all values."""
    return 1 + len(data.series) + index


def cells(column: int, first: int, last: int | None = None) -> str:
    """Return the reference to cells of a column, rows counted from 1."""
    letters, number = "", column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    end = "" if last is None else f":${letters}${last}"
    return f"{SHEET}!${letters}${first}{end}"


def _cell(text: str) -> str:
    return clip(text, _LONGEST)
