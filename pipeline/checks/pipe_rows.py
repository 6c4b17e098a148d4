"""Rows of pipe tables: the columns of the marks that separate their cells (pandoc's `pipe_tables`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The rule under the head of a pipe table, without blanks around it.
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?")
# Block marks before a table that begins an item, a definition, a note or a quotation. Behind a short number
# pandoc reads the first row of a table instead: `1. | a |` has two cells.
_NUMBER = r"(?=[^|]{4})(?:\(?[\w#@]{1,4}[.)])"
_MARKS = re.compile(rf"\A(?:[ \t]*(?:[-*+>:~]|{_NUMBER}|\[\^[^\]\s]+\]:)(?=[ \t]))*(?=[ \t]*\|)")
# Escapes, code, formulas and separators: a `|` in code or a formula separates no cells.
_SIGNS = re.compile(r"\\.|`+|\$|\|")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a pipe table: its text without marks of blocks, and the columns of its separators."""

    line: str
    start: int
    separators: tuple[int, ...]

    @property
    def cells(self) -> int:
        """Return how many cells the row has."""
        return len(self.separators) + 1

    def surplus(self, columns: int) -> tuple[int, ...]:
        """Return the separators of cells beyond the last column; none if those cells are empty."""
        beyond = self.separators[columns - 1 :]
        if not beyond or not self.line[beyond[0] :].replace("|", " ").strip():
            return ()
        return beyond


def row(line: str) -> Row:
    """Parse a line of a pipe table; marks at its ends separate nothing."""
    marks = _MARKS.match(line)
    start = marks.end() if marks else 0
    end = len(line.rstrip())
    start += len(line[start:end]) - len(line[start:end].lstrip())
    separators = list(_separators(line, start, end))
    if separators and separators[0] == start:
        separators = separators[1:]
    if separators and separators[-1] == end - 1:
        separators = separators[:-1]
    return Row(line, start, tuple(separators))


def is_rule(line: str) -> bool:
    """Return whether a line is the rule under the head of a pipe table."""
    return _RULE.fullmatch(line.strip()) is not None


def rows(text: str, start: int) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table from the line of its head on, each with the offset where it begins.

    Yield nothing if the line under the head is no rule.
    """
    under = text.find("\n", start) + 1
    end = text.find("\n", under)
    if not under or not is_rule(_MARKS.sub("", text[under : end if end >= 0 else len(text)])):
        return
    for line in text[start : _blank_line(text, start)].split("\n"):
        yield start, row(line)
        start += len(line) + 1


def _separators(line: str, start: int, end: int) -> Iterator[int]:
    """Yield the separators of cells, without those in code and formulas."""
    signs = list(_SIGNS.finditer(line, start, end))
    # Where code with this many backticks, or a formula, next ends: each is looked up once.
    ends: dict[str, list[int]] = {}
    for sign in reversed(signs):
        ends.setdefault(sign.group(), []).append(sign.start())
    at = start
    for sign in signs:
        text = sign.group()
        if sign.start() < at or text[0] == "\\":
            continue
        if text == "|":
            yield sign.start()
            continue
        later = ends[text]
        # A formula is not empty.
        least = sign.end() + (text == "$")
        while later and later[-1] < least:
            later.pop()
        if later:
            at = later[-1] + len(text)


def _blank_line(text: str, start: int) -> int:
    """Return the offset of the next empty line."""
    match = re.compile(r"\n[ \t]*(?:\n|$)").search(text, start)
    return match.start() if match else len(text)
