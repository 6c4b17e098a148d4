"""The input of a renderer: the diagnostics, and all that it may show with them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.model.source import SourceText
from pipeline.report.explanation import Explanation

# The fewest findings with a table of their codes.
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Report:
    """Diagnostics in the order in which they are shown.

    `sources` are the texts of the files that places name, by that name, without missing files;
    `explanations` those of the codes, `precisions` the shares of their findings that were right where they
    were judged; `version` is Dossier's. `colour` is for terminals.
    """

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, SourceText] = field(default_factory=dict)
    explanations: Mapping[str, Explanation] = field(default_factory=dict)
    version: str = ""
    colour: bool = False
    precisions: Mapping[str, float] = field(default_factory=dict)


def summary(report: Report) -> str:
    """Return the number of findings of each severity: `2 errors, 1 warning`."""
    counts = [
        (sum(d.severity is severity for d in report.diagnostics), severity.value) for severity in Severity
    ]
    return ", ".join(f"{count} {name}{'s'[: count != 1]}" for count, name in counts if count) or "no findings"


def table(report: Report) -> str:
    """Return a line for each code, the gravest and most certain first; nothing if that is no help."""
    counts = Counter((each.severity, each.code) for each in report.diagnostics)
    if len(report.diagnostics) < FEWEST or len(counts) < 2:
        return ""
    levels = list(Severity)

    def rank(entry: tuple[Severity, str]) -> tuple[int, float, int, str]:
        severity, code = entry
        # A code that nobody measured is one that only counts or compares.
        return levels.index(severity), -report.precisions.get(code, 1.0), -counts[entry], code

    width = max(len(code) for _, code in counts)
    lines = [
        f"{severity.value:8} {code:{width}} {counts[severity, code]:4}{_share(report.precisions.get(code))}"
        for severity, code in sorted(counts, key=rank)
    ]
    return "\n".join(lines) + "\n\n"


def _share(precision: float | None) -> str:
    return "" if precision is None else f"  {precision * 100:3.0f} % right where judged"


def printable(text: str) -> str:
    """Return a text in one line, without characters that move a terminal's cursor or reorder its text."""
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text)
