"""Formulas that would cost more than any reader reads are told, whatever makes them so."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.maths.mathml import MAX_DEPTH, Formula, _depth, read

LETTERS = "abcdefghijklmnopqrstu"
DEEP = {
    "powers without braces": "x^" * 300 + "x",
    "roots without braces": "\\sqrt" * 300 + " x",
    "hats": "\\hat" * 200 + " x",
    "fences": "\\left(" * 90 + "x" + "\\right)" * 90,
    "groups": "{" * 3_000 + "x" + "}" * 3_000,
    "fractions": "\\frac{1}{" * 60 + "x" + "}" * 60,
    "arrows": "\\xrightarrow[a]{" * 60 + "b" + "}" * 60,
    "endless": "\\def\\q#1{\\q{#1#1}}\\q{x}",
    "doubled": "".join(f"\\newcommand{{\\m{new}}}{{\\m{old}\\m{old}}}" for old, new in pairwise(LETTERS))
    + "\\mu",
    "long": "x+" * 6_000 + "x",
    "cells": "\\begin{array}{" + "c" * 99 + "}" + "1 & " * 5_000 + "\\end{array}",
    "marks": "a" + "\u0301" * 9_000,
}  # fmt: skip


@pytest.mark.parametrize("name", DEEP)
@pytest.mark.parametrize(
    "where", ["title: On ${}$\n---\n\nWords.", "title: T\n---\n\n# A ${}$\n\nAnd ${}$ here."]
)
def test_a_formula_without_a_bound_is_told_and_marked_or_shallow(
    tmp_path: Path, name: str, where: str
) -> None:
    (tmp_path / "a.md").write_text("---\n" + where.replace("{}", DEEP[name]) + "\n", "utf-8")
    result = load(locate(str(tmp_path / "a.md"), tmp_path))
    assert {each.code for each in result.diagnostics} <= {
        "maths-invalid",
        "front-matter-invalid",
        "title-missing",
    }
    if name not in ("groups", "doubled", "roots without braces"):
        assert "maths-invalid" in {each.code for each in result.diagnostics}


@pytest.mark.parametrize("tex", ["x^" * 20 + "x", "\\sqrt" * 25 + " x", "\\frac12" * 300])
def test_what_people_write_is_read(tex: str) -> None:
    formula = Formula("InlineMath", tex)
    reading = read([formula])[formula]
    assert reading.fault == ""
    assert _depth(reading.mathml) <= MAX_DEPTH


def test_depth_is_that_of_the_elements() -> None:
    assert _depth('<math a="1"><mrow><mi>x</mi><mspace/><mo>&lt;</mo></mrow></math>') == 3
