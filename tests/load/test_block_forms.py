"""Titles, empty headings, panels, callouts and statements, as blocks that others write."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.load import boxes, headings, panels, titles
from pipeline.load.statements import Statements
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.front_matter import FrontMatter
from pipeline.model.source import SourceText


def blocks_of(text: str) -> n.Blocks:
    return pandoc.read(text).blocks


def shape(blocks: n.Blocks) -> list[str]:
    """Return blocks in short: a kind with id and classes, what is in it in brackets, words as they are."""
    result = []
    for block in blocks:
        match block:
            case n.Div(attr=attr, blocks=inner):
                name = ".".join((attr.id, *attr.classes))
                result.append(f"{name}({' '.join(shape(inner))})")
            case n.Figure(attr=attr, caption=caption, blocks=inner):
                urls = [node.url for node in walk.walk(inner) if isinstance(node, n.Image)]
                result.append(f"figure:{attr.id}[{','.join(urls)}|{walk.text_of(caption.blocks)}]")
            case n.Table(attr=attr, caption=caption):
                result.append(f"table:{attr.id}[{walk.text_of(caption.blocks)}]")
            case n.Header(attr=attr, level=level, inlines=inlines):
                result.append(f"h{level}:{attr.id}[{walk.text_of(inlines)}]")
            case n.CodeBlock(attr=attr, text=text):
                result.append(f"code:{attr.id}[{text}]")
            case _:
                result.append(walk.text_of((block,)).replace("\u00a0", "~"))
    return result


TABLE = "| a |\n|---|\n| 1 |\n"
A, B, C = "![A](a.png)", "![B](b.png){#fig-b}", "![](c.png)"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (f"::: {{#fig-x}}\n{A}\n\nWords.\n:::", ["figure:fig-x[a.png|Words.]"]),
        (f"::: {{#fig-x}}\n{A}\n:::", ["figure:fig-x[a.png|A]"]),
        (f'::: {{#fig-x fig-cap="More words"}}\n{A}\n:::', ["figure:fig-x[a.png|More words]"]),
        (
            f"::: {{#fig-x}}\n{A} {B}\n\nWords.\n:::",
            ["fig-x.subfigures(.row(figure:[a.png|A] figure:fig-b[b.png|B]) .caption(Words.))"],
        ),
        (
            f"::: {{#fig-x}}\n{A}\n\n{B}\n\n{C}\n\nWords.\n:::",
            [
                "fig-x.subfigures(.row(figure:[a.png|A] figure:fig-b[b.png|B] figure:[c.png|])"
                " .caption(Words.))"
            ],
        ),
        (
            f"::: {{#fig-x}}\n{A}\n\n{B}\n\n{C}\n\n{A}\n:::",
            [
                "fig-x.subfigures(.row(figure:[a.png|A] figure:fig-b[b.png|B]) "
                ".row(figure:[c.png|] figure:[a.png|A]) .caption())"
            ],
        ),
        (f"::: {{#fig-x}}\nText {A}\n\nWords.\n:::", ["fig-x.subfigures(Text A .caption(Words.))"]),
        (
            f"::: {{#fig-x}}\n::: one\n{A}\n:::\n::: two\n{B}\n:::\n\nWords.\n:::",
            ["fig-x.subfigures(.row(figure:[a.png|A] figure:fig-b[b.png|B]) .caption(Words.))"],
        ),
        (
            f"::: {{#fig-x}}\n{A}\n\n- item\n\nWords.\n:::",
            ["fig-x.subfigures(figure:[a.png|A] item .caption(Words.))"],
        ),
        ("::: {#fig-x}\nWords.\n:::", ["fig-x.subfigures(Words. .caption())"]),
        (f"::: {{#tbl-x}}\n{TABLE}\nWords.\n:::", ["table:tbl-x[Words.]"]),
        (f"::: {{#tbl-x tbl-cap=Of}}\n{TABLE}\n:::", ["table:tbl-x[Of]"]),
        (f"::: {{#tbl-x}}\n{TABLE}\n: Own {{#tbl-y}}\n\n:::", ["table:tbl-y[Own]"]),
        (f"::: {{#tbl-x}}\n{TABLE}\n{TABLE}\nWords.\n:::", ["tbl-x(table:[] table:[] Words.)"]),
        ("::: {#lst-x}\n~~~\nc\n~~~\n\nWords.\n:::", ["lst-x.listing(code:[c] .caption(Words.))"]),
        ("~~~ {#lst-x lst-cap='Of *c*'}\nc\n~~~", ["lst-x.listing(code:[c] .caption(Of *c*))"]),
        ("~~~ {#lst-x}\nc\n~~~", ["code:lst-x[c]"]),
        ("~~~ {#x caption=Of}\nc\n~~~", ["code:x[c]"]),
        (f"::: {{#x}}\n{A}\n:::", ["x(figure:[a.png|A])"]),
    ],
)
def test_boxes_that_are_figures_tables_and_listings(text: str, result: list[str]) -> None:
    assert shape(panels.adopt(blocks_of(text))) == result


def test_an_image_without_words_has_those_of_its_caption() -> None:
    caption = n.Caption(None, (n.Plain((n.Str("x"),)),))
    figure = n.Figure(n.Attr(), caption, (n.Plain((n.Image(n.Attr(), (), "a.png"),)),))
    (result,) = panels.adopt((figure,))
    assert walk.text_of(result.blocks if isinstance(result, n.Figure) else ()) == "x"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("::: callout-tip\nWords.\n:::", [".callout(.label(Tip) Words.)"]),
        (
            "::: {.callout-tip title='One two'}\n## Three\n\nWords.\n:::",
            [".callout(.label(One two) h2:three[Three] Words.)"],
        ),
        ("::: {.callout-note #nte-x}\n## Three\n\nWords.\n:::", ["nte-x.callout(.label(Three) Words.)"]),
        ("::: {.callout-tip title=''}\nWords.\n:::", [".callout(.label() Words.)"]),
        ("::: callout-other\nWords.\n:::", [".callout-other(Words.)"]),
        ("::: {.callout-other .callout-warning}\nWords.\n:::", [".callout(.label(Warning) Words.)"]),
        ("> [!NOTE]\n> Words.", [".callout(.label(Note) Words.)"]),
        ("> [!note] Words\n> here.", [".callout(.label(Note) Words here.)"]),
        ("> [!TIP]\n>\n> Words.", [".callout(.label(Tip) Words.)"]),
        ("> [!HINT]\n> Words.", ["[!HINT] Words."]),
        ("> Words [!NOTE]", ["Words [!NOTE]"]),
    ],
)
def test_callouts_and_alerts(text: str, result: list[str]) -> None:
    assert [" ".join(each.split("\n")) for each in shape(boxes.adopt(blocks_of(text), "en"))] == result


@pytest.mark.parametrize(
    ("text", "result", "names"),
    [
        ("::: {#thm-a}\nSo.\n:::", ["theorembox-a.statement(So.)"], {"thm-a": "theorembox-a"}),
        (
            "::: {#thm:a name='One two'}\nSo.\n:::",
            ["theorembox-a.statement(One two~So.)"],
            {"thm:a": "theorembox-a", "thm-a": "theorembox-a"},
        ),
        (
            "::: {#lem-a title=T}\n## Head\n\nSo.\n:::",
            ["lemmabox-a.statement(T h2:head[Head] So.)"],
            {"lem-a": "lemmabox-a"},
        ),
        ("::: {#lem-a}\n## Head\n\nSo.\n:::", ["lemmabox-a.statement(Head~So.)"], {"lem-a": "lemmabox-a"}),
        (
            "::: {#cor-a}\n- One\n\nSo.\n:::",
            ["corollarybox-a.statement( One So.)"],
            {"cor-a": "corollarybox-a"},
        ),
        (
            "::: theorem\nOne.\n:::\n\n::: theorem\nTwo.\n:::",
            ["theorembox-1.statement(One.)", "theorembox-2.statement(Two.)"],
            {},
        ),
        ("::: {.theorem #mine}\nSo.\n:::", ["theorembox-mine.statement(So.)"], {"mine": "theorembox-mine"}),
        ("::: {.definition name=N}\nSo.\n:::", ["definitionbox-1.statement(N~So.)"], {}),
        ("::: definition\nSo.\n:::", [".definition(So.)"], {}),
        (
            "::: {#example-a .example}\nSo.\n:::",
            ["examplebox-a.statement(So.)"],
            {"example-a": "examplebox-a"},
        ),
        ("::: {#example-a}\nSo.\n:::", ["example-a(So.)"], {}),
        (
            "::: {#def-a}\n\\label{x} So.\n\nMore.\n:::",
            ["definitionbox-a.statement(So. More.)"],
            {"def-a": "definitionbox-a", "x": "definitionbox-a"},
        ),
        (
            "::: definition\n\\label{def:x} So.\n:::",
            ["definitionbox-x.statement(So.)"],
            {"def:x": "definitionbox-x", "def-x": "definitionbox-x"},
        ),
        ("::: {#tip-a .callout}\nSo.\n:::", ["tipbox-a.callout(So.)"], {"tip-a": "tipbox-a"}),
        ("::: {#tip-a}\nSo.\n:::", ["tip-a(So.)"], {}),
        ("::: proof\nSo.\n:::", [".proof(Proof.~So.)"], {}),
        ("::: proof\n*Of it.* So.\n:::", [".proof(Of it. So.)"], {}),
        ("::: solution\n- One\n:::", [".solution(Solution. One)"], {}),
        ("::: {#rem-a}\nSo.\n:::", ["remarkbox-a.statement(So.)"], {"rem-a": "remarkbox-a"}),
        ("::: other\nSo.\n:::", [".other(So.)"], {}),
    ],
)
def test_statements(text: str, result: list[str], names: dict[str, str]) -> None:
    statements = Statements("en")
    assert shape(statements.blocks(blocks_of(text))) == result
    assert statements.names == names


@pytest.mark.parametrize(
    ("text", "result", "lines"),
    [
        ("# One\n\nWords.", ["h1:one[One]", "Words."], []),
        ("# {#a}\n\nWords.", ["[a]Words."], [1]),
        ("Words.\n\n#\n\n## {#b}\n\n- x\n\nMore.", ["Words.", "x", "[section,b]More."], [3, 5]),
        ("# {#a}\n\n## Two", ["h2:two[[a]Two]"], [1]),
        ("~~~\n#\n~~~\n\n# {#a}\n\nWords.", ["code:[#]", "[a]Words."], [5]),
        ("```\n~~~\n#\n```\n\n> #\n\n`# {#a}`", ["code:[~~~\n#]", "# {#a}"], [6]),
        ("# {#a}", [], [1]),
    ],
)
def test_empty_headings_are_left_out_and_their_ids_kept(
    text: str, result: list[str], lines: list[int]
) -> None:
    blocks, diagnostics = headings.adopt(blocks_of(text), SourceText("a.md", text))
    assert [each.place.line for each in diagnostics] == lines

    def show(node: n.Inline) -> n.Inlines:
        return (n.Str(f"<{node.attr.id}>"),) if isinstance(node, n.Span) else (node,)

    texts = shape(walk.map_tree(blocks, inline=show))
    assert [each.replace("><", ",").replace("<", "[").replace(">", "]") for each in texts] == result


def front(**values: str) -> FrontMatter:
    return FrontMatter.model_validate({"title": "T", **values})


@pytest.mark.parametrize(
    ("values", "lead"),
    [
        ({}, ""),
        ({"title": "A *b*"}, "::: article-title\nA *b*\n:::\n\n"),
        ({"title": "A & B", "subtitle": "R&amp;D"}, "::: article-subtitle\nR&amp;D\n:::\n\n"),
        ({"title": "a_b", "standfirst": "S"}, "::: article-title\na_b\n:::\n\n::: standfirst\nS\n:::\n\n"),
        ({"title": "1 < 2"}, ""),
        ({"title": "1 <b"}, "::: article-title\n1 <b\n:::\n\n"),
    ],
)
def test_what_stands_before_the_text(values: dict[str, str], lead: str) -> None:
    assert titles.lead(front(**values), titles.read_values(front(**values))) == lead


def test_values_that_are_read_as_markdown() -> None:
    assert titles.read_values(front(subtitle="S")) == {"title": "T", "subtitle": "S"}


@pytest.mark.parametrize(
    ("text", "title", "subtitle", "shapes"),
    [
        ("::: article-title\nA *b*\nc\n:::\n\nWords.", "A b c", None, [".article-title(A b c)", "Words."]),
        ("::: article-title\nR\\&D\n:::\n\nWords.", "R&D", None, ["Words."]),
        ("::: article-subtitle\n**S**\n:::\n\nWords.", "T", "S", [".article-subtitle(S)", "Words."]),
        ("Words.\n\n::: article-title\nA\n:::", "T", None, ["Words.", ".article-title(A)"]),
        ("::: article-title\n:::\n\nWords.", "T", None, ["Words."]),
        ("::: article-title\nA\n\nB\n:::\n\nWords.", "T", None, ["Words."]),
    ],
)
def test_titles_are_plain_and_with_marks_where_they_have_some(
    text: str, title: str, subtitle: str | None, shapes: list[str]
) -> None:
    result, blocks = titles.settle(front(), blocks_of(text))
    assert (result.title, result.subtitle) == (title, subtitle)
    assert [" ".join(each.split("\n")) for each in shape(blocks)] == shapes


@pytest.mark.parametrize(
    ("text", "title", "shapes"),
    [
        ("# A *b*\n\n## Two\n\n### Three", "A b", [".article-title(A b)", "h1:two[Two]", "h2:three[Three]"]),
        ("# A\n\nWords.", "A", ["Words."]),
        ("::: standfirst\nS\n:::\n\n# A\n\nWords.", "A", [".standfirst(S)", "Words."]),
        ("# A\n\n# B", "T", ["h1:a[A]", "h1:b[B]"]),
        ("Words.\n\n# A", "T", ["Words.", "h1:a[A]"]),
        ("## A\n\n# B", "T", ["h2:a[A]", "h1:b[B]"]),
        ("", "T", []),
    ],
)
def test_a_title_from_the_only_heading_at_the_head(text: str, title: str, shapes: list[str]) -> None:
    result, blocks = titles.from_heading(front(), blocks_of(text))
    assert (result.title, shape(blocks)) == (title, shapes)
