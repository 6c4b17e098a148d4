"""Macros of LaTeX that an article defines, in its text or for the head of a file, and `\\verb`."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import LoadedArticle, load, locate
from pipeline.model import nodes as n
from pipeline.model import walk

DEFINITIONS = (
    "\\newcommand{\\tool}{HillTool\\xspace}\n\\newcommand{\\pkg}[1]{\\textbf{#1}}\n\\def\\R{\\mathbb{R}}"
)


def load_paper(folder: Path, text: str) -> LoadedArticle:
    (folder / "paper.md").write_text(text, "utf-8")
    return load(locate(str(folder / "paper.md"), folder))


def words(result: LoadedArticle) -> str:
    return walk.text_of(result.manuscript.blocks)


HEADS = {
    "text": f"---\ntitle: T\n---\n\n{DEFINITIONS}\n\n",
    "header-includes": "---\ntitle: T\nheader-includes: |\n  "
    + DEFINITIONS.replace("\n", "\n  ")
    + "\n---\n\n",
    "list": "---\ntitle: T\nheader-includes:\n  - "
    + DEFINITIONS.replace("\n", "\n  - ")
    + "\n  - \\usepackage{x}\n---\n\n",
    "Quarto": "---\ntitle: T\nformat:\n  pdf:\n    include-in-header:\n      text: |\n        "
    + DEFINITIONS.replace("\n", "\n        ")
    + "\n---\n\n",
}  # fmt: skip


@pytest.mark.parametrize("place", HEADS)
def test_macros_are_written_out_wherever_they_are_defined(tmp_path: Path, place: str) -> None:
    text = "We use \\tool{}, \\tool and \\tool of \\pkg{hills}: $x \\in \\R$.\n\n"
    text += "\\begin{itemize}\\item \\tool\\end{itemize}\n"
    result = load_paper(tmp_path, HEADS[place] + text)
    assert result.diagnostics == ()
    assert (
        words(result).split("\n")[0] == "We use HillTool, HillTool and HillTool of hills: x \\in \\mathbb{R}."
    )
    assert words(result).endswith("HillTool")
    assert [
        walk.text_of(node.inlines)
        for node in walk.walk(result.manuscript.blocks)
        if isinstance(node, n.Strong)
    ] == ["hills"]


def test_a_macro_without_an_end_is_told_where_it_is_used(tmp_path: Path) -> None:
    result = load_paper(tmp_path, "---\ntitle: T\n---\n\n\\newcommand{\\a}{\\a\\a}\n\nUse \\a here.\n")
    assert [(each.code, each.place.line) for each in result.diagnostics] == [("markup-raw", 7)]


@pytest.mark.parametrize("code", ["a_b", "c{d", "\\emph{x", "%", "a b"])
@pytest.mark.parametrize("sign", ["|", "+", "!"])
def test_verb_is_code_whatever_is_in_it(tmp_path: Path, code: str, sign: str) -> None:
    result = load_paper(tmp_path, f"---\ntitle: T\n---\n\nThe word \\verb{sign}{code}{sign} of it.\n")
    codes = [node.text for node in walk.walk(result.manuscript.blocks) if isinstance(node, n.Code)]
    assert codes == [code]
    assert words(result) == f"The word {code} of it."
    assert result.diagnostics == ()
