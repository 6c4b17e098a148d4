"""LaTeX in the prose becomes nodes; layout goes in silence; what no reader knows is told and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import LoadedArticle
from pipeline.model import nodes as n
from pipeline.model import walk
from tests.load.test_html import load_paper, markdown

FORMS = {
    "\\textbf{a \\emph{b}} \\texttt{c} \\textsuperscript{2}": "**a *b*** `c` ^2^",
    "\\href{https://x.org}{there} and \\url{https://y.org}": "[there](https://x.org) and <https://y.org>",
    "Says \\citet{lee} \\citep[p. 3]{lee}, \\cite{lee,kim}.": "Says @lee [@lee p. 3], [@lee; @kim].",
    "In \\LaTeX{} a note.\\footnote{Of $x$.}": "In LaTeX a note.[^1]\n\n[^1]: Of $x$.",
    "\\newpage\n\n\\vspace{1cm}\n\nA\n\n\\pagebreak \\bigskip\n\nB \\small C": "A\n\nB C",
    "\\pagenumbering{roman}\n\\setcounter{page}{1}\n\nA \\hfill B": "A B",
    "\\vspace*{\\fill}\n\nA\n\n\\vspace{\\stretch{2}}": "A",
    "\\widowpenalty1000\n\\clubpenalty=1000\n\nA\n\n\\vskip 2pt\n\n\\hskip-.5em B": "A\n\nB",
    "\\fancyhead[L]{\\leftmark}\n\nA": "A",
    "\\begin{itemize}\n\\item one\n\\item two\n\\end{itemize}": "- one\n\n- two",
    "\\begin{quote}\nA \\emph{word}.\n\\end{quote}": "> A *word*.",
    "\\begin{center}\nMiddle\n\\end{center}": "Middle",
    "\\begin{abstract}\nOf hills.\n\\end{abstract}": "> Of hills.",
    "\\renewcommand{\\arraystretch}{1.5}\n\nA": "A",
}


@pytest.mark.parametrize("body", FORMS)
def test_latex_is_read(tmp_path: Path, body: str) -> None:
    result = load_paper(tmp_path, body)
    assert result.diagnostics == ()
    assert markdown(result).replace("{.uri}", "") == FORMS[body]


def kinds(result: LoadedArticle, kind: type[n.Table | n.Figure]) -> list[n.Table | n.Figure]:
    return [node for node in walk.walk(result.manuscript.blocks) if isinstance(node, kind)]


def test_a_table_and_a_figure_keep_caption_label_and_image(tmp_path: Path) -> None:
    body = (
        "\\begin{table}[h]\n\\centering\n\\caption{Of \\emph{x}.}\n\\label{tab:x}\n"
        "\\begin{tabular}{l|c}\na & $b$ \\\\ \\hline\n"
        "\\multicolumn{2}{c}{c}\n\\end{tabular}\n\\end{table}\n\n"
        "Words before\n\\begin{figure}\n\\includegraphics[width=0.5\\textwidth]{a.png}\n"
        "\\caption{A hill \\cite{lee}.}\\label{fig:hill}\n\\end{figure}\n"
        "and behind: \\ref{tab:x}, \\ref{fig:hill}."
    )
    result = load_paper(tmp_path, body)
    (table,) = kinds(result, n.Table)
    (figure,) = kinds(result, n.Figure)
    assert (table.attr.id, walk.text_of(table.caption.blocks)) == ("tbl-x", "Of x.")
    assert (figure.attr.id, walk.text_of(figure.caption.blocks)) == ("fig-hill", "A hill [@lee].")
    (image,) = (node for node in walk.walk(result.manuscript.blocks) if isinstance(node, n.Image))
    assert (image.url, image.attr.get("width")) == ("a.png", "50%")
    blocks = result.manuscript.blocks
    assert [type(block) for block in blocks] == [n.Table, n.Para, n.Figure, n.Para]
    cites = [each.id for node in walk.walk(blocks) if isinstance(node, n.Cite) for each in node.citations]
    assert list(dict.fromkeys(cites)) == ["lee", "tbl-x", "fig-hill"]


def test_what_no_reader_knows_is_told_and_its_source_shown(tmp_path: Path) -> None:
    result = load_paper(tmp_path, "One \\gizmo{two} three.\n\n\\begin{figure}\nunpaired\n")
    (diagnostic,) = (each for each in result.diagnostics if each.place.line == 5)
    assert diagnostic.code == "markup-raw"
    assert "\\gizmo{two}" in diagnostic.message
    faults = [
        node for node in walk.walk(result.manuscript.blocks) if isinstance(node, n.Span) and node.attr.classes
    ]
    assert [walk.text_of(fault.inlines) for fault in faults] == ["\\gizmo{two}?"]


def test_a_broken_piece_does_not_take_others_with_it(tmp_path: Path) -> None:
    body = (
        "\\textbf{one}\n\n\\begin{tabular}{ll} a & b \\\\ \\bad{ \\end{tabular}\n\n\\textit{two} \\verb|x\n"
    )
    result = load_paper(tmp_path, body)
    assert "**one**" in markdown(result)
    assert "*two*" in markdown(result)


@pytest.mark.parametrize(
    "body", ["\\newcommand{\\a}{b}", "\\def\\a{\\a\\a}", "\\renewcommand{\\vec}[1]{\\mathbf{#1}}"]
)
def test_definitions_show_nothing(tmp_path: Path, body: str) -> None:
    result = load_paper(tmp_path, f"Words.\n\n{body}")
    assert result.diagnostics == ()
    assert walk.text_of(result.manuscript.blocks) == "Words."


def test_no_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("secret")
    result = load_paper(tmp_path, "\\input{secret}\n\nA \\textbf{\\input{secret}} b.")
    assert "secret" not in walk.text_of(result.manuscript.blocks).replace("\\input{secret}", "")
