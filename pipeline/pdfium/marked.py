"""The marked content of a page: the text of its glyphs, the text that stands for them, and where it is."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from unicodedata import bidirectional

from pipeline.pdfium import library
from pipeline.pdfium.objects import FontUse, ObjectReader, Rectangle, TextObject

# What pdfium gives for a hyphen that ends a line.
_LINE_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})
# Signs that say that a glyph has no meaning.
_MEANINGLESS = "\ufffd"
# Text that reaches no more points than this beyond an edge is on the page.
_TOLERANCE = 1.0
# Letters of less than this many points are no letters.
_LEAST_HEIGHT = 0.5
# Letters that are searched for the end of a stretch of one object, at first.
_STEP = 32
# The width of a blank, in heights of a letter, at least.
_BLANK = 0.1
_RIGHT_TO_LEFT = ("R", "AL")
_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Run:
    """Text drawn by objects in a row of one marked content.

    `number` is that of the content, -1 where it has none. `spelling` is the text that the file gives for the
    glyphs. `first` and `last` are the boxes of its first and last letter: left, bottom, right and top.
    `reason` is why nobody can see or read it. `index` is its place on the page as it is drawn, `has_gap`
    whether there is room for a blank before it.
    """

    text: str
    number: int
    is_artifact: bool
    first: Rectangle
    last: Rectangle
    spelling: str | None = None
    reason: str = ""
    index: int = 0
    has_gap: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Letters of one object in a row: its address, their indexes, and whether there is a gap before them."""

    address: int
    start: int
    end: int
    text: str
    has_gap: bool


class PageReader:
    """Reads pages of one document; remembers its fonts."""

    def __init__(self) -> None:
        self.raw = library.raw()
        self.objects = ObjectReader()
        self._text_object = library.address_function("FPDFText_GetTextObject", ctypes.c_void_p, ctypes.c_int)
        self._rectangle = self.raw.FS_RECTF()

    def runs(self, page: Any) -> list[Run]:
        """Return the runs of text of a page in the order in which they are drawn."""
        bounds = self.bounds(page)
        objects = self.objects.of_page(page)
        text_page = self.raw.FPDFText_LoadPage(page)
        if not text_page:
            return []
        try:
            return self.read(text_page, objects, bounds)
        finally:
            self.raw.FPDFText_ClosePage(text_page)

    def bounds(self, page: Any) -> Rectangle:
        """Return the box of a page."""
        box = self._rectangle
        self.raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
        return box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)

    def read(self, text_page: Any, objects: dict[int, TextObject], bounds: Rectangle) -> list[Run]:
        """Return the runs of a page whose objects are known."""
        runs: list[Run] = []
        last_mark: int | None = None
        last_end = 0
        for stretch in self.stretches(text_page):
            thing = objects.get(stretch.address)
            text = self.text_of(text_page, stretch)
            if thing is None or not text:
                continue
            start, end = stretch.start, stretch.end
            first = self.box(text_page, start)
            last = self.box(text_page, end - 1) if end - 1 > start else first
            if self.lacks_blank(thing, text, first):
                text = " " + text
            reason = thing.reason or self.why_unseen(first, last, bounds)
            if thing.font is not None:
                reason = self.why_unreadable(text_page, start, end, text, thing.font) or reason
            has_gap = stretch.has_gap and last_end > 0
            last_end = end
            previous = runs[-1] if runs else None
            if previous is not None and thing.spelling_mark is not None and last_mark == thing.spelling_mark:
                previous.text += " " * has_gap + text
                previous.last = last
                previous.reason = previous.reason or reason
                continue
            last_mark = thing.spelling_mark
            runs.append(
                Run(
                    text,
                    thing.number,
                    thing.is_artifact,
                    first,
                    last,
                    thing.spelling,
                    reason,
                    len(runs),
                    has_gap,
                )
            )
        return runs

    @staticmethod
    def lacks_blank(thing: TextObject, text: str, first: Rectangle) -> bool:
        """Return whether a blank at the start is left out, as pdfium does after one, or after a picture."""
        if thing.start is None or text[0] == " " or bidirectional(text[0]) in _RIGHT_TO_LEFT:
            return False
        return first[0] - thing.start > _BLANK * (first[3] - first[1])

    def stretches(self, text_page: Any) -> Iterator[_Stretch]:
        """Yield stretches of letters of one object."""
        raw = self.raw
        count = raw.FPDFText_CountChars(text_page)
        if count <= 0:
            return
        buffer = (ctypes.c_ushort * (count + 1))()
        size = raw.FPDFText_GetText(text_page, 0, count, buffer)
        text = ctypes.string_at(buffer, max(0, size - 1) * 2).decode("utf-16-le", "replace")
        handle = ctypes.cast(text_page, ctypes.c_void_p).value
        is_plain = len(text) == count
        if not is_plain:
            text = "".join(chr(raw.FPDFText_GetUnicode(text_page, index)) for index in range(count))
        # Letters from right to left are put into their order, object by object; others stand in theirs.
        has_sides = not is_plain or any(bidirectional(each) in _RIGHT_TO_LEFT for each in set(text))
        start, before = 0, 0
        while start < count:
            address = self._text_object(handle, start)
            if address is None:
                start += 1
                continue
            end = start + 1
            if has_sides:
                while end < count and self._text_object(handle, end) in (address, None):
                    end += 1
            else:
                end = self.end(handle, address, start, count)
            after = end
            while self._text_object(handle, end - 1) is None:
                end -= 1
            yield _Stretch(address, start, end, text[start:end], text[before:start] == " ")
            start, before = after, end

    def end(self, handle: int | None, address: int, start: int, count: int) -> int:
        """Return the index after the last letter of an object's stretch; what pdfium adds has no object."""
        low = start
        while True:
            high = min(low + _STEP, count - 1)
            other, high = self.object_before(handle, low, high)
            if high == low or other != address:
                break
            low = high
        while low + 1 < high:
            middle = (low + high) // 2
            other, place = self.object_before(handle, low, middle)
            if place == low or other == address:
                low = middle
            else:
                high = place
        return low + 1

    def object_before(self, handle: int | None, low: int, high: int) -> tuple[int | None, int]:
        """Return the object of the last letter up to an index that has one, and its index."""
        while high > low:
            other = self._text_object(handle, high)
            if other is not None:
                return other, high
            high -= 1
        return None, low

    def text_of(self, text_page: Any, stretch: _Stretch) -> str:
        """Return the text of a stretch without what pdfium adds, and with hyphens at line ends."""
        text, is_added = stretch.text, self.raw.FPDFText_IsGenerated
        if any(each in text for each in " \r\n"):
            text = "".join(
                each
                for index, each in enumerate(text, stretch.start)
                if each not in " \r\n" or is_added(text_page, index) != 1
            )
        if not text.isascii() and " " in text and any(bidirectional(each) in _RIGHT_TO_LEFT for each in text):
            text = self.turn_words(text_page, stretch)
        return text.translate(_LINE_HYPHENS)

    def turn_words(self, text_page: Any, stretch: _Stretch) -> str:
        """Return a text whose words from right to left, which pdfium gives from left to right, are turned."""
        # Where letters are set apart, pdfium puts blanks without width between them.
        letters = [
            (each, index)
            for index, each in enumerate(stretch.text, stretch.start)
            if each != " " or self.has_width(text_page, index)
        ]
        text = "".join(each for each, _ in letters)
        words = [(match.group(), letters[match.start()][1]) for match in _WORD.finditer(text)]
        result: list[str] = []
        for is_turned, group in groupby(words, lambda word: bidirectional(word[0][0]) in _RIGHT_TO_LEFT):
            texts = list(group)
            if is_turned and len(texts) > 1:
                first, last = self.box(text_page, texts[0][1]), self.box(text_page, texts[-1][1])
                texts = texts[::-1] if first[0] < last[0] else texts
            result += [each for each, _ in texts]
        before, after = (" " * stretch.text.startswith(" ")), (" " * stretch.text.endswith(" "))
        return before + " ".join(result) + after

    def has_width(self, text_page: Any, index: int) -> bool:
        """Return whether a letter takes room on its line."""
        box = self.box(text_page, index)
        return box[2] > box[0]

    def box(self, text_page: Any, index: int) -> Rectangle:
        """Return the box of a letter."""
        box = self._rectangle
        self.raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
        return box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)

    def why_unreadable(self, text_page: Any, start: int, end: int, text: str, font: FontUse) -> str:
        """Return a reason if a sign of a stretch has no meaning; each sign of a font is asked for once."""
        fresh = set(text) - font.signs
        if not fresh:
            return ""
        for index in range(start, end):
            sign = chr(self.raw.FPDFText_GetUnicode(text_page, index))
            has_error = sign in fresh and self.raw.FPDFText_HasUnicodeMapError(text_page, index) == 1
            if has_error or sign in _MEANINGLESS:
                font.is_readable = False
                return f"the font {font.name} does not say which letters its signs are"
        font.signs |= fresh
        return ""

    def why_unseen(self, first: Rectangle, last: Rectangle, bounds: Rectangle) -> str:
        """Return a reason if a stretch is outside the page or has no size."""
        low_x, high_x = min(first[0], last[0]), max(first[2], last[2])
        bottom, top = min(first[1], last[1]), max(first[3], last[3])
        if first[3] - first[1] < _LEAST_HEIGHT:
            return "it is too small to be seen"
        if (
            low_x < bounds[0] - _TOLERANCE or high_x > bounds[2] + _TOLERANCE
            or bottom < bounds[1] - _TOLERANCE or top > bounds[3] + _TOLERANCE
        ):  # fmt: skip
            return "it is drawn outside the page"
        return ""
