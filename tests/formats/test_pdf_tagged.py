"""What pages cut, read back whole from the PDF; a page here holds a few lines."""

from __future__ import annotations

import io

import pikepdf

from pipeline.formats.pdf import weasy
from tests.formats.tagged_text import TextElement, read_marked_content, read_structure

CSS = (
    "@page{size:220px 160px;margin:20px;@top-left{content:'Running'}@bottom-left{content:counter(page)}}"
    "body{font-size:10px;line-height:12px;margin:0;orphans:1;widows:1}p{margin:0}"
    ".footnote{float:footnote}table{border-collapse:collapse}"
)
LINE = "<p>A line of text.</p>"


def open_pdf(body: str, css: str = "") -> pikepdf.Pdf:
    """Return what a body becomes; the file must be kept as long as its pages are read."""
    page = f'<html lang="en"><title>T</title><body>{body}'
    return pikepdf.open(io.BytesIO(weasy.write(page, weasy.press(CSS + css, ()), {}, b"x").data))


def tree(body: str, css: str = "") -> TextElement:
    return read_structure(open_pdf(body, css))


def pages_of(element: TextElement) -> set[int]:
    return {link.page for each in element.all() for link in each.links()}


def test_a_link_over_a_page_end_is_one_with_two_annotations() -> None:
    """Waits for Kozea/WeasyPrint #2903 and #185."""
    link = (
        "<a href='https://example.org/'>words <em>that go on</em> and <code>on</code> "
        + "and on " * 14
        + "</a>"
    )
    (element,) = tree(f"<h1>T</h1>{LINE * 5}<p>Here are {link}.</p>").all("Link")
    assert pages_of(element) == {0, 1}
    assert element.text().startswith("words that go on and on")
    assert all(each.contents.startswith("words that go on and on and") for each in element.links())


def test_a_quotation_and_a_list_over_a_page_end_are_one() -> None:
    """Waits for Kozea/WeasyPrint #2903."""
    items = "".join(f"<li><p>Item {number}</p></li>" for number in range(9))
    root = tree(f"<h1>T</h1>{LINE * 4}<blockquote>{LINE * 9}<ol>{items}</ol></blockquote>")
    (quote,) = root.all("BlockQuote")
    assert [kid.tag for kid in quote.children()] == ["P"] * 9 + ["L"]
    assert len(list(root.all("LI"))) == 9
    assert all([kid.tag for kid in item.children()] == ["Lbl", "LBody"] for item in root.all("LI"))


def test_code_over_a_page_end_is_one() -> None:
    """Waits for Kozea/WeasyPrint #2903."""
    code = "\n".join(f"line {number}" for number in range(14))
    (element,) = tree(f"<h1>T</h1><pre><code>{code}</code></pre>").all("Code")
    assert [kid for kid in element.kids if isinstance(kid, str)] == code.split("\n")


def test_a_note_that_splits_is_one_and_read_at_its_call() -> None:
    """No issue of WeasyPrint's known."""
    note = "<span class=footnote>It begins " + "and goes on " * 40 + "to its end.</span>"
    (paragraph,) = tree(f"<h1>T</h1><p>Before the call.{note} Behind it.</p>").all("P")
    (element,) = paragraph.all("Note")
    text = paragraph.text()
    assert text.index("Before") < text.index("It begins") < text.index("to its end.") < text.index("Behind")
    assert str(element.entries["ID"]) == "note-1"


def test_a_table_over_three_pages_is_one() -> None:
    """Waits for Kozea/WeasyPrint #2903; what comes again is an artifact."""
    rows = "".join(f"<tr><td>{number}<td>b</tr>" for number in range(24))
    head = "<thead><tr><th>One<th>Two</thead>"
    foot = "<tfoot><tr><td>Sum<td>276</tfoot>"
    pdf = open_pdf(f"<h1>T</h1><table><caption>C</caption>{head}<tbody>{rows}</tbody>{foot}</table>")
    (table,) = read_structure(pdf).all("Table")
    assert len(pdf.pages) > 2
    assert [kid.tag for kid in table.children()] == ["Caption", "THead", "TBody", "TFoot"]
    assert len(list(table.all("TR"))) == 26
    assert ("/Pagination", "One") in read_marked_content(pdf.pages[1]).artifacts


def test_running_lines_are_headers_and_footers() -> None:
    """Waits for Kozea/WeasyPrint #1836."""
    pdf = open_pdf(f"<h1>T</h1>{LINE}")
    artifacts = read_marked_content(pdf.pages[0]).artifacts
    assert ("/Header", "Running") in artifacts
    assert ("/Footer", "1") in artifacts


def test_a_divided_word_has_a_soft_hyphen_and_others_the_one_of_keyboards() -> None:
    """No issue of WeasyPrint's known: it writes U+2010 for both."""
    text = "well-known " + "hyphenation " * 9
    (paragraph,) = tree(f"<h1>T</h1><p lang=en>{text}</p>", "p{hyphens:auto}").all("P")
    assert "\u00ad" in paragraph.text()
    assert "well-known" in paragraph.text()
    assert "\u2010" not in paragraph.text()


def test_runs_that_stand_off_the_line_or_are_struck_out_say_so() -> None:
    """Waits for Kozea/WeasyPrint #2482."""
    spans = list(tree("<h1>T</h1><p>10<sup>23</sup> H<sub>2</sub>O <del>no</del>").all("Span"))
    assert [each.text() for each in spans] == ["23", "2", "no"]
    assert float(spans[0].attributes["Layout"]["BaselineShift"]) > 0
    assert float(spans[1].attributes["Layout"]["BaselineShift"]) < 0
    assert spans[2].attributes["Layout"]["TextDecorationType"] == "/LineThrough"


def test_lists_say_how_their_items_are_marked() -> None:
    """No issue of WeasyPrint's known."""
    kinds = ("<ul><li>a</ul>", "<ol><li>a</ol>", "<ol type=A><li>a</ol>", "<ol type=i start=3><li>a</ol>")
    lists = list(tree(f"<h1>T</h1>{''.join(kinds)}").all("L"))
    numberings = [str(each.attributes["List"]["ListNumbering"]) for each in lists]
    assert numberings == ["/Disc", "/Decimal", "/UpperAlpha", "/LowerRoman"]
    assert [label.text().strip() for label in lists[3].all("Lbl")] == ["iii."]
