"""Ways of writing formulas that pandoc does not know, in the words that it does; others stay as they are."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from pipeline.maths import dialect, mathml
from pipeline.maths.macros import parse_definitions


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"a \\ b", r"\begin{gathered}a \\ b\end{gathered}"),
        (r"a &= b \\ c &= d", r"\begin{aligned}a &= b \\ c &= d\end{aligned}"),
        ("a + b \\\\ ", "a + b "),
        (r"\begin{pmatrix}a \\ b\end{pmatrix}", r"\begin{pmatrix}a \\ b\end{pmatrix}"),
        (r"\substack{a \\ b}", r"\substack{a \\ b}"),
        (r"a \tag{3}", r"a \qquad\text{(3)}"),
        (r"a \tag*{A}", r"a \qquad\text{A}"),
        (r"a = b \nonumber \label{eq:x}", "a = b  "),
        (r"{\rm km}", r"{\mathrm{ km}}"),
        (r"{\bf x_{\rm a}} b", r"{\mathbf{ x_{\mathrm{ a}}}} b"),
        (r"\rm a & b", r"\begin{aligned}\mathrm{ a }& b\end{aligned}"),
        (r"\begin{array}{*{3}{c}@{}>{\bf}l}a\end{array}", r"\begin{array}{cccl}a\end{array}"),
        (r"\begin{array}{lp{2cm}}a\end{array}", r"\begin{array}{ll}a\end{array}"),
        (r"\begin{array}{c|c}a\end{array}", r"\begin{array}{c|c}a\end{array}"),
        (r"\begin{dcases}a\end{dcases}", r"\begin{cases}a\end{cases}"),
        (r"\text{caf\'e na\"{\i}ve}", r"\text{café naïve}"),
        (r"\begin{aligned}a\\'b\end{aligned}", r"\begin{aligned}a\\'b\end{aligned}"),
        (r"\textcolor{red}{x}", "{x}"),
        ("a % not shown\nb", "a b"),
        (r"\frac{a}{b} \cdot \alpha", r"\frac{a}{b} \cdot \alpha"),
    ],
)
def test_a_formula_is_put_in_the_words_of_pandoc(tex: str, plain: str) -> None:
    assert dialect.plain(tex, {}) == plain


def test_macros_of_the_author_win() -> None:
    own, _ = parse_definitions(r"\newcommand{\abs}[1]{A(#1)}")
    assert dialect.plain(r"\abs{x}", own) == "A(x)"
    assert dialect.plain(r"\abs{x}", {}) == r"\left|x\right|"


def test_pandoc_reads_all_that_the_table_gives() -> None:
    data = tomllib.loads((resources.files("pipeline.maths") / "dialect.toml").read_text("utf-8"))
    calls = [
        f"x {name}{'{a}' * arity} y"
        for arity, count in enumerate(("none", "one", "two", "three"))
        for name in data["commands"][count]
        if name != "\\operatornamewithlimits"
    ]
    calls += [rf"{{{name} a}}" for name in data["switches"]]
    formulas = [mathml.Formula("DisplayMath", dialect.plain(each, {})) for each in calls]
    readings = mathml.read(formulas)
    assert [(each.tex, readings[each].fault) for each in formulas if readings[each].fault] == []
