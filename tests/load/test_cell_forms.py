"""Cells of code as Markdown: what stands for a figure or a table, what is hidden, what is told once."""

from __future__ import annotations

import pytest

from pipeline.load.cells import findings, is_notebook, mark_inline_code, readable
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.faults import is_fault
from pipeline.model.pictures import CELL
from pipeline.model.source import SourceText


def cell(head: str, *lines: str) -> str:
    return "\n".join((f"```{{{head}}}", *lines, "```"))


CODE = "``` {.r}\nx\n```"
KABLE = "kable(x, caption = 'Of \\'b\\'')"
PARTS = ("#| fig-subcap:", "#|   - B", "#|   - C")


def part(words: str, number: int) -> str:
    return f"![{words}]({CELL}fig-a-{number}){{#fig-a-{number}}}"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (cell("r", "x"), CODE),
        (cell("r hills", "", "x"), CODE),
        (
            cell("r", "#| label: fig-a", "#| fig-cap: A [b", "x"),
            f"{CODE}\n\n![A \\[b]({CELL}fig-a){{#fig-a}}\n",
        ),
        (cell("r a, fig.cap='A [b]'", "x"), f"{CODE}\n\n![A [b]]({CELL}fig:a){{#fig:a}}\n"),
        (cell("r, fig.cap='A', echo=FALSE", "x"), f"\n![A]({CELL}cell)\n"),
        (
            cell("r, fig.cap='A', fig.alt='say \"b\"', echo=F", "x"),
            f'\n![A]({CELL}cell){{ alt="say \\"b\\""}}\n',
        ),
        (cell("r 1a, fig.cap='A', echo=F", "x"), f"\n![A]({CELL}fig:1a){{#fig:1a}}\n"),
        (cell("r, echo=FALSE", "x"), CODE),
        (cell("r, include=FALSE", "x"), ""),
        (cell("foo, include=FALSE", "x"), "``` {.foo}\nx\n```"),
        (
            cell("r", "#| label: tbl-a", "#| tbl-cap: Of", "x"),
            f"{CODE}\n\n|   |\n|:--|\n| ![]({CELL}tbl-a) |\n\n: Of {{#tbl-a}}\n",
        ),
        (
            cell("r a", KABLE),
            f"``` {{.r}}\n{KABLE}\n```\n\n|   |\n|:--|\n| ![]({CELL}a) |\n\n: Of 'b' {{#tab:a}}\n",
        ),
        (cell("python", "kable(x, caption = 'Of')"), "``` {.python}\nkable(x, caption = 'Of')\n```"),
        (
            cell("r", "#| label: lst-a", '#| lst-cap: Say "b"', "x"),
            '``` {.r #lst-a lst-cap="Say \\"b\\""}\nx\n```',
        ),
        (
            cell("r", "#| label: fig-a", "#| fig-cap: A", *PARTS, "#| echo: false", "x"),
            f"\n::: {{#fig-a}}\n\n{part('B', 1)}\n\n{part('C', 2)}\n\nA\n\n:::\n",
        ),
        (cell("r, fig.cap='A', echo=F", "#| fig-subcap:", "#| - B", "x"), f"\n![A; B]({CELL}cell)\n"),
        ("> ```{r}\n> #| fig-cap: A\n> x\n> ```", f"> ``` {{.r}}\n> x\n> ```\n>\n> ![A]({CELL}cell)\n>"),
        ("~~~~{r}\nx\n~~~\n~~~~", "~~~~ {.r}\nx\n~~~\n~~~~"),
        ("```{=html}\nx\n```", "```{=html}\nx\n```"),
        ("```{.r}\nx\n```", "```{.r}\nx\n```"),
        ("``` {r}\nx\n```", CODE),
        ("```{r}\nx", "```{r}\nx"),
        ("<!--\n```{r}\nx\n```\n-->", "<!--\n```{r}\nx\n```\n-->"),
        ("<!-- a --> b\n```{r}\nx\n```", f"<!-- a --> b\n{CODE}"),
        ("a {{< pagebreak >}} b {{<newpage>}}", "a                   b              "),
        ("```\n```{r}\nx\n```", "```\n```{r}\nx\n```"),
    ],
)
def test_what_stands_for_a_cell(text: str, result: str) -> None:
    assert readable(text) == result


@pytest.mark.parametrize(
    ("texts", "words", "place"),
    [
        (["a\n" + cell("r", "x")], "1 code cell ", ("0.md", 2)),
        ([cell("r", "x"), cell("python", "x")], "2 code cells ", ("0.md", 1)),
        (["a", "b\n\n" + cell("R", "x")], "1 code cell ", ("1.md", 3)),
        ([cell("r, eval=FALSE", "x") + "\nv `r x`"], "1 value in the text ", ("0.md", 4)),
        (["```{r}\nx\n```\n`r x` and `{python} y`"], "1 code cell and 2 values in the text ", ("0.md", 1)),
    ],
)
def test_what_is_not_run_is_told_once(texts: list[str], words: str, place: tuple[str, int]) -> None:
    sources = [SourceText(f"{number}.md", text) for number, text in enumerate(texts)]
    (diagnostic,) = findings(sources, [0] * len(texts))
    assert words in diagnostic.message
    assert (diagnostic.place.file, diagnostic.place.line) == place


@pytest.mark.parametrize(
    "text",
    [
        "words",
        cell("foo", "x"),
        cell("r, eval=F", "x"),
        cell("r, include=F", "x"),
        cell("r", "#| output: false", "x"),
        "`r x`",
        "```{r}\nx",
    ],
)
def test_what_nobody_runs_is_not_told(text: str) -> None:
    assert list(findings([SourceText("a.md", text)], [0])) == []


def test_what_stands_before_the_text_is_not_looked_at() -> None:
    text = cell("r", "x")
    assert list(findings([SourceText("a.md", f"{text}\nwords")], [len(text) + 1])) == []
    (diagnostic,) = findings([SourceText("a.md", f"a\n\n{text}")], [3])
    assert diagnostic.place.line == 3


@pytest.mark.parametrize(
    ("name", "text", "is_one"),
    [
        ("a.Rmd", "", True),
        ("a.qmd", "", True),
        ("a.rmarkdown", "", True),
        ("a.md", "", False),
        ("a.md", "```{r}\n", True),
        ("a.md", "> ```{r, x}\n", True),
        ("a.md", "~~~ {r x}\n", True),
        ("a.md", "```{ruby}\n", False),
        ("a.md", "x ```{r}\n", False),
    ],
)
def test_notebooks(name: str, text: str, is_one: bool) -> None:
    assert is_notebook(SourceText(name, text)) is is_one


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("a.md", n.Code(n.Attr(), "{r} x"), "x?"),
        ("a.md", n.Code(n.Attr(), "{python}  x y"), "x y?"),
        ("a.md", n.Code(n.Attr(), "r x"), "r x"),
        ("a.Rmd", n.Code(n.Attr(), "r x"), "x?"),
        ("a.Rmd", n.Code(n.Attr(), "r  "), "r"),
        ("a.Rmd", n.Code(n.Attr(), "rx"), "rx"),
        ("a.Rmd", n.Code(n.Attr("", ("r",)), "r x"), "r x"),
        ("a.Rmd", n.Code(n.Attr(), "{ruby} x"), "{ruby} x"),
    ],
)
def test_code_in_lines_that_would_be_run(name: str, code: n.Code, words: str) -> None:
    (block,) = mark_inline_code((n.Para((code,)),), SourceText(name, ""))
    assert walk.text_of((block,)).strip() == words
    assert any(map(is_fault, walk.walk((block,)))) == words.endswith("?")
