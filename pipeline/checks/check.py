"""A check: a generator of findings whose name is its code and whose docstring is its documentation.

    @check()
    def citation_undefined(survey: Survey) -> Iterator[Finding]:
        \"\"\"A citation names a key that no reference has.

        Why: a reader who wants to look it up finds nothing.

        Bad:
            As the treaty says [@tretay-1867].

        Good:
            As the treaty says [@treaty-1867].
        \"\"\"

The file it stands in is its theme. Its cases stand in `tests/checks/cases/<code>/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pipeline.checks.survey import Survey
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.report.explanation import Explanation


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: what is wrong, where, and what to do about it."""

    message: str
    place: Place
    hint: str = ""


Find = Callable[[Survey], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check with its code, its theme, its explanation, and the severity it has by default.

    `in_plain` is its severity in an article without a ledger, which was written for another program.
    """

    code: str
    theme: str
    severity: Severity
    in_plain: Severity
    explanation: Explanation = field(repr=False)
    find: Find = field(repr=False)

    def run(self, survey: Survey) -> Iterator[Diagnostic]:
        """Yield what the check finds as diagnostics of its code."""
        usual = self.in_plain if survey.manuscript.plain else self.severity
        severity = survey.options.severities.get(self.code, usual)
        if severity is None:
            return
        for finding in self.find(survey):
            yield Diagnostic(self.code, severity, finding.message, finding.place, finding.hint)


def check(
    severity: Severity = Severity.ERROR, *, in_plain: Severity | None = None
) -> Callable[[Find], Check]:
    """Make a check of a generator; `in_plain` is its severity where there is no ledger, if it is another."""

    def made(find: Find) -> Check:
        code = find.__name__.replace("_", "-")
        theme = find.__module__.rpartition(".")[2]
        explanation = Explanation.parse(code, theme, severity, find.__doc__ or "")
        return Check(code, theme, severity, in_plain or severity, explanation, find)

    return made
