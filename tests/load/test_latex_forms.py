"""LaTeX and HTML in the prose: layout, what is read, what stays raw; macros; tables of many columns."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.load import html, latex, spans, text_macros
from pipeline.maths.macros import parse_definitions
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.source import SourceText


def adopt(text: str, form: str = "tex") -> tuple[n.Blocks, list[tuple[str, str]]]:
    """Return what becomes of a raw block, and the findings."""
    blocks, diagnostics = latex.adopt((n.RawBlock(form, text, at=0),), SourceText("a.md", text))
    return blocks, [(each.code, each.message) for each in diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "\\newpage",
        "\\vspace{1cm}",
        "\\vspace*{\\fill}",
        "\\vskip 2pt",
        "\\vskip-.5em\\newpage",
        "\\widowpenalty=1000",
        "\\clubpenalty 150 \\newpage",
        "\\setlength{\\parindent}{0pt}",
        "\\renewcommand{\\arraystretch}{1.5}",
        "\\renewcommand*\\baselinestretch{1} \\newpage",
        "\\newpage\n" * 55,
        "",
    ],
)
def test_layout_is_left_out(text: str) -> None:
    assert adopt(text) == ((), [])
    blocks, _ = latex.adopt((n.Para((n.Str("a"), n.RawInline("tex", text))),), SourceText("a.md", ""))
    if "arraystretch" not in text and "baselinestretch" not in text and text:
        assert blocks == (n.Para((n.Str("a"),)),)


@pytest.mark.parametrize(
    "text",
    [
        "\\input{a}",
        "\\textbf{\\include{a}}",
        "\\def\\a{b}",
        "\\csname a\\endcsname",
        "\\textbf{a",
        "\\textbf{a}}",
        "}\\textbf{a}{",
        "\\begin{a}",
        "\\begin{a}\\end{b}",
        "\\end{a}\\begin{a}",
        "\\ref{fig:a}",
        "\\label{a}",
        "\\eqref{a} ",
        "\\hyperref[a]{b}",
        "\\textbf{" * 41 + "a" + "}" * 41,
        "\\begin{quote}" * 13 + "a" + "\\end{quote}" * 13,
        "\\newpage\n" * 56 + "\\input{x}",
        "\\newcommand{\\a}{b}",
    ],
)
def test_what_cannot_be_read_stays_raw(text: str) -> None:
    assert adopt(text) == ((n.RawBlock("tex", text),), [])
    inline = (n.Para((n.RawInline("latex", text),)),)
    assert latex.adopt(inline, SourceText("a.md", ""))[0] == inline


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\\textbf{" * 39 + "a" + "}" * 39, "a"),
        ("\\begin{quote}" * 12 + "a" + "\\end{quote}" * 12, "a"),
        ("\\textbf{a \\{}", "a {"),
        ("\\inputs", ""),
        ("\\textbf{see \\ref{fig:a}}", "see "),
        ("One two.", "One two."),
        ("\\begin{abstract}Of it.\\end{abstract}", "Of it."),
        ("\\begin{center}A\\end{center}", "A"),
    ],
)
def test_what_can_be_read_is(text: str, words: str) -> None:
    blocks, _ = adopt(text)
    assert walk.text_of(blocks).strip() == words.strip()
    assert not blocks[:1] or not isinstance(blocks[0], n.RawBlock) or not words


def test_other_raw_blocks_stay() -> None:
    assert adopt("\\textbf{a}", "html")[0] == (n.RawBlock("html", "\\textbf{a}"),)


def test_each_unknown_command_is_told_once_and_what_is_around_it_stays() -> None:
    text = "\\gizmo{a} b \\gizmo{c} \\begin{gadget}d\\end{gadget} \\newpage e"
    blocks, findings = adopt(text)
    assert " ".join(walk.text_of(blocks).split()) == "b d e"
    assert findings == [
        ("markup-raw", "the LaTeX command `\\gizmo` is not known, and is left out"),
        ("markup-raw", "the LaTeX environment `gadget` is not known; what is in it is carried as text"),
    ]


def test_a_broken_fragment_does_not_take_the_others_along() -> None:
    raw = [f"\\textbf{{a{number}}}" for number in range(9)]
    raw[4] = "\\begin{tabular}{ll} a & b \\\\ \\verb|x| \\end{tabular} \\verb|"
    blocks, _ = latex.adopt(tuple(n.RawBlock("tex", each) for each in raw), SourceText("a.md", ""))
    texts = [walk.text_of((each,)) for each in blocks if not isinstance(each, n.RawBlock)]
    assert [f"a{number}" in texts for number in range(9) if number != 4] == [True] * 8


@pytest.mark.parametrize(
    ("width", "share"),
    [
        ("\\textwidth", "100%"),
        (".5\\linewidth", "50%"),
        ("0.333 \\columnwidth", "33%"),
        ("2\\textwidth", "100%"),
        ("1.2\\textwidth", "100%"),
        ("1\\textwidth", "100%"),
        ("0.99\\textwidth", "99%"),
        ("1.\\hwidth", "100%"),
        ("5cm", "5cm"),
    ],
)
def test_widths_of_images(width: str, share: str) -> None:
    blocks, _ = adopt(f"\\includegraphics[width={width}]{{a.png}}")
    (image,) = (node for node in walk.walk(blocks) if isinstance(node, n.Image))
    assert image.attr.get("width") == share


def read_html(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the words of HTML in Markdown, each inline element in brackets, and the findings."""

    def inline(node: n.Inline) -> n.Inlines:
        match node:
            case n.Strong(inlines=inlines) | n.Emph(inlines=inlines):
                return (n.Str(f"{type(node).__name__[0]}["), *inlines, n.Str("]"))
            case n.RawInline(text=raw):
                return (n.Str(f"RAW[{raw}]"),)
            case _:
                return (node,)

    blocks, diagnostics = html.adopt(pandoc.read(text).blocks, SourceText("a.md", text))
    words = walk.text_of(walk.map_tree(blocks, inline=inline))
    return " ".join(words.split()), [(each.code, each.message.split("`")[1]) for each in diagnostics]


@pytest.mark.parametrize(
    ("text", "words", "findings"),
    [
        ("a <b>b *c*</b> d", "a S[b E[c]] d", []),
        ("<b>a</b><i>b</i> c", "S[a]E[b] c", []),
        ("<b>a <i>b</i> c</b>", "S[a E[b] c]", []),
        ("a <b>b", "a S[]b", [("tag-unpaired", "<b>")]),
        ("a</b> b", "a b", [("tag-unpaired", "</b>")]),
        ("a <T> b <W>c", "a <T> b <W>c", [("tag-unknown", "<T>"), ("tag-unknown", "<W>")]),
        ("a <T x> b", "a <T x> b", [("tag-unknown", "<T x>")]),
        ("a <script>b</script> c", "a c", [("markup-raw", "script")]),
        ("<div>\n\na *b*\n\n<p>c</p>\n\n</div>\n\nd", "a E[b] c d", []),
        ("<table><tr><td>\n\n*a*\n\n</td><td>b</td></tr></table>", "E[a] b", []),
        ("<code>*a* &lt; b</code>", "a < b", []),
        ("<pre>\na *b*\n</pre>", "a *b*", []),
        ("<!-- a --> b <br> c", "b RAW[<br>] c", []),
        ("<span data-dossier-held='0'>a</span> <b>b</b>", "a S[b]", []),
        ("<b>a</b>\n\nb <i>c</i>", "S[a] b E[c]", []),
    ],
)
def test_html_in_markdown(text: str, words: str, findings: list[tuple[str, str]]) -> None:
    result, diagnostics = read_html(text)
    if "<!--" in text:
        assert result.replace("RAW[<!-- a -->] ", "") == words
    else:
        assert result == words
    assert diagnostics == findings


def row(*cells: tuple[int, int, str]) -> n.Row:
    return n.Row(
        n.Attr(),
        tuple(
            n.Cell(n.Attr(), "AlignDefault", down, across, (n.Plain((n.Str(text),)),) if text else ())
            for down, across, text in cells
        ),
    )


def table(columns: int, *rows: n.Row) -> n.Table:
    body = n.TableBody(n.Attr(), 0, (), rows)
    column = n.ColSpec("AlignDefault", None)
    empty = n.TableEnd(n.Attr(), ())
    return n.Table(n.Attr(), n.Caption(None, ()), (column,) * columns, empty, (body,), empty)


@pytest.mark.parametrize(
    ("columns", "rows", "count", "widths"),
    [
        (1_000, [row((1, 1, "a"))], 1_000, [1]),
        (1_001, [row((1, 1, "a"))], 1, [1]),
        (1_001, [row((1, 1, "a"), (1, 1, ""), (1, 1, ""))], 1, [1]),
        (1_001, [row((1, 1, ""), (1, 1, "a"))], 2, [2]),
        (1_001, [row((1, 100, "a"))], 100, [100]),
        (1_001, [row((1, 101, "a"))], 100, [100]),
        (1_001, [row((1, 3, "a")), row((1, 1, "b"))], 3, [3, 3]),
        (1_001, [row((2, 3, "a")), row((1, 1, "b")), row((1, 1, "c"))], 4, [4, 1, 4]),
        (1_001, [row((1, 1, ""))], 0, [0]),
    ],
)
def test_tables_of_very_many_columns_have_as_many_as_their_cells(
    columns: int, rows: list[n.Row], count: int, widths: list[int]
) -> None:
    result = spans.limit_columns(table(columns, *rows))
    assert len(result.columns) == count
    assert [sum(cell.col_span for cell in each.cells) for each in walk.rows(result)] == widths


@pytest.mark.parametrize(
    ("inlines", "result"),
    [
        ((n.RawInline("tex", "\\a"), n.Str("c")), (n.RawInline("tex", "x y"), n.Str("c"))),
        ((n.RawInline("tex", "\\a "), n.Str("c")), (n.RawInline("tex", "x y"), n.Space(), n.Str("c"))),
        ((n.RawInline("latex", "\\e "), n.Str("c")), (n.Space(), n.Str("c"))),
        ((n.RawInline("latex", "\\e"), n.Str("c")), (n.Str("c"),)),
        ((n.RawInline("html", "\\a"),), (n.RawInline("html", "\\a"),)),
        ((n.RawInline("tex", "\\z "),), (n.RawInline("tex", "\\z "),)),
        ((n.RawInline("tex", "\\verb|\\a{|"),), (n.Code(n.Attr(), "\\a{"),)),
        ((n.RawInline("tex", "\\lstinline!a!"),), (n.Code(n.Attr(), "a"),)),
        ((n.RawInline("tex", "\\loop"),), (n.RawInline("tex", "\\loop"),)),
        ((n.RawInline("tex", "\\s"),), (n.RawInline("tex", "ab"),)),
    ],
)
def test_macros_in_the_text(inlines: n.Inlines, result: n.Inlines) -> None:
    own, _ = parse_definitions(
        "\\newcommand{\\a}{x y}\\newcommand{\\e}{}\\newcommand{\\loop}{\\loop}\\newcommand{\\s}{ab\\xspace }"
    )
    assert text_macros.expand((n.Para(inlines),), own) == (n.Para(result),)
    blocks = (n.RawBlock("tex", "\\a"), n.RawBlock("html", "\\a"))
    assert text_macros.expand(blocks, own) == (n.RawBlock("tex", "x y"), n.RawBlock("html", "\\a"))
