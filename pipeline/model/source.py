"""The files of an article: a text with the places in it, and any file as the bytes that were read."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pipeline.model.diagnostics import Place

Role = Literal[
    "article", "text", "ledger", "references", "figure", "image", "style", "template", "look", "font", "logo"
]
LONGEST_NAME = 255
# Parts that a name must not have: invisible characters, and drives or paths of other systems.
_UNSAFE = re.compile("^[A-Za-z]:|[\x00-\x1f\x7f\\\\\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True)
class SourceText:
    """A text with its name in messages, and the bytes that it was read from.

    A text joined from several files has `parts`, and places in it are places in its files.
    """

    file: str
    text: str = field(repr=False)
    data: bytes = field(default=b"", repr=False, compare=False)
    parts: tuple[Part, ...] = field(default=(), repr=False, compare=False)

    @property
    def files(self) -> tuple[SourceText, ...]:
        """The files that the text is joined from, each once; itself if it is one file."""
        sources = {part.source.file: part.source for part in self.parts}
        return tuple(sources.values()) or (self,)

    def part(self, offset: int) -> Part | None:
        """Return the part that contains an offset, of a text that has parts."""
        index = bisect_right(self.parts, offset, key=lambda part: part.start) - 1
        return self.parts[max(index, 0)] if self.parts else None

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in re.finditer("\n", self.text)))

    def place(self, offset: int | None, length: int = 0) -> Place:
        """Return the place of an offset in characters; None is the whole file."""
        if offset is None:
            return Place(self.file)
        if part := self.part(offset):
            return part.source.place(part.offset + max(0, offset - part.start), length)
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return Place(self.file, line, column, column + length if length else 0)

    def offset(self, place: Place) -> int:
        """Return the offset of a place in this text; the end for one after it."""
        for part in self.parts:
            own = part.source.offset(place) - part.offset
            if part.source.file == place.file and 0 <= own <= part.length:
                return part.start + own
        start = self._starts[min(place.line, len(self._starts)) - 1] if place.line else 0
        return min(start + max(place.column - 1, 0), len(self.text))

    def place_in_line(self, number: int, first: int, last: int) -> Place:
        """Return the place of a stretch of a line, counted from 1 in this text."""
        return self.place(self._starts[number - 1] + first, last - first)

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its end."""
        if not 0 < number <= len(self._starts):
            return ""
        # Without splitting the text: thousands of findings need a line each.
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text that comes from a file: its start in both, and its length."""

    start: int
    length: int
    source: SourceText
    offset: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of an article: its path in the article's folder, its role there, and its bytes."""

    name: str
    role: Role
    data: bytes = field(repr=False)


def name_problem(name: str) -> str | None:
    """Return the reason why a path must not be written into another folder, or None."""
    parts = name.split("/")
    if not all(parts) or "." in parts or ".." in parts:
        return "it is not a plain path within the folder"
    if any(part.startswith(".") for part in parts):
        # Programs act on such files by themselves: `.git`, `.envrc`.
        return "it begins with a dot"
    if _UNSAFE.search(name):
        return "it has a drive, a backslash or a character that cannot be seen"
    if any(len(part.encode()) > LONGEST_NAME for part in parts):
        return f"it is longer than {LONGEST_NAME} bytes"
    return None


def find_clash(names: Sequence[str]) -> tuple[str, str] | None:
    """Find two paths that cannot be in one folder: they differ in case, or one is a folder of the other."""
    name_by_key: dict[str, str] = {}
    for name in names:
        key = _fold(name)
        if key in name_by_key:
            return name_by_key[key], name
        name_by_key[key] = name
    for name in names:
        parents = name.split("/")[:-1]
        for end in range(1, len(parents) + 1):
            other = name_by_key.get(_fold("/".join(parents[:end])), "")
            if other:
                return other, name
    return None


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
