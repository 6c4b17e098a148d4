"""A diagnostic: one finding with its code, severity, message, place and hint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How grave a finding is: an error stops a build, a warning does not, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: line and column count from 1, columns in characters; line 0 is the whole file."""

    file: str
    line: int = 0
    column: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        """Return `file:line:column`, without the parts that are not known."""
        return ":".join([self.file, *(str(part) for part in (self.line, self.column) if part)])


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. The message says what is wrong, lower case, no full stop; the hint says what to do."""

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""


class DossierError(Exception):
    """A failure nobody can go on from; carries the diagnostics that explain it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the diagnostics; there is at least one."""
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{d.place}: {d.message}" for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[DossierError], tuple[tuple[Diagnostic, ...]]]:
        """Let it pass from one process to another."""
        return type(self), (self.diagnostics,)


class ToolMissing(DossierError):
    """A needed program or library is not there; the command ends with status 3."""


def error(code: str, message: str, place: Place, hint: str = "") -> Diagnostic:
    """Return an error."""
    return Diagnostic(code, Severity.ERROR, message, place, hint)


def warning(code: str, message: str, place: Place, hint: str = "") -> Diagnostic:
    """Return a warning."""
    return Diagnostic(code, Severity.WARNING, message, place, hint)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics without repeats, by file, line, column and code."""
    return tuple(
        sorted(
            dict.fromkeys(diagnostics),
            key=lambda d: (d.place.file, d.place.line, d.place.column, d.code, d.message),
        )
    )
