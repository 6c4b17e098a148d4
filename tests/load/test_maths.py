"""The formulas of an article: its macros, the place of a fault, and the mark that stands for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import LoadedArticle, load, locate
from pipeline.model import nodes as n
from pipeline.model.walk import text_of, walk


def load_paper(folder: Path, text: str) -> LoadedArticle:
    (folder / "paper.md").write_text(f"---\ntitle: Of formulas\n---\n\n{text}\n", "utf-8")
    return load(locate(str(folder / "paper.md"), folder))


def formulas(loaded_article: LoadedArticle) -> list[str]:
    return [node.text for node in walk(loaded_article.manuscript.blocks) if isinstance(node, n.Math)]


def messages_of(loaded_article: LoadedArticle) -> list[tuple[int, int, str]]:
    return [
        (each.place.line, each.place.column, each.message)
        for each in loaded_article.diagnostics
        if each.code == "maths-invalid"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\\newcommand{\\set}{\\mathbb{S}}\n\nIn $\\set$.",
        "Words \\newcommand{\\set}{\\mathbb{S}} and $\\set$.",
        "$\\newcommand{\\set}{\\mathbb{S}}$ In $\\set$.",
        "$$\\def\\set{\\mathbb{S}}$$\n\nIn $\\set$.",
        "In $\\set$.\n\n\\def\\set{\\mathbb{S}} % at the end\n",
        "In $\\newcommand{\\set}{\\mathbb{S}}\\set$.",
    ],
)
def test_macros_are_written_out_and_their_definitions_gone(tmp_path: Path, text: str) -> None:
    loaded_article = load_paper(tmp_path, text)
    assert formulas(loaded_article) == ["\\mathbb{S}"]
    assert loaded_article.diagnostics == ()
    assert "newcommand" not in text_of(loaded_article.manuscript.blocks)


def test_other_raw_latex_is_still_reported(tmp_path: Path) -> None:
    loaded_article = load_paper(tmp_path, "\\newcommand{\\set}{S}\n\\foo{bar}\n\nIn $\\set$.")
    assert [each.code for each in loaded_article.diagnostics] == ["markup-raw"]


def test_a_fault_has_its_place_and_is_marked(tmp_path: Path) -> None:
    loaded_article = load_paper(
        tmp_path, "Words before.\n\nIn $a + \\frca{b}{c}$, and $x$, and\n\n$$\\frac{a}{$$\n"
    )
    assert messages_of(loaded_article) == [
        (7, 9, "the command `\\frca` is not known"),
        (9, 8, "a brace `{` is not closed"),
    ]
    assert formulas(loaded_article) == ["x"]
    marks = [
        node
        for node in walk(loaded_article.manuscript.blocks)
        if isinstance(node, n.Span) and "fault" in node.attr.classes
    ]
    assert [text_of((mark,)) for mark in marks] == ["$a + \\frca{b}{c}$?", "$$\\frac{a}{$$?"]


def test_a_numbered_formula_with_a_fault_keeps_its_id(tmp_path: Path) -> None:
    loaded_article = load_paper(tmp_path, "$$\\frca{a}$$ {#eq-one}\n\nSee @eq-one.")
    spans = [node for node in walk(loaded_article.manuscript.blocks) if isinstance(node, n.Span)]
    assert spans[0].attr == n.Attr("eq-one", ("equation",))
    assert "fault" in spans[1].attr.classes


def test_an_unending_macro_is_a_fault_of_the_formula(tmp_path: Path) -> None:
    loaded_article = load_paper(tmp_path, "Two: $\\def\\twice{\\twice\\twice}\\twice$ and $y$.")
    assert [message for _, _, message in messages_of(loaded_article)] == [
        "the expansion of `\\twice` has no end"
    ]
    assert formulas(loaded_article) == ["y"]


def test_a_formula_in_a_caption_is_told_once(tmp_path: Path) -> None:
    loaded_article = load_paper(tmp_path, "| a |\n|---|\n| b |\n\n: A table of $\\foo$. {#tbl-a}\n")
    assert [message for _, _, message in messages_of(loaded_article)] == ["the command `\\foo` is not known"]


def test_long_formulas_are_as_many_as_can_be_set_and_the_first_beyond_is_told(tmp_path: Path) -> None:
    long, short = "x+" * 3_990 + "{}", "y+" * 400 + "{}"
    text = "\n\n".join(f"$${(long if n % 2 else short).format(n)}$$" for n in range(14))
    loaded_article = load_paper(tmp_path, text)
    result = messages_of(loaded_article)
    # Three are shown, with all short ones.
    assert [line for line, _, _ in result] == [5 + 2 * number for number in (7, 9, 11, 13)]
    assert {"more than an article may have" in message for _, _, message in result} == {True}
    assert len(formulas(loaded_article)) == 10
