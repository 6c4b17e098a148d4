"""TeX read as MathML once; what cannot be read says why, in bounded time."""

from __future__ import annotations

import pytest

from pipeline.maths.mathml import Formula, Reading, read


def reading(tex: str) -> Reading:
    formula = Formula("DisplayMath", tex)
    return read([formula])[formula]


@pytest.mark.parametrize(
    ("tex", "fault", "part"),
    [
        (r"\alhpa", r"the command `\alhpa` is not known", r"\alhpa"),
        (r"\frac{a}{", "a brace `{` is not closed", "{"),
        ("a}", "a brace `}` closes nothing", "}"),
        (r"a \right)", r"`\right` has no `\left`", r"\right"),
        (r"\begin{sonnet}a\end{sonnet}", "the environment `sonnet` is not known", r"\begin{sonnet}"),
        ("x^", r"the formula ends before it is complete: an argument or a `\right` is missing", ""),
        (" ", "the formula is empty", ""),
        ("{" * 30 + "x" + "}" * 30, "the formula is nested too deep", ""),
        ("x^{" * 12 + "x" + "}" * 12, "the formula is nested too deep", ""),
        (r"\left(" * 30 + "x" + r"\right)" * 30, "the formula is nested too deep", ""),
        ("x+" * 5000 + "x", "the formula has more than 8000 characters", ""),
    ],
)
def test_what_cannot_be_read_says_why(tex: str, fault: str, part: str) -> None:
    assert reading(tex) == Reading("", fault, part)


def test_one_formula_does_not_take_the_reason_of_another() -> None:
    first, second = Formula("InlineMath", r"a \foo"), Formula("InlineMath", r"a \foobar")
    readings = read([second, first])
    assert readings[first].part == r"\foo"
    assert readings[second].part == r"\foobar"


@pytest.mark.parametrize(
    ("tex", "markup"),
    [
        (r"\mathbf{Ab}", "<mi>𝐀</mi><mi>𝐛</mi>"),
        (r"1{,}000", "<mn>1</mn><mi>,</mi><mn>000</mn>"),
        (r"\text{a & b}", "a &amp; b"),
        (r"\stackrel{a}{=}", "<mover><mo>=</mo><mi>a</mi></mover>"),
    ],
)
def test_what_pandoc_forgets_is_kept(tex: str, markup: str) -> None:
    assert markup in reading(tex).mathml
