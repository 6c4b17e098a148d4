"""The text objects of a page: their marked content, their font, and whether they are seen."""

from __future__ import annotations

import codecs
import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.pdfium import library

# Objects within objects within a page, and all of a page: no page that is read has more.
MOST_NESTED, MOST_OBJECTS = 12, 200_000
# The corners of a path that clips text; one with more is taken for what its first corners are.
_MOST_CORNERS = 24
# Text in these modes is not drawn.
_INVISIBLE, _CLIP_ONLY = 3, 7

Rectangle = tuple[float, float, float, float]


@dataclass(slots=True)
class FontUse:
    """A font of a file as it is read: its name, whether it is embedded and whether its signs are letters."""

    name: str
    is_embedded: bool
    is_readable: bool = True
    signs: set[str] = field(default_factory=set)


@dataclass(slots=True)
class TextObject:
    """What the marks and the state of a text object say; `start` is where its first glyph begins."""

    number: int
    is_artifact: bool
    spelling: str | None
    spelling_mark: int | None
    reason: str
    font: FontUse | None
    start: float | None


class ObjectReader:
    """Reads the text objects of pages of one document; remembers its fonts."""

    def __init__(self) -> None:
        self.raw = library.raw()
        self.strings = library.Strings()
        self.fonts: dict[int, FontUse] = {}
        self._spellings: dict[int, str] = {}
        self._length = ctypes.c_ulong()
        self._bytes = ctypes.create_string_buffer(4_096)
        self._matrix = self.raw.FS_MATRIX()
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def of_page(self, page: Any) -> dict[int, TextObject]:
        """Return the text objects of a page by their address.

        The texts that stand for glyphs are taken out of the page: pdfium would read them instead.
        """
        objects: dict[int, TextObject] = {}
        self._spellings.clear()
        count = min(self.raw.FPDFPage_CountObjects(page), MOST_OBJECTS)
        handles = (self.raw.FPDFPage_GetObject(page, index) for index in range(count))
        self.collect(handles, objects, (-1, False), 0)
        return objects

    def collect(
        self,
        handles: Iterator[Any],
        objects: dict[int, TextObject],
        outer: tuple[int, bool],
        depth: int,
    ) -> None:
        """Collect text objects by their address; those of a form without marks of their own have its."""
        raw = self.raw
        for handle in handles:
            if not handle or len(objects) >= MOST_OBJECTS:
                continue
            kind = raw.FPDFPageObj_GetType(handle)
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < MOST_NESTED:
                number, is_artifact, *_ = self.marks(handle, outer)
                count = min(raw.FPDFFormObj_CountObjects(handle), MOST_OBJECTS)
                inner = (raw.FPDFFormObj_GetObject(handle, index) for index in range(count))
                self.collect(inner, objects, (number, is_artifact), depth + 1)
            elif kind == raw.FPDF_PAGEOBJ_TEXT:
                address = ctypes.addressof(handle.contents)
                number, is_artifact, spelling, mark = self.marks(handle, outer)
                reason = self.why_hidden(handle, is_on_page=depth == 0)
                start = self.start(handle) if depth == 0 else None
                objects[address] = TextObject(
                    number, is_artifact, spelling, mark, reason, self.font(handle), start
                )

    def start(self, handle: Any) -> float | None:
        """Return where the first glyph of an upright line begins."""
        matrix = self._matrix
        if not self.raw.FPDFPageObj_GetMatrix(handle, ctypes.byref(matrix)) or matrix.b or matrix.a <= 0:
            return None
        start: float = matrix.e
        return start

    def marks(self, handle: Any, outer: tuple[int, bool]) -> tuple[int, bool, str | None, int | None]:
        """Return an object's number, whether it is decoration, its spelling and the mark that has it."""
        raw = self.raw
        number, is_artifact = outer
        spelling: str | None = None
        spelling_mark: int | None = None
        own = raw.FPDFPageObj_GetMarkedContentID(handle)
        if own >= 0:
            number, is_artifact = own, False
        for index in range(raw.FPDFPageObj_CountMarks(handle)):
            mark = raw.FPDFPageObj_GetMark(handle, index)
            if not mark:
                continue
            if spelling is None and raw.FPDFPageObjMark_CountParams(mark):
                # Objects share their marks.
                address = ctypes.addressof(mark.contents)
                spelling = self._spellings.get(address) or self.parameter(mark, b"ActualText")
                if spelling is not None:
                    spelling_mark = address
                    if address not in self._spellings:
                        self._spellings[address] = spelling
                        raw.FPDFPageObjMark_RemoveParam(handle, mark, b"ActualText")
            if own < 0 and not is_artifact:
                is_artifact = self.mark_name(mark) == "Artifact"
        return number, is_artifact, spelling, spelling_mark

    def parameter(self, mark: Any, name: bytes) -> str | None:
        """Return a text of a mark."""
        length = self._length
        get = self.raw.FPDFPageObjMark_GetParamBlobValue
        kind = ctypes.POINTER(ctypes.c_ubyte)
        buffer = self._bytes
        if not get(mark, name, ctypes.cast(buffer, kind), len(buffer), ctypes.byref(length)):
            return None
        if length.value > len(buffer):
            buffer = ctypes.create_string_buffer(length.value)
            get(mark, name, ctypes.cast(buffer, kind), len(buffer), ctypes.byref(length))
        return _text(ctypes.string_at(buffer, length.value))

    def mark_name(self, mark: Any) -> str:
        """Return the name of a mark."""
        get, length = self.raw.FPDFPageObjMark_GetName, self._length
        pointer = ctypes.cast(self._bytes, ctypes.POINTER(ctypes.c_ushort))
        if not get(mark, pointer, len(self._bytes), ctypes.byref(length)) or length.value > len(self._bytes):
            return ""
        return ctypes.string_at(self._bytes, length.value).decode("utf-16-le", "replace").rstrip("\0")

    def why_hidden(self, handle: Any, *, is_on_page: bool) -> str:
        """Return why a text object is not seen, as far as its state tells."""
        raw = self.raw
        if raw.FPDFTextObj_GetTextRenderMode(handle) in (_INVISIBLE, _CLIP_ONLY):
            return "it is written but not drawn"
        colour = self._colour
        if raw.FPDFPageObj_GetFillColor(handle, *map(ctypes.byref, colour)) and colour[3].value == 0:
            return "it is drawn in no colour"
        if is_on_page:
            clip = raw.FPDFPageObj_GetClipPath(handle)
            if clip and raw.FPDFClipPath_CountPaths(clip) > 0:
                return self.why_clipped(handle, clip)
        return ""

    def why_clipped(self, handle: Any, clip: Any) -> str:
        """Return a reason if an object lies outside one of the paths that clip it."""
        raw = self.raw
        box = [ctypes.c_float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(handle, *map(ctypes.byref, box)):
            return ""
        low_x, low_y, high_x, high_y = (each.value for each in box)
        x, y = ctypes.c_float(), ctypes.c_float()
        for path in range(raw.FPDFClipPath_CountPaths(clip)):
            points: list[tuple[float, float]] = []
            for index in range(min(raw.FPDFClipPath_CountPathSegments(clip, path), _MOST_CORNERS)):
                segment = raw.FPDFClipPath_GetPathSegment(clip, path, index)
                if raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
                    points.append((x.value, y.value))
            if points and (
                low_x >= max(x for x, _ in points)
                or high_x <= min(x for x, _ in points)
                or low_y >= max(y for _, y in points)
                or high_y <= min(y for _, y in points)
            ):
                return "it is cut off"
        return ""

    def font(self, handle: Any) -> FontUse | None:
        """Return the font of a text object."""
        raw = self.raw
        font = raw.FPDFTextObj_GetFont(handle)
        if not font:
            return None
        address = ctypes.addressof(font.contents)
        if address not in self.fonts:
            name = self.strings.narrow(raw.FPDFFont_GetBaseFontName, font)
            self.fonts[address] = FontUse(name, raw.FPDFFont_GetIsEmbedded(font) == 1)
        return self.fonts[address]


def _text(data: bytes) -> str:
    """Return a text string of a PDF: in UTF-16 or UTF-8 with its mark, or in letters of one byte."""
    if data.startswith(codecs.BOM_UTF16_BE):
        return data[2:].decode("utf-16-be", "replace")
    if data.startswith(codecs.BOM_UTF8):
        return data[3:].decode("utf-8", "replace")
    return data.decode("latin-1")
