"""Formulas in one line, for outlines and other places that hold letters alone."""

from __future__ import annotations

import pytest

from pipeline.maths import mathml
from pipeline.maths.line import line, lines


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\nabla f", "∇f"),
        (r"E=mc^2", "E = mc²"),
        (r"x_{ij}^{2n}", "x_(ij)²ⁿ"),
        (r"e^{i\pi}", "e^(iπ)"),
        (r"\partial_t \partial_x u", "∂_t ∂_x u"),
        (r"{}^{14}\mathrm{C}", "¹⁴C"),
        (r"\mathrm{H}_2\mathrm{O}", "H₂O"),
        (r"\mathbb{R}^n", "ℝⁿ"),
        (r"\mathcal{O}(n\log n)", "O(n log n)"),
        (r"\mathbf{x}", "x"),
        (r"\frac{a+b}{\beta} c", "(a + b)/β c"),
        (r"\sqrt{2} + \sqrt[3]{x+1}", "√2 + ∛(x + 1)"),
        (r"\frac{2a}{2\pi i} + \sqrt{2\pi\sigma^2}", "2a/(2πi) + √(2πσ²)"),
        (r"\prod_{i=1}^n \frac{1}{2} + \sum_{k=0}^\infty x", "∏_(i = 1)ⁿ 1/2 + ∑_(k = 0)^∞ x"),
        (r"\frac{1}{10^{23}} - \frac{dx}{dt} - \sqrt{x_1}", "1/10²³ − dx/dt − √x₁"),
        (r"\operatorname*{arg\,min}_x f(x)", "arg min_x f(x)"),
        (r"\max(0, x)", "max(0, x)"),
        (r"-x \pm 3", "−x ± 3"),
        (r"a \le b \in \{1,2\}", "a ≤ b ∈ {1, 2}"),
        (r"\|x\|_2", "∥x∥₂"),
        (r"f'(90^\circ)", "f′(90°)"),
        (r"\hat{\beta}_1 \bar x", "β̂₁x̄"),
        (r"\alpha\text{-decay}", "α-decay"),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "(a, b; c, d)"),
        (r"\begin{aligned}a&=b\\&=c\end{aligned}", "a = b; = c"),
        (r"\binom{n}{k}", ""),  # `(n/k)` would be another
        (r"\overline{AB}", ""),
    ],
)
def test_a_formula_is_written_in_a_line_or_not_at_all(tex: str, text: str) -> None:
    formula = mathml.Formula("InlineMath", tex)
    assert line(mathml.read((formula,))[formula].mathml) == text


def test_what_cannot_be_read_has_no_line() -> None:
    assert line("") == ""


def test_formulas_are_read_at_once_and_stay_tex_without_such_a_form() -> None:
    assert lines([r"a^2", r"\undefinedcommand{a}"]) == {
        "a^2": "a²",
        r"\undefinedcommand{a}": r"\undefinedcommand{a}",
    }
    assert lines([]) == {}
