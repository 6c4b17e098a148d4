"""The checks in their order, and running them."""

from __future__ import annotations

from pipeline.checks import citations, facts, figures, markup, structure
from pipeline.checks.check import Check, Options
from pipeline.checks.survey import Survey
from pipeline.model.diagnostics import Diagnostic, in_order
from pipeline.model.stages import Manuscript

# One theme a file; a check joins by being written in one of them.
THEMES = (structure, citations, facts, figures, markup)
CHECKS: tuple[Check, ...] = tuple(
    value for theme in THEMES for value in vars(theme).values() if isinstance(value, Check)
)


def run(manuscript: Manuscript, options: Options | None = None) -> tuple[Diagnostic, ...]:
    """Run every check over a manuscript and return all that they find, in the order of the source."""
    survey = Survey(manuscript)
    chosen = options or Options()
    return in_order(found for each in CHECKS for found in each.run(survey, chosen))
