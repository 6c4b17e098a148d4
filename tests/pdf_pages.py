"""A finished PDF as its readers have it: tagged elements, and where on the pages their pieces stand.

pikepdf reads the structure and pypdfium2 the pages; what wrote the file is not asked.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw

from tests import tagged


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: its page, its number there, its words, and its box in points from the lower left."""

    page: int
    mark: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    font: str
    size: float


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element: its tag, the elements around it, and its pieces in reading order."""

    tag: str
    within: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words, as they are read out."""
        return "".join(piece.text for piece in self.pieces)

    def lines(self) -> Iterator[tuple[Piece, ...]]:
        """Yield the pieces of each line, the lines from top to bottom, page after page."""
        line: list[Piece] = []
        for piece in self.pieces:
            if line and (piece.page != line[0].page or piece.top < line[0].bottom + 0.5):
                yield tuple(line)
                line = []
            line.append(piece)
        if line:
            yield tuple(line)


@dataclass(frozen=True, slots=True)
class PdfPages:
    """A PDF: the sizes of its pages, every piece of text on them, and its elements from head to end."""

    sizes: tuple[tuple[float, float], ...]
    pieces: tuple[Piece, ...]
    elements: tuple[Element, ...]


def read(path: Path) -> PdfPages:
    """Read a PDF."""
    data = path.read_bytes()
    pages = list(pypdfium2.PdfDocument(data))
    pieces = tuple(piece for number, page in enumerate(pages) for piece in _pieces(number, page))
    result: dict[tuple[int, int], tuple[Piece, ...]] = {}
    for piece in pieces:
        if piece.mark >= 0:
            result[piece.page, piece.mark] = (*result.get((piece.page, piece.mark), ()), piece)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = tagged.structure(pdf, lambda page, number: result.get((page, number), ()))
        elements = tuple(_elements(root, ()))
    return PdfPages(tuple(page.get_size() for page in pages), pieces, elements)


def page_texts(pdf: Path | bytes) -> list[str]:
    """Return the text of each page, as it is copied from it."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def _pieces(number: int, page: pypdfium2.PdfPage) -> Iterator[Piece]:
    words = page.get_textpage()
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
        result, bottom, right, top = each.get_bounds()
        font = raw.FPDFTextObj_GetFont(each)
        yield Piece(
            number, raw.FPDFPageObj_GetMarkedContentID(each), _text(each, words), result, bottom, right, top,
            _font_name(font), _size(each),
        )  # fmt: skip


def _text(each: pypdfium2.PdfObject, words: pypdfium2.PdfTextPage) -> str:
    length = raw.FPDFTextObj_GetText(each, words, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(each, words, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16le").rstrip("\0")


def _font_name(font: object) -> str:
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode().partition("+")[2]


def _size(each: pypdfium2.PdfObject) -> float:
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(each, size)
    return round(size.value * 0.75, 2)  # WeasyPrint writes CSS pixels, 96 to the inch


def _elements(node: tagged.Element[tuple[Piece, ...]], within: tuple[str, ...]) -> Iterator[Element]:
    """Yield an element and those within, parents first."""
    yield Element(node.tag, within, tuple(chain.from_iterable(node.content())))
    for kid in node.children():
        yield from _elements(kid, (*within, node.tag))


def overlaps(pieces: tuple[Piece, ...], share: float = 0.25) -> Iterator[tuple[Piece, Piece]]:
    """Yield pairs of pieces on one page that cover each other by more than a share of the smaller one."""
    by_page: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.text.strip():
            by_page.setdefault(piece.page, []).append(piece)
    for some in by_page.values():
        some.sort(key=lambda piece: -piece.top)
        for index, one in enumerate(some):
            for other in some[index + 1 :]:
                if other.top <= one.bottom:
                    break
                wide = min(one.right, other.right) - max(one.left, other.left)
                high = min(one.top, other.top) - max(one.bottom, other.bottom)
                least = min((each.right - each.left) * (each.top - each.bottom) for each in (one, other))
                if wide > 0 and high > 0 and wide * high > share * least:
                    yield one, other
