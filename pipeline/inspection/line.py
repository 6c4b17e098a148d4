"""A passage while its words are put together: single blanks, nothing without width, and marks at offsets."""

from __future__ import annotations

import re

from pipeline.model.inspection import Mark, MarkKind

# Soft hyphens, signs without width, marks of direction, selectors of variants: no reader sees them.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)


def visible(text: str) -> str:
    """Return a text without the signs that no reader sees."""
    return text if text.isascii() else INVISIBLE.sub("", text)


def single_blanks(text: str) -> str:
    """Return the visible signs of a text on one line, with single blanks."""
    return " ".join(visible(text).split())


class Line:
    """The words of a passage, from pieces that may begin or end with blanks."""

    def __init__(self) -> None:
        """Begin without words."""
        self._parts: list[str] = []
        self._blanks: set[int] = set()
        self._is_blank_due = False
        self.length = 0
        self.marks: list[Mark] = []

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self._parts)

    def add(self, text: str) -> None:
        """Add a piece; blanks at its ends count once, and none at the beginning of the line."""
        text = visible(text)
        if not text:
            return
        words = text.split()
        if not words:
            self._is_blank_due = True
            return
        if self.length and (self._is_blank_due or text[0].isspace()):
            self._blanks.add(self.length)
            self._put(" ")
        self._put(" ".join(words))
        self._is_blank_due = text[-1].isspace()

    def mark(self, kind: MarkKind, start: int, name: str) -> None:
        """Mark what was added since the line was `start` long; a blank before it is no part of it."""
        self.marks.append(Mark(kind, start + (start in self._blanks), self.length, name))

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)
