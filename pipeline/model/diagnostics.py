"""A diagnostic: one finding with its code, severity, message, place and hint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

MOST_OF_A_CODE = 200
LONGEST_MESSAGE = 1_000


class Severity(Enum):
    """The severity of a diagnostic: an error stops a build, a warning does not, a note informs."""

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
    """One finding. The message says what is wrong, lower case, no full stop; the hint is the way out.

    `is_proposed` is a finding about a proposed fact: it is a note until somebody accepts the fact.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    is_proposed: bool = False


class DossierError(Exception):
    """A failure that ends the work on an article, with its diagnostics."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Store the diagnostics, at least one."""
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{d.place}: {d.message}" for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[DossierError], tuple[tuple[Diagnostic, ...]]]:
        """Return how to rebuild it in another process, for pickle."""
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


def limit_per_code(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Limit the diagnostics of each code; one more diagnostic counts the rest.

    Nobody reads the ten thousandth unknown key, and printing it with its line takes longer than finding it.
    The one that counts the others has their code, their highest severity, and the place of the first one.
    """
    counts: Counter[str] = Counter()
    surplus: dict[str, list[Diagnostic]] = {}
    result: list[Diagnostic | str] = []
    for each in diagnostics:
        counts[each.code] += 1
        if counts[each.code] <= MOST_OF_A_CODE:
            result.append(_clip(each))
        elif each.code in surplus:
            surplus[each.code].append(each)
        else:
            surplus[each.code] = [each]
            result.append(each.code)
    return tuple(_more(surplus[each]) if isinstance(each, str) else each for each in result)


def _more(surplus: list[Diagnostic]) -> Diagnostic:
    first = surplus[0]
    if len(surplus) == 1:
        return _clip(first)
    gravest = next(severity for severity in Severity if any(each.severity is severity for each in surplus))
    message = f"{len(surplus):,} more findings of this code are not listed"
    hint = f"from here on; mend the {MOST_OF_A_CODE} that are listed first"
    return Diagnostic(first.code, gravest, message, first.place, hint)


def _clip(diagnostic: Diagnostic) -> Diagnostic:
    if len(diagnostic.message) <= LONGEST_MESSAGE and len(diagnostic.hint) <= LONGEST_MESSAGE:
        return diagnostic
    message, hint = (
        text if len(text) <= LONGEST_MESSAGE else text[: LONGEST_MESSAGE - 1] + "…"
        for text in (diagnostic.message, diagnostic.hint)
    )
    return replace(diagnostic, message=message, hint=hint)
