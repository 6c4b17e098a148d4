"""References of every dialect become cross-references, and the words and marks around them go."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.load.cross_references import adopt
from pipeline.load.formulas import adopt as with_formulas
from pipeline.model import nodes as n
from pipeline.model import walk


def lines_of(text: str) -> list[str]:
    """Return the paragraphs of a text, a cross-reference as `<fig-a>`, a link as `<words #id>`."""

    def inline(node: n.Inline) -> n.Inlines:
        match node:
            case n.Cite(citations=citations):
                return (n.Str(f"<{', '.join(each.id for each in citations)}>"),)
            case n.Link(url=url):
                return (n.Str(f"<{walk.text_of(node.inlines)} {url}>"),)
            case _:
                return (node,)

    blocks = walk.map_tree(adopt(pandoc.read(text).blocks), inline=inline)
    return [walk.text_of((block,)) for block in blocks if isinstance(block, n.Para)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("See \\ref{fig:a} there.", "See <fig-a> there."),
        ("See \\cref{fig:a,tab:b}.", "See <fig-a, tbl-b>."),
        ("See \\cref{fig:a, }.", "See <fig-a>."),
        ("See \\ref{}.", "See ."),
        ("See \\ref*{fig:a}.", "See <fig-a>."),
        ("See \\ref{mine}.", "See <sec-mine>."),
        ("See Fig.~\\ref{fig:a}.", "See Fig.\u00a0<fig-a>."),
        ("See page \\pageref{fig:a}.", "See <fig-a>."),
        ("See pp.\\ \\pageref{fig:a}.", "See <fig-a>."),
        ("See p.~\\pageref{fig:a}.", "See <fig-a>."),
        ("See there \\pageref{fig:a}.", "See there <fig-a>."),
        ("See page \\ref{fig:a}.", "See page <fig-a>."),
        ("\\hyperref[fig:a]{this}", "<this #fig-a>"),
        ("See \\@ref(fig:a).", "See <fig-a>."),
        ("(\\@ref(fig:a)/\\@ref(tab:b))", "(<fig-a>/<tbl-b>)"),
        ("See @fig:a and @Fig:a.", "See <fig-a> and <fig-a>."),
        ("See @key:a and [@fig-b].", "See <key:a> and <fig-b>."),
        ("See {@fig:a}B.", "See <fig-a>B."),
        ("See ({+@fig:a}B).", "See (<fig-a>B)."),
        ("See {@fig:a B.", "See {<fig-a> B."),
        ("See +@fig:a and *@fig:b.", "See <fig-a> and <fig-b>."),
        ("See !@fig:a.", "See <fig-a>."),
        ("See (+@fig:a).", "See (<fig-a>)."),
        ("See +@key.", "See +<key>."),
        ("See @fig:a-@fig:b.", "See <fig-a>–<fig-b>."),
        ("See @fig:a--@fig:b.", "See <fig-a>–<fig-b>."),
        (
            "See [there](#fig:a) and [it](https://x.org#fig:a).",
            "See <there #fig-a> and <it https://x.org#fig:a>.",
        ),
    ],
)
def test_a_reference_in_a_line(text: str, line: str) -> None:
    assert lines_of(text) == [line]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# One\n\n\\label{mine}\n\nSee \\ref{mine}.", ["See <sec-mine>."]),
        ("# One {#sec-a}\n\nA $x \\label{l}$ b, see \\ref{l}.", ["A x b, see <sec-a>."]),
        (
            "# One \\label{sec:a}\n\n# Two\n\n\\label{l} See \\ref{l} \\ref{sec:a}.",
            ["See <sec-two> <sec-a>."],
        ),
        ("# One's *a*!\n\nSee [it](#ones-a).", ["See <it #ones-a>."]),
        ("# 1. One\n\nSee [it](#1-one).", ["See <it #one>."]),
        ("# 1. One\n\n# 1 one {#1-one}\n\nSee [it](#1-one).", ["See <it #1-one>."]),
        ("![C.](a.png){#here}\n\nSee \\ref{here}.", ["See <fig-here>."]),
        ("![C.](a.png){#fig:a}\n\n\\label{l}\n\nSee \\ref{l}.", ["See <fig-a>."]),
        ("![C.](a.png){#fig:a}\n\n\\label{tab:l}\n\nSee \\ref{tab:l}.", ["See <tbl-l>."]),
        ("# One {#a}\n\n![C.](a.png)\n\n\\label{fig:l}\n\nSee \\ref{fig:l}.", ["See <fig-l>."]),
        ("Words.\n\n\\label{l}\n\nSee \\ref{l}.", ["Words.", "See <sec-l>."]),
        ("# One {#a}\n\nWords.\n\n\\label{l}\n\nSee \\ref{l}.", ["Words.", "See <sec-a>."]),
        ("$$x$$ {#mine}\n\nSee \\ref{mine}.", ["x", "See <eq-mine>."]),
        ("$$x \\label{a}$$\n\nSee \\eqref{a} and @eq:a.", ["x", "See <eq-a> and <eq-a>."]),
        ("$$x (\\#eq:a)$$\n\nSee \\@ref(eq:a).", ["x", "See <eq-a>."]),
        ("| a |\n|---|\n| 1 |\n\n: (#tab:t) Cap.\n\nSee \\@ref(tab:t).", ["See <tbl-t>."]),
        ("# A [ b \\label{sec: x y}\n\nSee \\ref{sec: x y}.", ["See <sec-x-y>."]),
    ],
)
def test_a_reference_leads_to_what_has_its_label(text: str, lines: list[str]) -> None:
    blocks = with_formulas(pandoc.read(text).blocks)
    text = pandoc.write(n.Pandoc(n.MetaMap(), blocks), "markdown", ["--wrap=none"]).output.decode()
    assert lines_of(text) == lines
