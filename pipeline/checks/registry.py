"""The checks in their order, and running them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from pipeline import languages
from pipeline.checks import (
    arithmetic,
    chronology,
    citations,
    comparisons,
    evidence,
    facts,
    figures,
    form,
    leftovers,
    letters,
    markup,
    offices,
    quantities,
    states,
    structure,
    timeliness,
    values,
)
from pipeline.checks.check import Check
from pipeline.checks.codes import code_explanations
from pipeline.checks.options import Options
from pipeline.checks.survey import Survey
from pipeline.model.diagnostics import Diagnostic, Severity, in_order
from pipeline.model.stages import Manuscript
from pipeline.report.explanation import Explanation, render
from pipeline.wording.locale import locale

# One theme a file; a check joins by being written in one of them.
THEMES = (
    *(structure, citations, facts, figures, comparisons, markup, leftovers),
    *(values, arithmetic, quantities, chronology, timeliness, offices, states),
    *(evidence, form, letters),
)
CHECKS: tuple[Check, ...] = tuple(
    value for theme in THEMES for value in vars(theme).values() if isinstance(value, Check)
)

UNCHECKED_CODE = "language-unchecked"


def run(manuscript: Manuscript, options: Options | None = None) -> tuple[Diagnostic, ...]:
    """Run every check over a manuscript and return all that they find, in the order of the source."""
    survey = Survey(manuscript, options or Options())
    return in_order([*(finding for each in CHECKS for finding in each.run(survey)), *_language_note(survey)])


def _language_note(survey: Survey) -> Iterator[Diagnostic]:
    """Tell, once, which checks the language of an article has no rules for."""
    front, severities = survey.manuscript.front, survey.options.severities
    silent = [
        each.code
        for each in CHECKS
        if not each.runs_in(front.lang) and severities.get(each.code, Severity.NOTE) is not None
    ]
    severity = severities.get(UNCHECKED_CODE, Severity.NOTE)
    if silent and severity is not None:
        place = survey.manuscript.places.of(PurePath(survey.manuscript.source.file).name, "lang")
        name = locale("en").languages.get(languages.primary(front.lang), front.lang)
        message = f"no rules for {name}: {len(silent)} checks did not run"
        yield Diagnostic(UNCHECKED_CODE, severity, message, place, f"these are {', '.join(silent)}")


def explanations() -> Mapping[str, Explanation]:
    """Return the explanation of every code, those of the checks first."""
    return {**{each.code: each.explanation for each in CHECKS}, **code_explanations()}


def explanation(code: str) -> Explanation | None:
    """Return what is known of a code; that of another program, `epubcheck/RSC-005`, is the program's."""
    all_explanations = explanations()
    return all_explanations.get(code) or all_explanations.get(code.partition("/")[0])


def explain(code: str) -> str | None:
    """Return the explanation of a code as plain text, or None for a code that there is not."""
    entry = explanation(code)
    return None if entry is None else render(entry)
