"""pdfium: the only module that imports it. Pages of a PDF in, pictures and words out."""

from __future__ import annotations

import ctypes
import io
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from threading import Lock
from typing import Any
from unicodedata import category

from pipeline import process
from pipeline.bounds import room

# Sharp enough for print at the full width of a page, and no more pixels than a page can have.
WIDEST = 2_000
MAX_PIXELS = 4_000_000
FINEST = 1_200 / 72
SECONDS = 20.0
MEMORY = 2_000_000_000
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


def rasterize(data: bytes) -> bytes:
    """Return the first page of a PDF as PNG; process.ProcessError if there is none."""
    return process.run_apart(draw, data, timeout=SECONDS, memory=room(MEMORY))


def draw(data: bytes) -> bytes:
    """Draw the first page of a PDF on white, within the bounds of size; run it in a process of its own."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        if len(document) == 0:
            raise ValueError("the PDF has no page")
        page = document[0]
        width, height = page.get_size()
        if not (width > 0 and height > 0 and math.isfinite(width * height)):
            raise ValueError("the page of the PDF has no size")
        image = page.render(scale=scale(width, height)).to_pil().convert("RGB")
    output = io.BytesIO()
    image.save(output, "PNG")
    return output.getvalue()


def scale(width: float, height: float) -> float:
    """Return the number of pixels for a point of a page."""
    return min(WIDEST / width, math.sqrt(MAX_PIXELS / (width * height)), FINEST)


@dataclass(frozen=True, slots=True)
class Word:
    """Letters and digits in a row on a page, and their box in shares of its width and height.

    A word that a line divides has the box of its first part.
    """

    text: str
    x: float
    y: float
    width: float
    height: float


# The library may be called from one thread at a time.
_LOCK = Lock()
_LINE_ENDS = frozenset("\r\n")
# What pdfium gives for a hyphen that divides a word at the end of a line.
_DIVISIONS = frozenset("\x02\ufffe\xad")
# What belongs to a number beside it, as signs of currencies do.
_SIGNS = frozenset("+−±~≈%‰°")


class Pages:
    """The pages of a PDF of our own: sizes, pictures and words. Raises ValueError for what is no PDF."""

    def __init__(self, data: bytes) -> None:
        """Open a PDF."""
        import pypdfium2

        with _LOCK:
            try:
                self._document = pypdfium2.PdfDocument(data)
            except pypdfium2.PdfiumError as failure:
                raise ValueError(f"no PDF: {failure}") from failure
            self.sizes = tuple(self._document.get_page_size(each) for each in range(len(self._document)))

    def picture(self, number: int, width: int) -> bytes:
        """Return a page, counted from 0, as PNG of this many pixels in width, within the bounds of size."""
        points, height = self.sizes[number]
        factor = min(width / points, math.sqrt(MAX_PIXELS / (points * height)))
        with _LOCK:
            page = self._document[number]
            image = page.render(scale=factor).to_pil().convert("RGB")
            page.close()
        output = io.BytesIO()
        image.save(output, "PNG", compress_level=1)
        return output.getvalue()

    def words(self, number: int) -> tuple[Word, ...]:
        """Return the words of a page, counted from 0, in the order of its content."""
        with _LOCK:
            page = self._document[number]
            text = page.get_textpage()
            words = tuple(_words(text, *self.sizes[number]))
            text.close()
            page.close()
        return words


def _words(text: Any, width: float, height: float) -> Iterator[Word]:
    from pypdfium2 import raw

    corners = [ctypes.c_double() for _ in range(4)]

    def box(index: int) -> tuple[float, float, float, float]:
        raw.FPDFText_GetCharBox(text, index, *map(ctypes.byref, corners))
        start, end, bottom, top = (each.value for each in corners)
        return start, end, bottom, top

    letters: list[str] = []
    indexes: list[int] = []
    is_divided = False
    sign: int | None = None

    def word() -> Word:
        boxes = [box(each) for each in indexes]
        start, end, bottom, top = boxes[0]
        for other in boxes[1:]:
            if other[2] > top or other[3] < bottom:
                break  # the next line
            start, end = min(start, other[0]), max(end, other[1])
            bottom, top = min(bottom, other[2]), max(top, other[3])
        parts = (start / width, 1 - top / height, (end - start) / width, (top - bottom) / height)
        return Word("".join(letters), *parts)

    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isalnum():
            indexes += [] if sign is None else [sign]
            letters.append(character)
            indexes.append(index)
            is_divided, sign = False, None
        elif letters and character in _DIVISIONS:
            is_divided = True
        elif not (letters and is_divided and character in _LINE_ENDS):
            is_sign = character in _SIGNS or category(character) == "Sc"
            if letters:
                indexes += [index] if is_sign else []
                yield word()
                letters, indexes = [], []
                is_sign = False
            sign = index if is_sign else None
    if letters:
        yield word()


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
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
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
    from pypdfium2 import raw

    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < length < MOST_OF_TAG:
        return None
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0") or None


def _lines(text: Any, page: int, height: float) -> Iterator[tuple[Any, ...]]:
    """Yield the fields of the lines of a page."""
    from pypdfium2 import raw

    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    line: list[_Glyph] = []
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character in _LINE_ENDS:
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
    solid = [each for each in line if not each.text.isspace() and each.text not in _DIVISIONS]
    if solid:
        size = median(each.size for each in solid)
        base = median(each.base for each in solid)
        start, end = min(each.start for each in solid), max(each.end for each in solid)
        top, bottom = height - base - _ABOVE * size, height - base + (1 - _ABOVE) * size
        is_divided = line[-1].text in _DIVISIONS
        yield page, _line_text(line, size, base), start, end, top, bottom, height, is_divided


def _line_text(line: Sequence[_Glyph], size: float, base: float) -> str:
    text = ""
    end: float | None = None
    is_power = False
    for each in line:
        if each.text in _DIVISIONS:
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
