"""Folding: a finding that follows from another about the same words is left out, and no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.checks.check import Finding, check
from pipeline.checks.folding import fold
from pipeline.checks.registry import CHECKS
from pipeline.checks.survey import Survey
from pipeline.model.consequence import Consequence
from pipeline.model.diagnostics import Diagnostic, Place, warning


def find_nothing(survey: Survey) -> Iterator[Finding]:
    """Find nothing.

    Why: only the code matters.
    """
    yield from ()


def after_effect(survey: Survey) -> Iterator[Finding]:
    """Find nothing.

    Why: only the code matters.
    """
    yield from ()


RULES = (
    check(Consequence.ADVICE)(find_nothing),
    check(Consequence.ADVICE, causes=("find-nothing",))(after_effect),
)
CAUSE = warning("find-nothing", "wrong", Place("a.md", 3, 5, 9))


@pytest.mark.parametrize(
    ("place", "remains"),
    [
        (Place("a.md", 3, 5, 9), False),
        (Place("a.md", 3, 8, 20), False),
        (Place("a.md", 3, 9, 20), True),
        (Place("a.md", 3, 2, 5), True),
        (Place("a.md", 3, 2, 6), False),
        (Place("a.md", 3, 6), False),
        (Place("a.md", 3), False),
        (Place("a.md", 4, 5, 9), True),
        (Place("b.md", 3, 5, 9), True),
    ],
)
def test_it_follows_from_a_finding_about_the_same_words(place: Place, remains: bool) -> None:
    consequence = warning("after-effect", "wrong too", place)
    result: list[Diagnostic] = list(fold([consequence, CAUSE], RULES))
    assert result == ([consequence, CAUSE] if remains else [CAUSE])


def test_two_of_one_code_and_a_cause_alone_remain() -> None:
    consequence = warning("after-effect", "wrong too", Place("a.md", 3, 5, 9))
    assert list(fold([consequence, consequence], RULES)) == [consequence, consequence]
    assert list(fold([CAUSE], RULES)) == [CAUSE]


def test_causes_are_codes_of_checks_and_run_in_no_circle() -> None:
    causes = {each.code: each.causes for each in CHECKS}
    assert {code for codes in causes.values() for code in codes} <= causes.keys()
    assert not any(causes[other] for codes in causes.values() for other in codes)
