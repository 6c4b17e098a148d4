"""Cells of code that nobody has run: their code, and what they would show as boxes with caption and id."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.load.cells import readable
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic
from pipeline.resolve import resolve


def read(folder: Path, body: str, name: str = "paper.Rmd") -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Return a paper's text, resolved, and what was told of reading it."""
    (folder / name).write_text(f"---\ntitle: T\n---\n\n{body}\n", "utf-8")
    result = load(locate(str(folder / name), folder))
    return resolve(result.manuscript)[0].blocks, result.diagnostics


def words(blocks: n.Blocks) -> str:
    return walk.text_of(blocks).replace("\u00a0", " ").strip()


def figures(blocks: n.Blocks) -> list[tuple[str, str, str]]:
    return [
        (node.attr.id, words(node.caption.blocks), words(node.blocks))
        for node in walk.walk(blocks)
        if isinstance(node, n.Figure)
    ]


CELLS = {
    "knitr": '```{r hills, fig.cap="The *hills*, from (a) to [b]", echo=TRUE}\nplot(x, c("a"))\n```',
    "single quotes": "```{r hills, echo=F, fig.cap='The *hills*, from (a) to [b]'}\nplot(x)\n```",
    "a label": '```{r, label="hills", fig.cap = "The *hills*, from (a) to [b]"}\nplot(x)\n```',
    "dots": "```{r hills}\n#| fig.cap = 'The *hills*, from (a) to [b]'\nplot(x)\n```",
    "quarto": "```{python}\n#| label: fig-hills\n#| fig-cap: The *hills*, from (a) to [b]\nplot(x)\n```",
    "folded": "```{js}\n#| label: fig-hills\n#| fig-cap: |\n#|   The *hills*,\n#|   from (a) to [b]\nx\n```",
    "quoted": '```{r}\n#| label: fig-hills\n#| fig-cap: "The *hills*, from\n#|   (a) to [b]"\nplot(x)\n```',
    "javascript": "```{ojs}\n//| label: fig-hills\n//| fig-cap: The *hills*, from (a) to [b]\nplot(x)\n```",
    "diagram": "```{mermaid}\n%%| label: fig-hills\n%%| fig-cap: The *hills*, from (a) to [b]\ngraph\n```",
    "four back-ticks": '````{r hills, fig.cap="The *hills*, from (a) to [b]"}\n"```"\n````',
    "tildes": '~~~ {r hills, fig.cap="The *hills*, from (a) to [b]"}\nplot(x)\n~~~',
}


@pytest.mark.parametrize("form", CELLS)
def test_what_a_cell_would_draw_is_a_box_with_its_caption_and_number(tmp_path: Path, form: str) -> None:
    reference = "\\@ref(fig:hills)" if "fig-hills" not in CELLS[form] else "@fig-hills"
    blocks, diagnostics = read(tmp_path, f"Before.\n\n{CELLS[form]}\n\nSee {reference}.")
    ((name, caption, box),) = figures(blocks)
    assert name == "fig-hills"
    assert caption == "Figure 1. The hills, from (a) to [b]"
    assert box.startswith("Not computed: fig")
    assert words(blocks[-1:]) in ("See Figure 1.", "See 1.")
    assert [(each.code, each.place.line) for each in diagnostics] == [("cell-unrun", 7)]


def test_a_caption_is_markdown_with_citations(tmp_path: Path) -> None:
    blocks, _ = read(
        tmp_path, '```{r a, fig.cap="Of $x^2$ [@b], see [it](https://example.org/)."}\nplot(x)\n```'
    )
    (figure,) = (node for node in walk.walk(blocks) if isinstance(node, n.Figure))
    kinds = {type(node) for node in walk.walk(figure.caption.blocks)}
    assert {n.Math, n.Cite, n.Link} <= kinds


@pytest.mark.parametrize(
    "cell",
    [
        "```{r}\n#| label: tbl-hills\n#| tbl-cap: All hills\nknitr::kable(x)\n```",
        '```{r tbl-hills, tbl.cap="All hills", echo=F}\nx\n```',
        "```{r hills, echo=FALSE}\nknitr::kable(\n  x[1:3, ],\n  caption = 'All hills'\n)\n```",
    ],
)
def test_a_table_that_a_cell_would_print_has_its_caption_and_number(tmp_path: Path, cell: str) -> None:
    blocks, _ = read(tmp_path, f"{cell}\n\nSee \\@ref(tab:hills) and @tbl-hills.")
    (table,) = (node for node in walk.walk(blocks) if isinstance(node, n.Table))
    assert (table.attr.id, words(table.caption.blocks)) == ("tbl-hills", "Table 1. All hills")
    assert "Not computed" in words((table,))
    assert words(blocks[-1:]) == "See Table 1 and Table 1."


def test_parts_of_a_figure_are_parts_of_one_number(tmp_path: Path) -> None:
    cell = (
        "```{r}\n#| label: fig-hills\n#| fig-cap: Two hills.\n#| fig-subcap:\n"
        '#|   - "The high one."\n#|   - The low one.\n#| layout-ncol: 2\nplot(x)\n```'
    )
    blocks, _ = read(tmp_path, f"{cell}\n\nSee @fig-hills and @fig-hills-2.")
    assert [caption for _, caption, _ in figures(blocks)] == [
        "Figure 1a. The high one.",
        "Figure 1b. The low one.",
    ]
    assert "Figure 1. Two hills." in words(blocks)
    assert words(blocks[-1:]) == "See Figure 1 and Figure 1b."


@pytest.mark.parametrize(
    ("options", "is_shown"),
    [
        ("a, include=FALSE", False),
        ("a, echo=FALSE", True),  # what it would print has no other trace
        ('a, echo=FALSE, fig.cap="A."', False),
        ('a, echo=TRUE, fig.cap="A."', True),
        ("a", True),
    ],
)
def test_code_is_hidden_where_its_author_hides_it(tmp_path: Path, options: str, is_shown: bool) -> None:
    blocks, _ = read(tmp_path, f"Words.\n\n```{{r {options}}}\nplot(x)\n```")
    codes = [node for node in walk.walk(blocks) if isinstance(node, n.CodeBlock)]
    assert [(code.attr.classes, code.text) for code in codes] == [(("r",), "plot(x)")] * is_shown


@pytest.mark.parametrize("code", ["`r mean(x)`", "`{r} mean(x)`", "`{python} mean(x)`"])
def test_a_value_in_a_line_is_marked(tmp_path: Path, code: str) -> None:
    blocks, diagnostics = read(tmp_path, f"The mean is {code} of them.", "paper.qmd")
    assert words(blocks) == "The mean is mean(x)? of them."
    (mark,) = (
        node for node in walk.walk(blocks) if isinstance(node, n.Span) and "fault" in node.attr.classes
    )
    assert words((n.Plain((mark,)),)) == "mean(x)?"
    assert [(each.code, each.place.line, each.place.column) for each in diagnostics] == [
        ("cell-unrun", 5, 13)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "A language called `r base` and its `r`.",
        "``` r\nplot(x)\n```",
        "````\n```{r a, fig.cap='x'}\n```\n````",
        "<!--\n```{r a, fig.cap='x'}\nplot(x)\n```\n-->\n\nWords.",
        "``` {=html}\n<b>x</b>\n```",
        "```{.r}\nplot(x)\n```",
        "```{r eval=FALSE}\nplot(x)\n```",
        "```{r include=FALSE}\nplot(x)\n```\n\nWords.",
    ],
)
def test_what_nobody_would_run_is_not_told(tmp_path: Path, body: str) -> None:
    blocks, diagnostics = read(tmp_path, body, "paper.md")
    assert "cell-unrun" not in {each.code for each in diagnostics}
    assert not [node for node in walk.walk(blocks) if isinstance(node, n.Figure)]


def test_an_article_is_told_once_with_what_is_missing(tmp_path: Path) -> None:
    cell = "```{r}\nplot(x)\n```\n\n"
    _, diagnostics = read(tmp_path, f"{cell * 3}And `r 1 + 1`.")
    (diagnostic,) = diagnostics
    assert diagnostic.message.startswith(
        "the article has 3 code cells and 1 value in the text that only running"
    )


def test_a_cell_in_a_list_and_in_a_quotation(tmp_path: Path) -> None:
    body = (
        '- One\n\n  ```{r a, fig.cap="A."}\n  plot(x)\n  ```\n\n> ```{r b, fig.cap="B."}\n> plot(y)\n> ```\n'
    )
    blocks, _ = read(tmp_path, body)
    assert [type(block) for block in blocks] == [n.BulletList, n.BlockQuote]
    assert [name for name, _, _ in figures(blocks)] == ["fig-a", "fig-b"]
    codes = [node.text for node in walk.walk(blocks) if isinstance(node, n.CodeBlock)]
    assert codes == ["plot(x)", "plot(y)"]


def test_a_listing_has_its_caption(tmp_path: Path) -> None:
    cell = '```{python}\n#| lst-label: lst-sum\n#| lst-cap: A "sum".\n1 + 1\n```'
    blocks, _ = read(tmp_path, f"{cell}\n\nSee @lst-sum.")
    assert "Listing 1. A “sum”." in words(blocks)
    assert words(blocks[-1:]) == "See Listing 1."


def test_breaks_of_pages_are_no_text() -> None:
    assert readable("a {{< pagebreak >}} b").split() == ["a", "b"]


def test_an_unclosed_cell_loses_nothing() -> None:
    assert readable("```{r}\nplot(x)\n") == "```{r}\nplot(x)\n"


def test_many_cells_are_read_in_bounded_time() -> None:
    text = '```{r a, fig.cap="' + "[(" * 20_000 + '"}\nkable(' * 2_000 + "\n```\n"
    assert "```" in readable(text)
