"""A finished PDF as its readers have it: tagged elements, and where on the pages their pieces stand.

pikepdf reads the structure and pypdfium2 the pages; what wrote the file is not asked.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw


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
class Printed:
    """A PDF: the sizes of its pages, every piece of text on them, and its elements from head to end."""

    sizes: tuple[tuple[float, float], ...]
    pieces: tuple[Piece, ...]
    elements: tuple[Element, ...]


def read(path: Path) -> Printed:
    """Read a PDF."""
    data = path.read_bytes()
    pages = list(pypdfium2.PdfDocument(data))
    pieces = tuple(piece for number, page in enumerate(pages) for piece in _pieces(number, page))
    marked: dict[tuple[int, int], tuple[Piece, ...]] = {}
    for piece in pieces:
        if piece.mark >= 0:
            marked[piece.page, piece.mark] = (*marked.get((piece.page, piece.mark), ()), piece)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        root = pdf.Root.StructTreeRoot.K
        top = root[0] if isinstance(root, pikepdf.Array) else root
        elements = tuple(_elements(top, (), numbers, marked))
    return Printed(tuple(page.get_size() for page in pages), pieces, elements)


def _pieces(number: int, page: pypdfium2.PdfPage) -> Iterator[Piece]:
    words = page.get_textpage()
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
        left, bottom, right, top = each.get_bounds()
        font = raw.FPDFTextObj_GetFont(each)
        yield Piece(
            number, raw.FPDFPageObj_GetMarkedContentID(each), _text(each, words), left, bottom, right, top,
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


def _elements(
    node: pikepdf.Object,
    within: tuple[str, ...],
    pages: Mapping[tuple[int, int], int],
    marked: Mapping[tuple[int, int], tuple[Piece, ...]],
) -> Iterator[Element]:
    """Yield the elements that hold text and those within, parents first."""
    tag = str(node.S)[1:]
    yield Element(tag, within, tuple(_held(node, None, pages, marked)))
    for kid in _kids(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _elements(kid, (*within, tag), pages, marked)


def _held(
    node: pikepdf.Object,
    page: int | None,
    pages: Mapping[tuple[int, int], int],
    marked: Mapping[tuple[int, int], tuple[Piece, ...]],
) -> Iterator[Piece]:
    own = pages[node.Pg.objgen] if "/Pg" in node else page
    for kid in _kids(node):
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                yield from _held(kid, own, pages, marked)
            elif "/MCID" in kid:
                yield from marked.get((pages[kid.Pg.objgen], int(kid.MCID)), ())
        elif own is not None:
            yield from marked.get((own, int(kid)), ())


def _kids(node: pikepdf.Object) -> list[pikepdf.Object]:
    kids = node.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


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


def gaps(lines: list[tuple[Piece, ...]]) -> list[float]:
    """Return the distances between the feet of lines that follow one another."""
    return [one[0].bottom - other[0].bottom for one, other in pairwise(lines)]
