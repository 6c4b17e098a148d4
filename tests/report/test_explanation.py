"""An explanation is read from a docstring and shown as text."""

from __future__ import annotations

import pytest

from pipeline.model.consequence import Consequence
from pipeline.report.explanation import Explanation, render
from tests.report.samples import EXPLANATION


def test_parts_are_read_from_a_docstring() -> None:
    assert EXPLANATION.what == "A citation names a key that no reference has."
    assert EXPLANATION.why == "the reader who wants to look it up finds nothing."
    assert (EXPLANATION.bad, EXPLANATION.good) == ("[@tretay-1867]", "[@treaty-1867]")


def test_it_is_shown_with_its_examples_set_off() -> None:
    assert render(EXPLANATION) == (
        "citation-undefined (error, citations)\n\nA citation names a key that no reference has.\n\n"
        "Why: the reader who wants to look it up finds nothing.\n\n"
        "Bad:\n\n    [@tretay-1867]\n\nGood:\n\n    [@treaty-1867]\n"
    )


@pytest.mark.parametrize("text", ["", "Only what.", "Two lines\nof what.\n\nWhy: because."])
def test_an_incomplete_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="the explanation of code needs"):
        Explanation.parse("code", "theme", Consequence.WRONG, text)
