"""The input of a renderer: the diagnostics, and all that it may show with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.model.source import SourceText
from pipeline.report.explanation import Explanation


@dataclass(frozen=True, slots=True)
class Report:
    """Diagnostics in the order in which they are shown.

    `sources` are the texts of the files that places name, by that name, without missing files;
    `explanations` those of the codes; `version` is Dossier's. `colour` is for terminals.
    """

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, SourceText] = field(default_factory=dict)
    explanations: Mapping[str, Explanation] = field(default_factory=dict)
    version: str = ""
    colour: bool = False


def summary(report: Report) -> str:
    """Return the number of findings of each severity: `2 errors, 1 warning`."""
    counts = [
        (sum(d.severity is severity for d in report.diagnostics), severity.value) for severity in Severity
    ]
    return ", ".join(f"{count} {name}{'s'[: count != 1]}" for count, name in counts if count) or "no findings"


def printable(text: str) -> str:
    """Return a text in one line, without characters that move a terminal's cursor or reorder its text."""
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text)
