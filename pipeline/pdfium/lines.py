"""The lines of text of a PDF of others, as they stand on its pages."""

from __future__ import annotations

import ctypes
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from pipeline import process
from pipeline.bounds import room
from pipeline.pdfium import library
from pipeline.pdfium.pages import DIVISIONS, LINE_ENDS, MEMORY

# The text of a PDF of others: the pages and seconds that it may take.
MOST_PAGES = 1_000
MOST_OF_TAG = 200
LONGEST_READING = 120.0
# A digit this much smaller than its line, and this much higher, in shares of its size, is a mark of a note.
_SMALL, _RISE = 0.88, 0.12
# The share of a letter's size above its base line.
_ABOVE = 0.8
_MINUS = "-−–"
# A gap as wide as this, in sizes of the line, divides columns.
_COLUMN_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page, counted from 1; its places are in points from the page's left and top edge.

    A tab stands where a gap divides it as the columns of a table do. `is_divided` is whether a hyphen divides
    its last word. Raised digits, which are the numbers of notes, are left out.
    """

    page: int
    text: str
    start: float
    end: float
    top: float
    bottom: float
    page_height: float
    is_divided: bool


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character on a page: where it starts and ends, its base line and its size, in points."""

    text: str
    start: float
    end: float
    base: float
    size: float


def read_lines(data: bytes) -> tuple[tuple[Line, ...], str | None]:
    """Return the lines of a PDF of others and its language, read in a process of its own.

    Raises process.ProcessError with the reason where it cannot be read.
    """
    answer = process.run_apart(_lines_as_json, data, timeout=LONGEST_READING, memory=room(MEMORY))
    answer_data = json.loads(answer)
    return tuple(Line(*each) for each in answer_data["lines"]), answer_data["lang"]


def _lines_as_json(data: bytes) -> bytes:
    with library.load().PdfDocument(data) as document:
        lines: list[tuple[Any, ...]] = []
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            text = page.get_textpage()
            lines += _lines(text, number + 1, page.get_size()[1])
            text.close()
            page.close()
        lang = _language(document)
    return json.dumps({"lines": lines, "lang": lang}).encode()


def _language(document: Any) -> str | None:
    """Return the language that a PDF states."""
    raw = library.raw()

    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < length < MOST_OF_TAG:
        return None
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0") or None


def _lines(text: Any, page: int, height: float) -> Iterator[tuple[Any, ...]]:
    """Yield the fields of the lines of a page."""
    raw = library.raw()

    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    line: list[_Glyph] = []
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character in LINE_ENDS:
            yield from _line(line, page, height)
            line = []
            continue
        raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
        raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
        raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
        # The boxes of letters depend on their font: two fonts of one size differ. Their bases do not.
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        glyph = _Glyph(character, box.left, box.right, y.value, size)
        last = next((each for each in reversed(line) if not each.text.isspace()), None)
        if (
            last
            and not character.isspace()
            and glyph.start < last.start
            and last.base - glyph.base > size / 2
        ):
            # The library does not tell every end of a line.
            yield from _line(line, page, height)
            line = []
        line.append(glyph)
    yield from _line(line, page, height)


def _line(line: Sequence[_Glyph], page: int, height: float) -> Iterator[tuple[Any, ...]]:
    solid = [each for each in line if not each.text.isspace() and each.text not in DIVISIONS]
    if solid:
        size = median(each.size for each in solid)
        base = median(each.base for each in solid)
        start, end = min(each.start for each in solid), max(each.end for each in solid)
        top, bottom = height - base - _ABOVE * size, height - base + (1 - _ABOVE) * size
        is_divided = line[-1].text in DIVISIONS
        yield page, _line_text(line, size, base), start, end, top, bottom, height, is_divided


def _line_text(line: Sequence[_Glyph], size: float, base: float) -> str:
    text = ""
    end: float | None = None
    is_power = False
    for each in line:
        if each.text in DIVISIONS:
            continue
        if each.text.isspace():
            text, is_power = text + " ", False
            continue
        is_raised = each.size < _SMALL * size and each.base > base + _RISE * size
        if is_raised and (each.text.isdigit() or each.text in _MINUS):
            # A power of ten is a part of its number; other raised digits are marks of notes.
            if not is_power and text.endswith("10"):
                text, is_power = text + "^", True
            text += each.text if is_power else ""
            end = each.end
            continue
        is_power = False
        if end is not None and each.start - end > _COLUMN_GAP * size:
            text += "\t"
        text += each.text
        end = each.end
    return text.strip()
