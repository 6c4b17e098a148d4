"""Pages of a PDF as pictures, and the words on them."""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import category

from pipeline import process
from pipeline.bounds import room
from pipeline.pdfium import library
from pipeline.pdfium.library import LOCK

# Sharp enough for print at the full width of a page, and no more pixels than a page can have.
WIDEST = 2_000
MAX_PIXELS = 4_000_000
FINEST = 1_200 / 72
SECONDS = 20.0
MEMORY = 2_000_000_000


def rasterize(data: bytes) -> bytes:
    """Return the first page of a PDF as PNG; process.ProcessError if there is none."""
    return process.run_apart(draw, data, timeout=SECONDS, memory=room(MEMORY))


def draw(data: bytes) -> bytes:
    """Draw the first page of a PDF on white, within the bounds of size; run it in a process of its own."""
    with library.load().PdfDocument(data) as document:
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


# Left, top, right and bottom in shares of a page.
Box = tuple[float, float, float, float]

LINE_ENDS = frozenset("\r\n")
# What pdfium gives for a hyphen that divides a word at the end of a line.
DIVISIONS = frozenset("\x02\ufffe\xad")
# What belongs to a number beside it, as signs of currencies do.
_SIGNS = frozenset("+−±~≈%‰°")


class Pages:
    """The pages of a PDF of our own: sizes, pictures and words. Raises ValueError for what is no PDF."""

    def __init__(self, data: bytes) -> None:
        """Open a PDF."""
        pypdfium2 = library.load()
        with LOCK:
            try:
                self._document = pypdfium2.PdfDocument(data)
            except pypdfium2.PdfiumError as failure:
                raise ValueError(f"no PDF: {failure}") from failure
            self.sizes = tuple(self._document.get_page_size(each) for each in range(len(self._document)))

    def picture(self, number: int, width: int) -> bytes:
        """Return a page, counted from 0, as PNG of this many pixels in width, within the bounds of size."""
        points, height = self.sizes[number]
        factor = min(width / points, math.sqrt(MAX_PIXELS / (points * height)))
        with LOCK:
            page = self._document[number]
            image = page.render(scale=factor).to_pil().convert("RGB")
            page.close()
        output = io.BytesIO()
        image.save(output, "PNG", compress_level=1)
        return output.getvalue()

    def cuttings(self, number: int, boxes: Sequence[Box], width: int) -> list[bytes]:
        """Return parts of a page, counted from 0, as grey PNG; a whole page is this many pixels wide."""
        points, height = self.sizes[number]
        factor = min(width / points, math.sqrt(MAX_PIXELS / (points * height)))
        with LOCK:
            page = self._document[number]
            image = page.render(scale=factor).to_pil().convert("L")
            page.close()
        pictures: list[bytes] = []
        for box in boxes:
            sides = zip(box, (image.width, image.height) * 2, strict=True)
            output = io.BytesIO()
            image.crop(tuple(round(share * length) for share, length in sides)).save(output, "PNG")
            pictures.append(output.getvalue())
        return pictures

    def words(self, number: int) -> tuple[Word, ...]:
        """Return the words of a page, counted from 0, in the order of its content."""
        with LOCK:
            page = self._document[number]
            text = page.get_textpage()
            words = tuple(_words(text, *self.sizes[number]))
            text.close()
            page.close()
        return words


def _words(text: Any, width: float, height: float) -> Iterator[Word]:
    raw = library.raw()

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
        elif letters and character in DIVISIONS:
            is_divided = True
        elif not (letters and is_divided and character in LINE_ENDS):
            is_sign = character in _SIGNS or category(character) == "Sc"
            if letters:
                indexes += [index] if is_sign else []
                yield word()
                letters, indexes = [], []
                is_sign = False
            sign = index if is_sign else None
    if letters:
        yield word()
