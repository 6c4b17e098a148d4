"""Papers' LaTeX becomes nodes: labels ids, references cross-references, environments formulas."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.load.cross_references import adopt as adopt_references
from pipeline.load.formulas import adopt as with_formulas
from pipeline.model import nodes as n
from pipeline.model import walk


def adopt_nodes(text: str) -> list[walk.AnyNode]:
    return list(walk.walk(adopt_references(with_formulas(pandoc.read(text).blocks))))


@pytest.mark.parametrize(
    ("target", "reference", "name"),
    [
        ("![Cap.\\label{fig:a}](x.png)", "\\autoref{fig:a}", "fig-a"),
        ("![Cap.\\label{langs}](x.png)", "\\ref{langs}", "fig-langs"),
        ('![Cap.[]{label="langs"}](x.png)', "\\autoref{langs}", "fig-langs"),
        ("| a |\n|---|\n| 1 |\n\n: Cap.\\label{tab:t}", "\\ref{tab:t}", "tbl-t"),
        ("$$a = b \\label{eq:e}$$", "\\eqref{eq:e}", "eq-e"),
        ("\\begin{equation}\\label{e}\na = b\n\\end{equation}", "\\eqref{e}", "eq-e"),
        ("# Head \\label{sec:s}\n\nText.", "\\autoref{sec:s}", "sec-s"),
    ],
)
def test_a_reference_follows_its_label(target: str, reference: str, name: str) -> None:
    nodes = adopt_nodes(f"{target}\n\nSee {reference} here.\n")
    cites = [citation.id for node in nodes if isinstance(node, n.Cite) for citation in node.citations]
    assert cites == [name]
    result = [
        node
        for node in nodes
        if isinstance(node, n.Figure | n.Table | n.Span | n.Header) and node.attr.id == name
    ]
    assert len(result) == 1
    assert not [node for node in nodes if isinstance(node, n.RawInline | n.RawBlock)]


def test_environments_become_formulas() -> None:
    formulas = [
        node
        for node in adopt_nodes("\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}\n")
        if isinstance(node, n.Math)
    ]
    (formula,) = formulas
    assert formula.text.startswith("\\begin{aligned}")
    assert formula.kind == "DisplayMath"


def test_an_id_may_stand_behind_a_formula() -> None:
    nodes = adopt_nodes("$$a = b$$ {#eq-x} of a dollar.\n")
    (span,) = (node for node in nodes if isinstance(node, n.Span))
    assert span.attr == n.Attr("eq-x", ("equation",))
    assert (
        walk.text_of(adopt_references(with_formulas(pandoc.read("$$a$$ {#eq-x} of it.\n").blocks)))
        == "a of it."
    )


def test_a_span_with_the_id_of_a_formula_numbers_it() -> None:
    nodes = adopt_nodes('[$$a = b$$]{#eq-x alt="a is b"} and [$c$]{#eq-y}.\n')
    first, second = (node for node in nodes if isinstance(node, n.Span))
    assert first.attr == n.Attr("eq-x", ("equation",), (("alt", "a is b"),))
    assert second.attr == n.Attr("eq-y")


@pytest.mark.parametrize(
    ("formula", "space"),
    [
        ("\\,", "\u202f"),
        ("\\;\\!", "\u202f"),
        ("\\,\\!", ""),
        ("~", "\u00a0"),
        ("\\ {}", "\u00a0"),
        ("\\quad", "\u2003"),
    ],
)
def test_a_formula_without_a_sign_is_the_space_that_it_sets(formula: str, space: str) -> None:
    assert walk.text_of(with_formulas(pandoc.read(f"3${formula}$mm").blocks)) == f"3{space}mm"


@pytest.mark.parametrize("formula", ["\\, x", "\\quadx", "\\alpha", "-"])
def test_a_formula_with_a_sign_stays_one(formula: str) -> None:
    assert [node for node in adopt_nodes(f"a ${formula}$ b") if isinstance(node, n.Math)]
