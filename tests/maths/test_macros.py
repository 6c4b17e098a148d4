"""Macros that authors define: read in the ways of TeX and LaTeX, expanded, and never without an end."""

from __future__ import annotations

import pytest

from pipeline.maths import macros


@pytest.mark.parametrize(
    ("definition", "call", "expansion"),
    [
        (r"\newcommand{\set}{\mathbb{S}}", r"\set x", r"\mathbb{S} x"),
        (r"\newcommand*\pair[2]{(#1,#2)}", r"\pair{a}{b}", "(a,b)"),
        (r"\renewcommand{\pair}[2]{(#2,#1)}", r"\pair a b", "(b,a)"),
        (r"\providecommand{\opt}[2][z]{#1+#2}", r"\opt{3}", "z+3"),
        (r"\providecommand{\opt}[2][z]{#1+#2}", r"\opt[k]{3}", "k+3"),
        (r"\def\swap#1#2{#2#1}", r"\swap a{bc}", "bca"),
        (r"\global\long\def\one{1}", r"\one+\one", "1+1"),
        (r"\let\eps=\varepsilon", r"\eps x", r"\varepsilon x"),
        (r"\DeclareMathOperator{\rank}{rank}", r"\rank A", r"\operatorname{rank} A"),
        (r"\DeclareMathOperator*{\most}{arg\,max}", r"\most_x", r"\operatorname*{arg\,max}_x"),
        (r"\DeclarePairedDelimiter{\size}{\lvert}{\rvert}", r"\size{x}", r"\left\lvert x \right\rvert"),
        (r"\newcommand{\set}{\mathbb{S}}", r"\settled", r"\settled"),
        (r"\newcommand{\v}[1]{\mathbf{#1}}", r"\v", r"\v"),
        (r"\newcommand{\nine}[9]{#9#1}", r"\nine{a}{}{}{}{}{}{}{}{z}", "za"),
    ],
)
def test_a_macro_is_defined_and_expanded(definition: str, call: str, expansion: str) -> None:
    definitions, rest = macros.parse_definitions(definition)
    assert rest == ""
    assert macros.expand(call, definitions) == expansion


def test_what_a_control_word_meets_does_not_become_part_of_it() -> None:
    definitions, _ = macros.parse_definitions(r"\newcommand{\a}{\alpha}\newcommand{\b}[1]{#1}")
    assert macros.expand(r"\b{\alpha}x", definitions) == r"\alpha x"


def test_other_text_stays_where_definitions_are_taken_out() -> None:
    definitions, rest = macros.parse_definitions(
        "before \\newcommand{\\a}{x}\\foo after \\newcommand{\\broken"
    )
    assert list(definitions) == ["\\a"]
    assert rest == "before \\foo after \\newcommand{\\broken"


@pytest.mark.parametrize(
    "definition",
    [
        r"\def\a{\a}",
        r"\def\a{\a\a}",
        r"\def\a{\b}\def\b{\a}",
        r"\newcommand{\a}[1]{\a{#1#1}}",
        "".join(
            rf"\def\{x}{{\{y}\{y}\{y}\{y}\{y}\{y}\{y}\{y}}}" for x, y in zip("abcdef", "bcdefg", strict=True)
        )
        + r"\def\g{x}",
    ],
)
def test_an_expansion_without_an_end_is_told(definition: str) -> None:
    definitions, _ = macros.parse_definitions(definition)
    with pytest.raises(macros.EndlessMacro):
        macros.expand(r"\a{x}", definitions)


def test_comments_end_with_their_line() -> None:
    assert macros.without_comments("a % b\n  c 5\\% d % e") == "a c 5\\% d "
