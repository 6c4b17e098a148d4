"""HTML in the prose becomes nodes, with the Markdown between its tags; what cannot is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import pandoc
from pipeline.load.article import LoadedArticle, load, locate
from pipeline.model import nodes as n
from pipeline.model import walk


def load_paper(folder: Path, body: str) -> LoadedArticle:
    """Load a plain paper with these words."""
    (folder / "paper.md").write_text(f"---\ntitle: T\n---\n\n{body}\n", "utf-8")
    return load(locate(str(folder / "paper.md"), folder))


def markdown(result: LoadedArticle) -> str:
    """Return what was read as pandoc's Markdown, without attributes of its own."""
    answer = pandoc.write(n.Pandoc(n.MetaMap(), result.manuscript.blocks), "markdown-smart", ["--wrap=none"])
    return answer.output.decode().strip()


FORMS = {
    "H<sub>2</sub>O and 10<sup>*n*</sup>": "H~2~O and 10^*n*^",
    "<b>a *b*</b> <strong>c</strong> <i>d</i> <em>e `f`</em>": "**a *b*** **c** *d* *e `f`*",
    "<u>a</u> <s>b</s> <del>c</del> <kbd>D</kbd>": "[a]{.underline} ~~b~~ ~~c~~ [D]{.kbd}",
    "<mark>a</mark> <small>b</small> <font color=red>c</font>": "[a]{.mark} [b]{.small} c",
    "<code>a_b *c*</code>": "`a_b c`",
    'See <a href="https://x.org">*there*</a>.': "See [*there*](https://x.org).",
    '<a name="here"></a>Words, [again](#here).': "[]{#here}Words, [again](#here).",
    "one<br>two<br/>three": "one\\\ntwo\\\nthree",
    "<center>\n\nMiddle *words*\n\n</center>": "Middle *words*",
    "<details>\n<summary>More</summary>\n\n- a\n- b\n\n</details>": "More\n\n- a\n- b",
    "<p align='center'>\n<b>a</b>\n</p>": "**a**",
    "<blockquote>\n\nA *word*.\n\n</blockquote>": "> A *word*.",
    "<ul>\n<li>one *a*</li>\n<li>two</li>\n</ul>": "- one *a*\n- two",
    "a <!-- b <c> --> d": "a d",
    "a<wbr>b": "ab",
}


@pytest.mark.parametrize("body", FORMS)
def test_html_is_read_with_the_markdown_in_it(tmp_path: Path, body: str) -> None:
    result = load_paper(tmp_path, body)
    assert result.diagnostics == ()
    assert markdown(result) == FORMS[body]


def test_a_table_has_its_caption_its_spans_and_what_markdown_says_in_its_cells(tmp_path: Path) -> None:
    rows = "<tr><th>A</th><th>B</th></tr><tr><td rowspan=2 onclick=x>a *b*</td><td>$c$</td></tr>"
    body = f"<table id=tbl-x><caption>Of *x*</caption>{rows}<tr><td>[@d]</td></tr></table>\n\nSee @tbl-x."
    blocks = load_paper(tmp_path, body).manuscript.blocks
    (table,) = (block for block in blocks if isinstance(block, n.Table))
    assert walk.text_of(table.caption.blocks) == "Of x"
    cells = [cell for row in walk.rows(table) for cell in row.cells]
    assert [walk.text_of(cell.blocks) for cell in cells] == ["A", "B", "a b", "c", "[@d]"]
    assert [cell.row_span for cell in cells] == [1, 1, 2, 1, 1]
    assert all(cell.attr == n.Attr() for cell in cells)
    assert table.attr.id == "tbl-x"
    kinds = {type(node) for cell in cells for node in walk.walk(cell.blocks)}
    assert {n.Emph, n.Math, n.Cite} <= kinds


def test_an_image_and_a_figure_are_such(tmp_path: Path) -> None:
    body = (
        '<p align="center">\n<img src="a.png" alt="A hill" width="40%">\n</p>\n\n'
        '<figure id="fig:b">\n<img src="b.png">\n<figcaption>A *lake*.</figcaption>\n</figure>\n\nSee @fig:b.'
    )
    nodes = list(walk.walk(load_paper(tmp_path, body).manuscript.blocks))
    images = [node for node in nodes if isinstance(node, n.Image)]
    assert [image.url for image in images] == ["a.png", "b.png"]
    assert walk.text_of(images[0].inlines) == "A hill"
    assert images[0].attr.get("width") == "40%"
    (figure,) = (node for node in nodes if isinstance(node, n.Figure))
    assert figure.attr.id == "fig-b"
    assert walk.text_of(figure.caption.blocks) == "A lake."
    assert walk.text_of(images[1].inlines) == "A lake."


@pytest.mark.parametrize(
    ("body", "code", "column", "words"),
    [
        ("The type Vec<u8> holds bytes.", "tag-unknown", 13, "The type Vec<u8> holds bytes."),
        ("A word</i> ends.", "tag-unpaired", 7, "A word ends."),
        ("A <b>word ends.", "tag-unpaired", 3, "A word ends."),
        ("A word</script> ends.", "tag-unpaired", 7, "A word ends."),
        ("A word</style> ends.", "tag-unpaired", 7, "A word ends."),
        ("A word</iframe> ends.", "tag-unpaired", 7, "A word ends."),
        ("</script>\n\nA word ends.", "tag-unpaired", 1, "A word ends."),
        ("<i>a <b>c</i> d</b>", "tag-unpaired", 6, "a c d"),
    ],
)
def test_a_tag_that_is_none_or_alone_is_told_and_no_word_is_lost(
    tmp_path: Path, body: str, code: str, column: int, words: str
) -> None:
    result = load_paper(tmp_path, body)
    first = result.diagnostics[0]
    assert (first.code, first.place.line, first.place.column) == (code, 5, column)
    assert {diagnostic.code for diagnostic in result.diagnostics} == {code}
    assert walk.text_of(result.manuscript.blocks) == words


def test_a_script_goes_with_what_is_in_it_and_a_frame_alone(tmp_path: Path) -> None:
    result = load_paper(
        tmp_path, "<div>\n<script>alert(1)</script>\n\nWords.\n</div>\n\n<video src=x>text</video>"
    )
    assert {diagnostic.code for diagnostic in result.diagnostics} == {"markup-raw"}
    assert walk.text_of(result.manuscript.blocks).split() == ["Words.", "text"]


def test_a_holder_of_the_authors_own_holds_nothing(tmp_path: Path) -> None:
    body = '<b><i data-dossier-held="0">x</i></b> <u data-dossier-fragment="0">y</u>'
    assert walk.text_of(load_paper(tmp_path, body).manuscript.blocks) == "x y"


@pytest.mark.parametrize(
    "body",
    ["<b>" * 3000 + "x", "<table>" * 300 + "x", "</i>" * 3000, "`" + "<a " * 30000 + "`{=html}"],
)
def test_hostile_html_comes_to_an_end(tmp_path: Path, body: str) -> None:
    load_paper(tmp_path, f"Words.\n\n{body}\n\nMore.")
