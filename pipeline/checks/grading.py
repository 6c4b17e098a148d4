"""Severities of diagnostics: the consequence of a code decides, wherever the fault is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.checks.codes import code_explanations
from pipeline.checks.options import Options
from pipeline.model.consequence import PREVENTING, Consequence, severity
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.report.explanation import Explanation

# Errors that stop one format and not the article: a check finds them before the format does.
OF_ONE_FORMAT = frozenset({"typeface-missing"})


@dataclass(frozen=True, slots=True)
class Grading:
    """The severities of one article: with or without a ledger, and with the settings of its desk.

    Findings of checks have their severity already; this is for those of reading, building and resolving.
    """

    options: Options = field(default_factory=Options)
    plain: bool = False

    def apply(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return diagnostics with the severities of this article, without those that are off."""
        graded_diagnostics = (self._one(each) for each in diagnostics)
        return tuple(each for each in graded_diagnostics if each is not None)

    def _one(self, diagnostic: Diagnostic) -> Diagnostic | None:
        entry = code_explanations().get(diagnostic.code)
        if entry is None:
            return diagnostic
        usual = severity(entry.consequence, plain=self.plain) or diagnostic.severity
        severity_here = self.options.severity(entry, usual)
        if severity_here is not None and diagnostic.is_proposed:
            severity_here = Severity.NOTE
        return None if severity_here is None else replace(diagnostic, severity=severity_here)


def prevents(diagnostic: Diagnostic, explanations: Mapping[str, Explanation]) -> bool:
    """Return whether an error prevents even a draft; an unknown code does."""
    explanation = explanations.get(diagnostic.code) or explanations.get(diagnostic.code.partition("/")[0])
    consequence = Consequence.IMPOSSIBLE if explanation is None else explanation.consequence
    return diagnostic.severity is Severity.ERROR and consequence in PREVENTING
