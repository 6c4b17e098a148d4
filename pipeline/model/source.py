"""A text file of an article: its name as shown, its text, and the places in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.model.diagnostics import Place


@dataclass(frozen=True)
class SourceText:
    """A text with the name under which messages speak of it."""

    file: str
    text: str = field(repr=False)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts = [0]
        for offset, character in enumerate(self.text):
            if character == "\n":
                starts.append(offset + 1)
        return tuple(starts)

    def place(self, offset: int | None, length: int = 0) -> Place:
        """Return the place of an offset in characters; None is the whole file."""
        if offset is None:
            return Place(self.file)
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return Place(self.file, line, column, column + length if length else 0)

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its end."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""
