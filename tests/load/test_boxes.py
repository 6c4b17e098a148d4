"""Callouts, panels, listings and cells of other dialects become boxes, figures and code with captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document
from pipeline.resolve import resolve


def paper(folder: Path, body: str, front: str = "lang: en", name: str = "paper.qmd") -> Document:
    """Return a paper with these words, resolved; reading it leaves nothing to tell."""
    (folder / name).write_text(f"---\ntitle: T\n{front}\n---\n\n{body}\n", "utf-8")
    result = load(locate(str(folder / name), folder))
    assert {diagnostic.code for diagnostic in result.diagnostics} <= {"image-missing"}
    return resolve(result.manuscript)[0]


def words(blocks: n.Blocks) -> list[str]:
    """Return the words of blocks, line by line."""
    return walk.text_of(blocks).replace("\u00a0", " ").split("\n")


def boxes(document: Document, name: str) -> list[n.Div]:
    return [
        node for node in walk.walk(document.blocks) if isinstance(node, n.Div) and name in node.attr.classes
    ]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ('::: {.callout-note title="Of hills"}\nWords.\n:::', "Of hills"),
        ("::: {.callout-tip collapse=true}\n## Of *lakes*\n\nWords.\n:::", "Of lakes"),
        ("::: callout-warning\nWords.\n:::", "Warning"),
        ("> [!IMPORTANT]\n> Words.", "Important"),
        ("> [!note]\n>\n> Words.", "Note"),
        ("::: warning\nWords.\n:::", "Warning"),
        ("::: {.caution .wide}\nWords.\n:::", "Caution"),
        ('::: {.tip title="Of lakes"}\nWords.\n:::', "Of lakes"),
        (":::: note\n::: title\nOf hills\n:::\n\nWords.\n::::", "Of hills"),
    ],
)
def test_a_callout_is_a_box_with_its_title(tmp_path: Path, body: str, title: str) -> None:
    document = paper(tmp_path, body)
    (box,) = boxes(document, "callout")
    assert words(box.blocks) == [title, "Words."]
    assert not [node for node in walk.walk(document.blocks) if isinstance(node, n.Header | n.BlockQuote)]


@pytest.mark.parametrize("name", ["note", "notes", "warnings", "title"])
def test_other_boxes_are_no_callouts(tmp_path: Path, name: str) -> None:
    assert boxes(paper(tmp_path, f"Text.\n\n::: {{.x .{name}}}\nWords.\n:::"), "callout") == []


def test_a_title_that_is_not_written_is_in_the_articles_language(tmp_path: Path) -> None:
    (box,) = boxes(paper(tmp_path, "::: callout-tip\nMots.\n:::", "lang: fr"), "callout")
    assert words(box.blocks) == ["Conseil", "Mots."]


PANELS = {
    "quarto": "::: {#fig-two layout-ncol=2}\n![Left.](a.png){#fig-l}\n\n"
    "![Right.](b.png){#fig-r}\n\nBoth.\n:::",
    "crossref": '<div id="fig:two">\n![Left.](a.png){#fig:l}\n![Right.](b.png){#fig:r}\n\nBoth.\n</div>',
    "latex": (
        "\\begin{figure}\n\\begin{subfigure}{.5\\textwidth}\\includegraphics{a.png}\\caption{Left.}"
        "\\label{fig:l}\\end{subfigure}\n\\begin{subfigure}{.5\\textwidth}\\includegraphics{b.png}"
        "\\caption{Right.}\\label{fig:r}\\end{subfigure}\n\\caption{Both.}\\label{fig:two}\n\\end{figure}"
    ),
}


@pytest.mark.parametrize("dialect", PANELS)
def test_pictures_of_a_panel_are_parts_of_one_figure(tmp_path: Path, dialect: str) -> None:
    body = f"![First.](c.png){{#fig-first}}\n\n{PANELS[dialect]}\n\nSee @fig-two, @fig-l and @fig-r.\n"
    document = paper(tmp_path, body)
    figures = [node for node in walk.walk(document.blocks) if isinstance(node, n.Figure)]
    captions = [words(figure.caption.blocks)[0] for figure in figures]
    assert captions == ["Figure 1. First.", "Figure 2a. Left.", "Figure 2b. Right."]
    (group,) = boxes(document, "subfigures")
    assert group.attr.id == "fig-two"
    assert words(group.blocks)[-1] == "Figure 2. Both."
    assert words(document.blocks)[-1] == "See Figure 2, Figure 2a and Figure 2b."


def test_a_box_with_one_picture_a_table_or_code_is_that(tmp_path: Path) -> None:
    body = (
        "::: {#fig-a}\n![](a.png)\n\nA *hill*.\n:::\n\n::: {#tbl-b}\n| A |\n|---|\n| 1 |\n\nA table.\n:::\n\n"
        '::: {#lst-c}\n```\n1 + 1\n```\n\nA sum.\n:::\n\n``` {#lst:d .r caption="More."}\n2\n```\n'
    )
    document = paper(tmp_path, body)
    nodes = list(walk.walk(document.blocks))
    (figure,) = (node for node in nodes if isinstance(node, n.Figure))
    (table,) = (node for node in nodes if isinstance(node, n.Table))
    assert (figure.attr.id, words(figure.caption.blocks)) == ("fig-a", ["Figure 1. A hill."])
    assert (table.attr.id, words(table.caption.blocks)) == ("tbl-b", ["Table 1. A table."])
    listings = boxes(document, "listing")
    assert [box.attr.id for box in listings] == ["lst-c", "lst-d"]
    assert [words(box.blocks)[-1] for box in listings] == ["Listing 1. A sum.", "Listing 2. More."]


def test_an_empty_heading_is_told_and_its_id_stays(tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_text(
        "---\ntitle: T\n---\n\n# One\n\nWords.\n\n# {#empty}\n\nMore [up](#empty).\n"
    )
    result = load(locate(str(tmp_path / "paper.md"), tmp_path))
    (diagnostic,) = result.diagnostics
    assert (diagnostic.code, diagnostic.place.line) == ("heading-empty", 9)
    blocks = result.manuscript.blocks
    assert [type(block) for block in blocks] == [n.Header, n.Para, n.Para]
    assert [node.attr.id for node in walk.walk(blocks[2:]) if isinstance(node, n.Span)] == ["empty"]


def test_of_two_with_one_id_the_second_gets_another(tmp_path: Path) -> None:
    document = paper(tmp_path, "# A {#x}\n\n[b]{#x} and [c]{#x-2}\n\n# D {#x}\n\nBack to [it](#x).")
    ids = [
        node.attr.id
        for node in walk.walk(document.blocks)
        if isinstance(node, n.Header | n.Span) and node.attr.id
    ]
    assert ids == ["x", "x-3", "x-2", "x-4"]


def test_a_link_to_a_heading_as_other_sites_name_it_leads_there(tmp_path: Path) -> None:
    document = paper(tmp_path, "# 2nd step: Node.js & more\n\nSee [it](#2nd-step-nodejs--more).")
    (heading,) = (node for node in walk.walk(document.blocks) if isinstance(node, n.Header))
    (link,) = (node for node in walk.walk(document.blocks) if isinstance(node, n.Link))
    assert link.url == f"#{heading.attr.id}"


def test_each_empty_heading_has_its_line(tmp_path: Path) -> None:
    body = "#\n\nWords.\n\n```\n#\n```\n\n> ##\n>\n> More.\n\n### {.unnumbered}\n\nEnd.\n"
    (tmp_path / "paper.md").write_text(f"---\ntitle: T\n---\n\n{body}")
    diagnostics = load(locate(str(tmp_path / "paper.md"), tmp_path)).diagnostics
    assert [(each.code, each.place.line) for each in diagnostics] == [
        ("heading-empty", line) for line in (5, 13, 17)
    ]
