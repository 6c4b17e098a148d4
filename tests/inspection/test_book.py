"""Reading an e-book back: passages in the order of the spine, marks, flaws; and files that are none."""

from __future__ import annotations

import re

import pytest

from pipeline import archive
from pipeline.inspection import inspect
from pipeline.inspection.book import inspect as read_book
from pipeline.model.inspection import Cell, Font, InspectionError
from tests.inspection.samples import CONTAINER, book, lines, marks, reasons

NOTE = (
    '<aside id="note-1" role="doc-footnote"><p><span class="number">1.</span> Of it. '
    '<a href="#noteref-1" role="doc-backlink">↩</a></p></aside>'
)
CALL = '<a id="noteref-1" href="#note-1" role="doc-noteref"><sup>1</sup></a>'
STYLE = '<item id="s" href="css/s.css" media-type="text/css"/>'


def chapter(body: str) -> list[tuple[str, str]]:
    """Return the passages of a book of one page."""
    return lines(read_book(book({"a.xhtml": body})))


def test_pages_are_read_in_the_order_of_the_spine_with_title_and_contents_before_the_chapters() -> None:
    pages = {
        "title.xhtml": '<section epub:type="titlepage"><h1 epub:type="title">T</h1><p>By A.</p></section>',
        "z.xhtml": '<h1 id="z">Z</h1><p>Last letter first.</p>',
        "nav.xhtml": '<nav epub:type="toc"><h1>Contents</h1><ol><li><a href="z.xhtml">Z</a></li></ol></nav>',
        "a.xhtml": "<h1>A</h1><h2>Below</h2>",
    }
    inspection = read_book(book(pages))
    assert [(each.kind, each.spot, each.level, each.text) for each in inspection.passages] == [
        ("title", 0, 0, "T"),
        ("frame", 0, 0, "By A."),
        ("heading", 1, 1, "Z"),
        ("text", 1, 0, "Last letter first."),
        ("frame", 2, 0, "Contents"),
        ("frame", 2, 0, "Z"),
        ("heading", 3, 1, "A"),
        ("heading", 3, 2, "Below"),
    ]
    assert inspection.passages[2].name == "z"


def test_the_navigation_document_is_no_chapter() -> None:
    nav = '<item id="n" href="n.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    inspection = read_book(book({"a.xhtml": "<p>A</p>"}, {"n.xhtml": b"<html/>"}, nav))
    assert (inspection.extent, inspection.unit, inspection.format) == (1, "chapter", "epub")


def test_metadata() -> None:
    inspection = read_book(book({"a.xhtml": "<p>A</p>"}))
    assert (inspection.title, inspection.lang) == ("A short book", "km")
    assert inspection.metadata == {
        "author": "A. Author; B. Writer",
        "identifier": "urn:x:1",
        "date": "2026-01-02",
    }


def test_words_have_single_blanks_and_nothing_without_width() -> None:
    body = "<p>Two\n  words<br/>and a\u00a0long\u00adword<wbr/>end,\u200b then <em>x</em>.</p>"
    assert chapter(body) == [("text", "Two words and a longwordend, then x.")]


def test_facts_citations_links_and_calls_are_marks_with_their_words() -> None:
    body = (
        '<p>In <span class="fact" data-fact="year"> 1955</span> it was so <span data-cites="one two">(<a '
        f'href="b.xhtml#ref-one">One</a>; Two)</span>.{CALL} See <a href="https://a.b/c">c</a>.</p>{NOTE}'
    )
    inspection = read_book(book({"a.xhtml": body, "b.xhtml": '<p id="ref-one">One.</p>'}))
    assert inspection.passages[0].text == "In 1955 it was so (One; Two). See c."
    assert marks(inspection.passages[0]) == [
        ("fact", "year", "1955"),
        ("citation", "one", "(One; Two)"),
        ("citation", "two", "(One; Two)"),
        ("link", "#ref-one", "One"),
        ("note", "note-1", ""),
        ("link", "https://a.b/c", "c"),
    ]
    assert [(each.kind, each.text, each.name) for each in inspection.passages[1:3]] == [
        ("note", "Of it.", "note-1"),
        ("frame", "↩", ""),
    ]


def test_a_way_back_of_a_source_is_the_editions_own_and_a_counter() -> None:
    body = '<p id="x">A source. <span><a class="return" role="doc-backlink" href="#x">3</a></span></p>'
    inspection = read_book(book({"a.xhtml": body}))
    assert lines(inspection) == [("text", "A source. 3")]
    assert marks(inspection.passages[0]) == [("counter", "#x", "3")]


def test_cells_stand_in_rows_and_columns_beside_those_that_span() -> None:
    body = (
        "<table><thead><tr><th>Year</th><th colspan='2'>Aid</th></tr></thead><tbody>"
        "<tr><td rowspan='2'>1955</td><td>1</td><td><p>2</p><p>b</p></td></tr><tr><td></td><td>4</td></tr>"
        "</tbody><caption>Table 1. Sums</caption></table><table><tr><td>x</td></tr></table>"
    )
    inspection = read_book(book({"a.xhtml": body}))
    assert lines(inspection)[0] == ("caption", "Table 1. Sums")
    assert [(each.text, each.cell) for each in inspection.passages[1:]] == [
        ("Year", Cell(1, 1, 1)),
        ("Aid", Cell(1, 1, 2)),
        ("1955", Cell(1, 2, 1)),
        ("1", Cell(1, 2, 2)),
        ("2", Cell(1, 2, 3)),
        ("b", Cell(1, 2, 3)),
        ("4", Cell(1, 3, 3)),
        ("x", Cell(2, 1, 1)),
    ]


def test_lists_definitions_code_and_captions() -> None:
    body = (
        "<ol><li>One<ul><li>Deep</li></ul></li><li><p>Two</p></li></ol><dl><dt>Term</dt><dd>What</dd></dl>"
        "<pre><code>a =  1\n  b</code></pre>"
        "<figure id='f'><figcaption>Figure 1. It</figcaption><img src='p.png' alt='A bar'/></figure>"
    )
    inspection = read_book(book({"a.xhtml": body}, {"p.png": b"x"}))
    assert lines(inspection) == [
        ("text", "One"),
        ("text", "Deep"),
        ("text", "Two"),
        ("text", "Term"),
        ("text", "What"),
        ("code", "a =  1\n  b"),
        ("caption", "Figure 1. It"),
        ("alt", "A bar"),
    ]
    assert inspection.passages[6].name == "f"
    assert inspection.flaws == ()


def test_a_formula_is_the_signs_that_are_drawn() -> None:
    body = (
        '<p>So <math xmlns="http://www.w3.org/1998/Math/MathML" alttext="m c squared"><semantics><mrow><mi>m'
        "</mi><mo>\u2062</mo><msup><mi>c</mi><mn>2</mn></msup></mrow><annotation>mc^2</annotation></semantics>"
        "</math> holds.</p>"
    )
    assert chapter(body) == [("text", "So \ufffc holds."), ("formula", "mc2"), ("alt", "m c squared")]


def test_what_is_hidden_is_not_read_but_what_opens_on_demand_is() -> None:
    body = (
        '<p hidden="hidden">no</p><p style="color: red; display : none">no</p>'
        '<p style="display: nonesuch">yes</p><details><summary>More</summary><p>in it</p></details>'
        "<script>no</script><p>a <span hidden='hidden'>no</span>b</p>"
    )
    assert chapter(body) == [("text", "yes"), ("frame", "More"), ("text", "in it"), ("text", "a b")]


def test_what_a_style_sheet_hides_always_is_not_read() -> None:
    css = b".gone, p.out { display: none } @media print { .kept { display: none } } .a .b { display: none }"
    body = "<p class='gone'>1</p><p class='x out'>2</p><div class='out'>3</div><p class='kept b'>4</p>"
    inspection = read_book(book({"a.xhtml": body}, {"css/s.css": css}, STYLE))
    assert lines(inspection) == [("text", "3"), ("text", "4")]


def test_links_without_a_target_are_flaws() -> None:
    body = (
        '<p id="here"><a href="#here">good</a> <a href="#gone">bad</a> <a href="b.xhtml#there">good</a> '
        '<a href="b.xhtml#here">bad too</a> <a href="c.xhtml">no file</a> <a href="https://x.y/#z">out</a></p>'
    )
    inspection = read_book(book({"a.xhtml": body, "b.xhtml": '<p id="there">t</p>'}))
    assert reasons(inspection.flaws) == [
        ("bad", "it leads to #gone, and nothing has that id"),
        ("bad too", "it leads to b.xhtml#here, and nothing has that id"),
        ("no file", "it leads to OEBPS/c.xhtml, which the file does not have"),
    ]
    assert {each.code for each in inspection.flaws} == {"link-dead"}
    assert inspection.anchors == {"here", "there"}


def test_files_that_the_book_names_and_lacks_are_flaws() -> None:
    css = (
        b"@font-face { font-family: 'One'; font-weight: 700; src: url(../f/one.ttf) } "
        b"@font-face { font-family: Two; src: url('two.ttf') }"
    )
    body = '<p><img src="i/a.png" alt="Map"/><img src="b.png" alt="There"/></p>'
    others = {"css/s.css": css, "f/one.ttf": b"1", "b.png": b"2"}
    items = STYLE + '<item id="x" href="x.xhtml" media-type="application/xhtml+xml"/>'
    inspection = read_book(book({"a.xhtml": body}, others, items))
    assert reasons(inspection.flaws) == [
        ("Map", "it is OEBPS/i/a.png, which the file does not have"),
        ("OEBPS/x.xhtml", "the book's list of files names it, and the book lacks it"),
        ("two.ttf", "it is OEBPS/css/two.ttf, which the file does not have"),
    ]
    assert inspection.fonts == (Font("One 700", True), Font("Two", False))


def test_contents_of_old_readers_that_lead_nowhere_are_flaws() -> None:
    ncx = (
        b"<ncx><navMap><navPoint><navLabel><text>A</text></navLabel><content src='a.xhtml#a'/></navPoint>"
        b"<navPoint><navLabel><text>B</text></navLabel><content src='a.xhtml#b'/></navPoint></navMap></ncx>"
    )
    items = '<item id="x" href="x.ncx" media-type="application/x-dtbncx+xml"/>'
    inspection = read_book(book({"a.xhtml": '<p id="a">A</p>'}, {"x.ncx": ncx}, items))
    assert reasons(inspection.flaws) == [("B", "the contents lead to a.xhtml#b, which is not there")]


GOOD = book({"a.xhtml": "<p>A</p>"})
LAUGHS = (
    b"""<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html><body title="&b;">&b;</body></html>"""
)
FETCH = b"""<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><body>&a;</body></html>"""


def _with_page(data: bytes) -> bytes:
    return archive.pack((archive.unpack(GOOD) | {"OEBPS/a.xhtml": data}).items())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "cannot be unpacked: it is damaged or encrypted"),
        (GOOD[: len(GOOD) // 2], "cannot be unpacked: it is damaged or encrypted"),
        (archive.pack([("a", b"")]), "META-INF/container.xml is not there"),
        (archive.pack([("META-INF/container.xml", b"<container/>")]), "names no list of its chapters"),
        (archive.pack([("META-INF/container.xml", CONTAINER)]), "no part OEBPS/book.opf"),
        (book({}), "its spine is empty"),
        (book({"a.xhtml": "<p>A</b>"}), "part OEBPS/a.xhtml is damaged"),
        (book({"a.xhtml": "<b>" * 900 + "</b>" * 900}), "part OEBPS/a.xhtml is damaged"),
        (_with_page(LAUGHS), "part OEBPS/a.xhtml defines entities"),
        (_with_page(FETCH), "part OEBPS/a.xhtml defines entities"),
        (book({"a.xhtml": "<p>A</p>"}).replace(b"META-INF/container", b"META-INF/conteiner"), "not there"),
    ],
)
def test_a_file_that_is_no_readable_book_is_told_in_words(data: bytes, reason: str) -> None:
    with pytest.raises(InspectionError, match=re.escape(reason)):
        inspect("x.epub", data)


def test_an_encrypted_book_is_not_read() -> None:
    seal = b'<encryption><EncryptedData Id="a"/></encryption>'
    parts = archive.unpack(GOOD) | {"META-INF/encryption.xml": seal}
    with pytest.raises(InspectionError, match="is encrypted"):
        read_book(archive.pack(parts.items()))


@pytest.mark.parametrize("step", range(0, len(GOOD), 37))
def test_a_changed_byte_gives_a_reading_or_a_reason(step: int) -> None:
    data = bytearray(GOOD)
    data[step] ^= 0x55
    try:
        outcome = read_book(bytes(data)).format
    except InspectionError as failure:
        outcome = str(failure)
    assert outcome == "epub" or outcome.startswith(("this e-book", "its part", "its elements"))
