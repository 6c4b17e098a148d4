"""Environments of LaTeX as formulas, ids behind `$$`, formulas that are only space."""

from __future__ import annotations

import pytest

from pipeline.load.formulas import adopt, formula, is_formula_id
from pipeline.model import nodes as n

X = n.Math("DisplayMath", "x")
SPAN = n.Span(n.Attr("eq:a", ("equation",)), (X,))


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("\\begin{equation}x\\end{equation}", "x"),
        ("\\begin{equation*} x \\end{equation*}\n", "x"),
        ("\\begin{equation}x\\end{equation*}", None),
        ("\\begin{math}x\\end{math}", "x"),
        ("\\begin{displaymath}x \\\\ y\\end{displaymath}", "x \\\\ y"),
        ("\\begin{align}x\\end{align}", "\\begin{aligned}x\\end{aligned}"),
        ("\\begin{alignat}{2}x\\end{alignat}", "\\begin{aligned}x\\end{aligned}"),
        ("\\begin{align}{2}x\\end{align}", "\\begin{aligned}{2}x\\end{aligned}"),
        ("\\begin{eqnarray}x\\end{eqnarray}", "\\begin{aligned}x\\end{aligned}"),
        ("\\begin{gather}x\\end{gather}", "x"),
        ("\\begin{gather}x \\\\ y\\end{gather}", "\\begin{gathered}x \\\\ y\\end{gathered}"),
        ("\\begin{multline}x\\end{multline}", "x"),
        ("\\begin{multline}x \\\\ y\\end{multline}", "\\begin{gathered}x \\\\ y\\end{gathered}"),
        ("\\begin{equation}\\label{a}x\\label{b}\\end{equation}", "x\\label{a}\\label{b}"),
        ("\\begin{align}x\\label{a} \\\\ y\\end{align}", "\\begin{aligned}x \\\\ y\\end{aligned}\\label{a}"),
        ("\\begin{tabular}x\\end{tabular}", None),
        ("x \\begin{align}x\\end{align}", None),
        ("\\begin{align}x\\end{gather}", None),
    ],
)
def test_environments(text: str, tex: str | None) -> None:
    result = formula(text, 5)
    assert result == (None if tex is None else n.Math("DisplayMath", tex))
    assert result is None or result.at == 5


@pytest.mark.parametrize("form", ["tex", "latex", "html"])
def test_environments_in_and_between_paragraphs(form: str) -> None:
    text = "\\begin{equation}x\\end{equation}"
    blocks = adopt((n.RawBlock(form, text, at=1), n.Para((n.RawInline(form, text, at=2),))))
    if form == "html":
        assert blocks == (n.RawBlock(form, text), n.Para((n.RawInline(form, text),)))
    else:
        assert blocks == (n.Para((X,)), n.Para((X,)))
        assert blocks[0].at == 1


@pytest.mark.parametrize(
    ("text", "space"),
    [
        ("\\,", "\u202f"),
        ("\\:", "\u202f"),
        ("\\>", "\u202f"),
        ("\\;", "\u202f"),
        ("\\thinspace", "\u202f"),
        ("\\ ", "\u00a0"),
        ("~", "\u00a0"),
        ("\\space", "\u00a0"),
        ("\\enspace", "\u00a0"),
        ("\\,\\,", "\u00a0"),
        ("\\;\\,\\!\\!", "\u202f"),
        ("\\enspace\\enspace", "\u2003"),
        ("\\quad", "\u2003"),
        ("\\qquad", "\u2003"),
        ("\\!", ""),
        ("\\negthinspace", ""),
        ("\\,\\!", ""),
        (" {} ", ""),
    ],
)
def test_a_formula_that_is_only_space(text: str, space: str) -> None:
    blocks = adopt((n.Para((n.Math("InlineMath", text, at=3),)),))
    assert blocks == (n.Para((n.Str(space),) if space else ()),)


def test_a_display_formula_of_space_stays() -> None:
    block = n.Para((n.Math("DisplayMath", "\\,"),))
    assert adopt((block,)) == (block,)


@pytest.mark.parametrize(
    ("inlines", "result"),
    [
        ((X, n.Str("{#eq:a}")), (SPAN,)),
        ((X, n.Space(), n.Str("{#eq:a}")), (SPAN,)),
        ((X, n.SoftBreak(), n.Str("{#eq:a}.")), (SPAN, n.Str("."))),
        ((n.Str("See"), n.Space(), X, n.Space(), n.Str("{#eq:a}")), (n.Str("See"), n.Space(), SPAN)),
        ((n.Str("y"), n.Space(), n.Str("{#eq:a}")), (n.Str("y"), n.Space(), n.Str("{#eq:a}"))),
        ((n.Math("InlineMath", "x"), n.Str("{#eq:a}")), (n.Math("InlineMath", "x"), n.Str("{#eq:a}"))),
        ((n.Str("{#eq:a}"),), (n.Str("{#eq:a}"),)),
        ((n.Space(), n.Str("{#eq:a}")), (n.Space(), n.Str("{#eq:a}"))),
        ((X, n.Str("{#1}")), (X, n.Str("{#1}"))),
        ((X, n.Str("a{#eq:a}")), (X, n.Str("a{#eq:a}"))),
    ],
)
def test_an_id_behind_a_formula(inlines: n.Inlines, result: n.Inlines) -> None:
    assert adopt((n.Para(inlines),)) == (n.Para(result),)
    assert adopt((n.Plain(inlines),)) == (n.Plain(result),)


@pytest.mark.parametrize(
    ("attr", "result"),
    [
        (n.Attr("eq:a"), n.Attr("eq:a", ("equation",))),
        (n.Attr("eq-a", ("x",)), n.Attr("eq-a", ("equation", "x"))),
        (n.Attr("eq-a", ("equation",)), n.Attr("eq-a", ("equation",))),
        (n.Attr("fig:a"), n.Attr("fig:a")),
    ],
)
def test_a_span_with_the_id_of_a_formula(attr: n.Attr, result: n.Attr) -> None:
    assert adopt((n.Para((n.Span(attr, (X,)),)),)) == (n.Para((n.Span(result, (X,)),)),)
    other = n.Para((n.Span(attr, (n.Str("x"),)),))
    assert adopt((other,)) == (other,)


@pytest.mark.parametrize(
    ("name", "is_one"), [("eq:a", True), ("eqn:a", True), ("eq-a", True), ("fig:a", False)]
)
def test_ids_of_formulas(name: str, is_one: bool) -> None:
    assert is_formula_id(name) is is_one
