"""Formulas within text are higher than a line by their fractions, rows and large signs."""

from __future__ import annotations

import pytest

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.slides import measuring as measure
from pipeline.slides.formula_heights import extra_lines
from pipeline.slides.paragraphs import Paragraph
from pipeline.slides.points import paragraph_height


@pytest.mark.parametrize(
    ("tex", "inline", "display"),
    [
        ("x^2", 0, 0),
        ("\\sqrt{3}/2", 0, 0),
        ("\\frac{a}{b}", 0.4, 1),
        ("\\frac{a}{b} + \\frac{c}{d}", 0.4, 1),
        ("\\frac{\\frac{a}{b}}{c}", 0.8, 2),
        ("\\frac{a}{\\sqrt{\\frac{b}{c}}}", 0.8, 2),
        ("\\frac{a}{b}{\\frac{c}{d}}", 0.4, 1),
        ("\\frac12 {a}", 0.4, 1),
        ("\\sum_{i} x", 0, 0.5),
        ("\\begin{matrix} a \\\\ b \\\\ c \\end{matrix}", 2, 2),
        ("\\begin{a} a \\\\ b \\end{a} = \\begin{a} a \\\\ b \\\\ c \\end{a}", 2, 2),
        ("\\begin{a} a \\\\ \\begin{b} c \\end{b} \\end{a} \\end{a}", 1, 1),
        ("a \\\\ b", 1, 1),
        ("}}{{\\frac", 0.4, 1),
    ],
)
def test_what_a_formula_adds_to_a_line(tex: str, inline: float, display: float) -> None:
    assert extra_lines((n.Math("InlineMath", tex),)) == inline
    assert extra_lines((n.Emph((n.Math("DisplayMath", tex),)),)) == display


def test_a_paragraph_is_higher_by_its_highest_formula() -> None:
    plain = (*words("One and"), n.Math("InlineMath", "x"))
    high = (*plain, n.Math("InlineMath", "\\frac{a}{b}"), n.Math("InlineMath", "\\frac{a}{b}"))
    heights = [paragraph_height(Paragraph(each), measure.TEXT, 800) for each in (plain, high)]
    assert heights[1] - heights[0] == pytest.approx(0.4 * measure.TEXT.line)
