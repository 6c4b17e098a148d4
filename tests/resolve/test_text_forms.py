"""Steps of resolving by themselves: links, labels, numbers, source lines, boxes, spaces, placeholders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline import pandoc
from pipeline.load import cross_references
from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.faults import is_fault
from pipeline.model.stages import Document, Manuscript
from pipeline.resolve import code_lines, numbering, tables, typography
from pipeline.resolve.alternatives import alternatives
from pipeline.resolve.bind import words
from pipeline.resolve.links import links
from pipeline.resolve.safe import safe
from pipeline.resolve.sections import number_of, sections
from tests.articles import ROOT, document

S, SPACE = n.Str, n.Space()


@pytest.fixture(scope="module")
def sample() -> tuple[Document, Manuscript]:
    return document("tests/sample"), load(locate("tests/sample", ROOT)).manuscript


def run(
    step: Callable[[Document, Manuscript], Document],
    sample: tuple[Document, Manuscript],
    blocks: n.Blocks,
    **front: object,
) -> n.Blocks:
    whole, manuscript = sample
    base = whole.front.model_copy(update={"lang": "en", **front})
    return step(replace(whole, blocks=blocks, front=base), manuscript).blocks


def show(blocks: n.Blocks) -> str:
    """Return words: a link as `<words url>`, a fault as `!words!`, a span of a class as `{words}`."""

    def inline(node: n.Inline) -> n.Inlines:
        match node:
            case _ if is_fault(node):
                return (S("!"), *(node.inlines if isinstance(node, n.Span) else ()), S("!"))
            case n.Link(inlines=inlines, url=url):
                return (S("<"), *inlines, S(f" {url}>"))
            case n.Span(attr=attr, inlines=inlines) if attr.classes:
                return (S("{"), *inlines, S("}"))
            case _:
                return (node,)

    return walk.text_of(walk.map_tree(blocks, inline=inline)).replace("\u00a0", "~")


def read(text: str) -> n.Blocks:
    return pandoc.read(text).blocks


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[a](#x) [b](#none) [c](https://x.org)", "<a #x> !b?! <c https://x.org>"),
        (
            "[](#x) [](https://x.org) [](mailto:a@b.org)",
            "<One two #x> <https://x.org https://x.org> <a@b.org mailto:a@b.org>",
        ),
        ("[](#none)", "!#none?!"),
        ("[a](#%C3%A9) [b](#é)", "<a #%C3%A9> <b #é>"),
        ("[a](#refs) [b](#sources) [c](#ref-none)", "<a #refs> <b #sources> !c?!"),
        ("[![](a.png)](#x)", "< #x>"),
    ],
)
def test_links_lead_somewhere_and_have_words(
    sample: tuple[Document, Manuscript], text: str, line: str
) -> None:
    head = "# One [two](https://y.org)^[Note.] {#x}\n\n# É {#é}\n\n"
    blocks = run(links, sample, read(head + text))
    assert show(blocks[-1:]) == line


@pytest.mark.parametrize(
    ("heads", "result"),
    [
        ([(1, ""), (2, ""), (2, ""), (1, "")], ["1", "1.1", "1.2", "2"]),
        ([(2, ""), (3, ""), (2, "")], ["1", "1.1", "2"]),
        ([(1, ""), (3, ""), (2, ""), (3, "")], ["1", "1.1.1", "1.2", "1.2.1"]),
        ([(1, "unnumbered"), (2, ""), (2, "unnumbered"), (2, "")], ["", "1", "", "2"]),
        ([(1, "unnumbered")], [""]),
    ],
)
def test_numbers_of_sections(
    sample: tuple[Document, Manuscript], heads: list[tuple[int, str]], result: list[str]
) -> None:
    blocks = tuple(n.Header(level, n.Attr("", (name,) if name else ()), (S("x"),)) for level, name in heads)
    heads_with_numbers = run(sections, sample, blocks, number_sections=True)
    assert [number_of(each.inlines) for each in heads_with_numbers if isinstance(each, n.Header)] == result
    assert [walk.text_of((each,)) for each in heads_with_numbers] == [
        f"{number} x".strip() for number in result
    ]
    assert run(sections, sample, blocks, number_sections=False) == blocks


@pytest.mark.parametrize(
    ("count", "columns"),
    [("1", 1), ("2", 2), ("3", None), ("0", None), ("-1", None), ("x", None), ("²", None), ("", None)],
)
def test_columns_that_head_the_rows(
    sample: tuple[Document, Manuscript], count: str, columns: int | None
) -> None:
    (table,) = read("| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n")
    assert isinstance(table, n.Table)
    assert tables.head_columns(table, count) == columns
    table = replace(table, attr=n.Attr("t", (), (("row-heads", count), ("x", "y"))))
    (result,) = run(tables.heads, sample, (table,))
    assert isinstance(result, n.Table)
    assert result.attr == n.Attr("t", (), (("x", "y"),))
    assert [body.row_head_columns for body in result.bodies] == [columns or 0]


@pytest.mark.parametrize(
    ("start", "lines"),
    [
        ("99", ["99  a", "100"]), ("999999", ["999999  a", "1000000"]), ("1000000", ["1  a", "2"]),
        ("0", ["0  a", "1"]), ("", ["1  a", "2"]), ("²", ["1  a", "2"]), ("-1", ["1  a", "2"]),
    ],
)  # fmt: skip
def test_numbers_of_lines_of_code(sample: tuple[Document, Manuscript], start: str, lines: list[str]) -> None:
    pairs = (("startFrom", start),) if start else ()
    block = n.CodeBlock(n.Attr("c", ("py", "numberLines"), pairs), "a\n")
    (result,) = run(code_lines.number_lines, sample, (block,))
    width = max(len(each.split()[0]) for each in lines)
    text = "\n".join(f"{each.split()[0]:>{width}}{each[len(each.split()[0]) :]}" for each in lines)
    assert result == n.CodeBlock(n.Attr("c", ("py",)), text)


def test_numbers_of_many_lines_stand_below_one_another(sample: tuple[Document, Manuscript]) -> None:
    for count, width in ((9, 1), (10, 2), (100, 3)):
        block = n.CodeBlock(n.Attr("", ("numberLines",)), "x\n" * (count - 1) + "x")
        (result,) = run(code_lines.number_lines, sample, (block,))
        assert isinstance(result, n.CodeBlock)
        assert {line.index("x") for line in result.text.split("\n")} == {width + 2}


def test_links_that_nobody_must_follow_are_words_and_told_once(sample: tuple[Document, Manuscript]) -> None:
    url = f"javascript:{'x' * 60}"
    link = n.Link(n.Attr(), (S("a"),), url)
    whole, manuscript = sample
    blocks = (n.Para((link, link, n.Link(n.Attr(), (S("b"),), "https://x.org"))),)
    result, diagnostics = safe(replace(whole, blocks=blocks, bibliography=()), manuscript)
    assert show(result.blocks) == "aa<b https://x.org>"
    assert [each.code for each in diagnostics] == ["link-unsafe"]
    assert diagnostics[0].message.endswith(f": {url[:60]}")
    entry = n.Div(n.Attr("ref-a"), (n.Para((link,)),))
    result, diagnostics = safe(replace(whole, blocks=(), bibliography=(entry,)), manuscript)
    assert [each.blocks for each in result.bibliography] == [(n.Para((S("a"),)),)]
    assert len(diagnostics) == 1


def test_words_of_an_image_are_without_notes_links_and_ids(sample: tuple[Document, Manuscript]) -> None:
    image = n.Image(
        n.Attr(), (n.Link(n.Attr(), (S("a"),), "u"), n.Span(n.Attr("i"), (S("b"),)), n.Note(())), "x.png"
    )
    (result,) = run(alternatives, sample, (n.Para((image, n.Note(()))),))
    assert result == n.Para((replace(image, inlines=(S("a"), S("b"))), n.Note(())))


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("a b", (S("a"), SPACE, S("b"))),
        ("", ()),
        ("a", (S("a"),)),
        (" a", (SPACE, S("a"))),
        ("a  b", (S("a"), SPACE, SPACE, S("b"))),
    ],
)
def test_a_text_as_words(text: str, inlines: n.Inlines) -> None:
    assert words(text) == inlines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("See @fig-a and Figure @fig-b.", "See <Figure~1 #fig-a> and Figure~<2 #fig-b>."),
        ("See Figures @fig-a and @fig-b.", "See Figures~<1 #fig-a> and <2 #fig-b>."),
        ("See Figures @fig-a, @fig-b or @tbl-c.", "See Figures~<1 #fig-a>, <2 #fig-b> or <Table~1 #tbl-c>."),
        ("See (Fig. @fig-a).", "See (Fig.~<1 #fig-a>)."),
        ("See figure (@fig-a).", "See figure (<1 #fig-a>)."),
        ("See Eq. (@eq-d).", "See Eq. (<1 #eq-d>)."),
        ("See Eq. @eq-d.", "See Eq.~<(1) #eq-d>."),
        ("See -@fig-a.", "See <1 #fig-a>."),
        ("See [@fig-a; @fig-b].", "See <Figure~1 #fig-a> and <Figure~2 #fig-b>."),
        ("See [@fig-a; @fig-b; @tbl-c].", "See <Figure~1 #fig-a>, <Figure~2 #fig-b> and <Table~1 #tbl-c>."),
        ("See [Figures @fig-a; @fig-b].", "See Figures~<1 #fig-a> and <2 #fig-b>."),
        ("See [see @fig-a here].", "See see <Figure~1 #fig-a> here."),
        ("See @fig-none.", "See !fig-none?!."),
        ("Table @fig-a.", "Table <Figure~1 #fig-a>."),
        ("Section @sec-s.", "Section <“Head” #sec-s>."),
        ("See [@fig-a; @key].", "See (<Figure~1 #fig-a>) [@key]."),
        (
            "See [@fig-a; @key; @fig-b; @tbl-c].",
            "See (<Figure~1 #fig-a>) [@key] (<Figure~2 #fig-b> and <Table~1 #tbl-c>).",
        ),
    ],
)
def test_references_show_a_name_and_a_number_once(
    sample: tuple[Document, Manuscript], text: str, line: str
) -> None:
    table, formula = "| a |\n|---|\n| 1 |\n\n: C {#tbl-c}", "[$$x$$]{#eq-d .equation}"
    things = f"![A](a.png){{#fig-a}}\n\n![B](b.png){{#fig-b}}\n\n{table}\n\n{formula}\n\n"
    blocks = run(
        numbering.number, sample, cross_references.adopt(read(f"# Head {{#sec-s}}\n\n{things}{text}"))
    )
    assert show(blocks[-1:]) == line


@pytest.mark.parametrize(
    ("title", "line"), [("Note", "Note~1"), ("Apples", "Note~1: Apples"), ("Sums", "Note~1: Sums")]
)
def test_a_callout_has_its_number_and_its_title(
    sample: tuple[Document, Manuscript], title: str, line: str
) -> None:
    label = n.Div(n.Attr("", ("label",)), (n.Para((S(title),)),))
    box = n.Div(n.Attr("notebox-a", ("callout",)), (label, n.Para((S("x"),))))
    blocks = run(numbering.number, sample, (box, *read("@notebox-a")))
    assert show(blocks).split("\n") == [line, "x", "<Note~1 #notebox-a>"]


def test_parts_of_a_group_have_letters(sample: tuple[Document, Manuscript]) -> None:
    figures = tuple(
        n.Figure(n.Attr(f"fig-{number}"), n.Caption(None, (n.Plain((S("x"),)),)), ()) for number in range(28)
    )
    group = n.Div(
        n.Attr("fig-g", ("subfigures",)), (*figures, n.Div(n.Attr("", ("caption",)), (n.Plain((S("All"),)),)))
    )
    single = replace(figures[0], attr=n.Attr("fig-z"))
    refs = read("@fig-g @fig-0 @fig-25 @fig-26 @fig-27 @fig-z")
    blocks = run(numbering.number, sample, (group, single, *refs))
    texts = [
        node.url + " " + walk.text_of(node.inlines) for node in walk.walk(blocks) if isinstance(node, n.Link)
    ]
    assert [each.replace("\u00a0", "~").split()[1] for each in texts] == [
        "Figure~1", "Figure~1a", "Figure~1z", "Figure~1aa", "Figure~1ab", "Figure~2",
    ]  # fmt: skip
    assert walk.text_of(blocks).replace("\u00a0", " ").endswith("Figure 2")
    assert "Figure 1. All" in walk.text_of(blocks).replace("\u00a0", " ")


def test_a_table_among_the_parts_of_a_figure_is_a_table_of_its_own(
    sample: tuple[Document, Manuscript],
) -> None:
    table, caption = "| a |\n|---|\n| 1 |\n\n", "\n\n: C {#tbl-%s}\n\n"
    [first] = read(f"{table.strip()}{caption % 'y'}")
    [second] = read(f"{table.strip()}{caption % 'z'}")
    figure = n.Figure(n.Attr("fig-a"), n.Caption(None, (n.Plain((S("x"),)),)), ())
    group = n.Div(n.Attr("fig-x", ("subfigures",)), (figure, first, replace(figure, attr=n.Attr("fig-b"))))
    refs = read("@fig-x @fig-a @tbl-y @fig-b @tbl-z")
    blocks = run(numbering.number, sample, (group, second, *refs))
    texts = [walk.text_of(node.inlines) for node in walk.walk(blocks) if isinstance(node, n.Link)]
    assert [each.replace("\u00a0", "~") for each in texts] == [
        "Figure~1", "Figure~1a", "Table~1", "Figure~1b", "Table~2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "line"),
    [
        ("de", "Siehe z. B. Nr. 5 und Nr. x", "Siehe z.~B. Nr.~5 und Nr. x"),
        ("fr", "Non ; oui : 10 000 € et 12 3456", "Non_; oui~: 10_000 € et 12 3456"),
        ("en", "a -- b --- c ... d", "a – b — c … d"),
        ("en", "*'a'* \"b\"", "‘a’ “b”"),
        ("en", '`"a"` $"b"$ "c"', '"a" "b" “c”'),
    ],
)
def test_a_line_is_set_as_its_language_does(
    sample: tuple[Document, Manuscript], lang: str, text: str, line: str
) -> None:
    blocks = run(typography.typeset, sample, pandoc.read(text).blocks, lang=lang)
    assert walk.text_of(blocks).replace("\u00a0", "~").replace("\u202f", "_") == line


@pytest.mark.parametrize(
    ("rules", "line"),
    [
        ({"ties": [["z.", "B."]]}, "z.~B. Nr. 5 10 000 a ;"),
        ({"before-number": ["Nr."]}, "z. B. Nr.~5 10 000 a ;"),
        ({"group": "_"}, "z. B. Nr. 5 10_000 a ;"),
        ({"high": ";"}, "z. B. Nr. 5 10 000 a\u202f;"),
        ({}, "z. B. Nr. 5 10 000 a ;"),
    ],
)
def test_a_language_may_have_one_rule_of_spaces_alone(
    sample: tuple[Document, Manuscript], monkeypatch: pytest.MonkeyPatch, rules: dict[str, object], line: str
) -> None:
    marks = {"double": ["“", "”"], "single": ["‘", "’"], **rules}
    monkeypatch.setattr(typography, "typography", lambda lang: marks)
    blocks = run(typography.typeset, sample, (n.Para(words("z. B. Nr. 5 10 000 a ;")),))
    assert walk.text_of(blocks).replace("\u00a0", "~") == line
