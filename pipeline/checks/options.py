"""Changes of an article and a desk to the checks: severities of codes, and thresholds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.checks import measures
from pipeline.checks.suggestion import suggestion
from pipeline.model.consequence import FIRM
from pipeline.model.diagnostics import Diagnostic, Place, Severity, error
from pipeline.model.settings import CheckSettings, Limits, Profile, StaleDays
from pipeline.report.explanation import Explanation


@dataclass(frozen=True, slots=True)
class Options:
    """The severities that codes are set to, None for off; the profile of the others; and the thresholds."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    days: StaleDays = field(default_factory=StaleDays)
    limits: Limits = field(default_factory=Limits)
    profile: Profile = "usual"

    @classmethod
    def of(cls, settings: CheckSettings) -> Options:
        """Return settings as options."""
        levels = {
            code: None if level == "off" else Severity(level) for code, level in settings.severity.items()
        }
        return cls(levels, settings.days, settings.limits, settings.profile)

    def severity(self, explanation: Explanation, severity: Severity) -> Severity | None:
        """Return the severity of a code here, None for off; `severity` is what its fault does.

        In the usual profile it is lowered where findings of the code are often wrong.
        """
        code = explanation.code
        if code in self.severities:
            return self.severities[code]
        if self.profile == "strict" or is_firm(explanation):
            return severity
        return measures.cap(code, severity)


def is_firm(explanation: Explanation) -> bool:
    """Return whether a code can be neither allowed nor lowered: no edition with such a fault may exist.

    A binding that contradicts the ledger is never right; a sentence that goes back in time may be intended.
    """
    return explanation.consequence in FIRM


def find_invalid_severities(
    settings: CheckSettings,
    explanations: Mapping[str, Explanation],
    where: Mapping[str, Place],
    unknown_code: str,
) -> Iterator[tuple[str, Diagnostic]]:
    """Yield the codes whose severity cannot be set, each with a diagnostic."""
    for code, level in settings.severity.items():
        if code not in explanations:
            hint = suggestion(code, explanations, otherwise="`dossier checks` lists the codes")
            yield code, error(unknown_code, f"unknown code `{code}`", where[code], hint)
        elif is_firm(explanations[code]) and level != "error":
            message = f"the severity of `{code}` cannot be lowered"
            hint = "remove the line and fix the finding"
            yield code, error("severity-refused", message, where[code], hint)
