"""Findings graded by the rule of severity: what a code does to an artifact decides, wherever it was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.checks.codes import documented
from pipeline.checks.options import Options
from pipeline.model.consequence import PREVENTING, Consequence, severity
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.report.explanation import Explanation

# Errors that stop one format and not the article: a check finds them before the format does.
OF_ONE_FORMAT = frozenset({"typeface-missing"})


@dataclass(frozen=True, slots=True)
class Grading:
    """How grave findings are in one article: with or without a ledger, and with what the desk changes.

    Findings of checks are graded as they are made; these are those of reading, building and resolving.
    """

    options: Options = field(default_factory=Options)
    plain: bool = False

    def apply(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return findings with the severities that their codes have here; those that are off are left out."""
        graded = (self._one(each) for each in found)
        return tuple(each for each in graded if each is not None)

    def _one(self, found: Diagnostic) -> Diagnostic | None:
        known = documented().get(found.code)
        if known is None:
            return found
        usual = severity(known.consequence, plain=self.plain) or found.severity
        chosen = self.options.severities.get(found.code, usual)
        return None if chosen is None else replace(found, severity=chosen)


def prevents(found: Diagnostic, known: Mapping[str, Explanation]) -> bool:
    """Tell an error that not even a draft can be built with; one of an unknown code is such."""
    explanation = known.get(found.code) or known.get(found.code.partition("/")[0])
    consequence = Consequence.IMPOSSIBLE if explanation is None else explanation.consequence
    return found.severity is Severity.ERROR and consequence in PREVENTING
