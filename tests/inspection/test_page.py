"""Reading web pages and sites back: sections and pages as spots, the frame apart, flaws across files."""

from __future__ import annotations

import base64

import pytest

from pipeline.inspection import inspect
from pipeline.inspection.book import inspect as read_book
from pipeline.inspection.page import inspect as read_page
from pipeline.inspection.page import inspect_site
from pipeline.model.inspection import Font, InspectionError
from tests.inspection.samples import book, lines, marks, page, reasons, site

FRAME = (
    '<a class="skip" href="#article">Skip</a><aside class="marks">DRAFT</aside>'
    '<header class="masthead"><h1>T</h1><p role="doc-subtitle">Under</p><p class="byline">By A.</p></header>'
    '<nav><details open><summary>Contents</summary><ol><li><a href="#one">One</a></li></ol></details></nav>'
)


def test_sections_are_spots_and_the_headings_below_the_title_begin_at_one() -> None:
    body = (
        '<main id="article"><div><p>Opening.</p></div><section><h2 id="one">One</h2><section><h3>In it</h3>'
        "<p>Words.</p></section></section><section><h2>Two</h2></section></main>"
        "<footer><section><h2>Colophon</h2></section></footer>"
        '<div id="popup" hidden><button>Close</button></div>'
    )
    inspection = read_page(page(FRAME + body))
    assert [(each.kind, each.spot, each.level, each.text) for each in inspection.passages] == [
        ("frame", 0, 0, "Skip"),
        ("frame", 0, 0, "DRAFT"),
        ("title", 0, 0, "T"),
        ("title", 0, 0, "Under"),
        ("frame", 0, 0, "By A."),
        ("frame", 0, 0, "Contents"),
        ("frame", 0, 0, "One"),
        ("text", 0, 0, "Opening."),
        ("heading", 1, 1, "One"),
        ("heading", 1, 2, "In it"),
        ("text", 1, 0, "Words."),
        ("heading", 2, 1, "Two"),
        ("heading", 3, 1, "Colophon"),
    ]
    assert (inspection.extent, inspection.unit, inspection.lang, inspection.flaws) == (3, "chapter", "en", ())


def test_a_drawing_for_two_screens_has_one_alternative_unless_they_differ() -> None:
    def drawing(narrow: str, wide: str) -> str:
        svg = '<svg aria-hidden="true"><title>no</title></svg>'
        return (
            "<p>"
            + "".join(f'<span role="img" aria-label="{x}">{svg}</span>' for x in (narrow, wide))
            + "</p>"
        )

    assert lines(read_page(page(drawing("A bar", "A bar")))) == [("alt", "A bar")]
    assert lines(read_page(page(drawing("A bar", "A line")))) == [("alt", "A bar"), ("alt", "A line")]
    assert lines(read_page(page("<svg><title>T</title><desc>D</desc><path/></svg>"))) == [("alt", "T D")]
    assert lines(read_page(page("<p><img alt=''> a <img alt='Cat' src='data:x,y'></p>"))) == [
        ("text", "a"),
        ("alt", "Cat"),
    ]


def test_the_words_of_a_fact_are_its_fact_and_its_link() -> None:
    body = '<p id="fact-x"><a href="#fact-x" class="fact" data-fact="x">$4 <span>m</span></a></p>'
    [passage] = read_page(page(body)).passages
    assert marks(passage) == [("fact", "x", "$4 m"), ("link", "#fact-x", "$4 m")]


def test_notes_are_read_wherever_they_stand() -> None:
    body = (
        '<main><p>A<a role="doc-noteref" href="#note-1"><sup>1</sup></a>b</p><section><h2>Notes</h2>'
        '<div id="note-1" role="doc-footnote"><p><span class="number">1.</span> First.</p><pre>c</pre></div>'
        "</section></main>"
    )
    inspection = read_page(page(body))
    assert [(each.kind, each.text, each.name) for each in inspection.passages] == [
        ("text", "Ab", ""),
        ("heading", "Notes", ""),
        ("note", "First.", "note-1"),
        ("note", "c", "note-1"),
    ]
    assert marks(inspection.passages[0]) == [("note", "note-1", "")]


def test_an_authors_own_classes_are_no_frame() -> None:
    body = "<div class='banner'>a</div><div class='logo'>b</div><p class='skip marks overview'>c</p>"
    assert [kind for kind, _ in lines(read_page(page(body)))] == ["text", "text", "text"]


def test_metadata_of_the_head() -> None:
    head = (
        '<title>The  title</title><meta name="author" content="A"><meta name="author" content="B">'
        '<meta name="citation_publication_date" content="2026/11/23">'
        '<meta name="description" content="About it">'
        '<script type="application/ld+json">{"@graph":[{"identifier":"KH-1"}]}</script>'
        "<script type='application/ld+json'>{broken</script>"
    )
    inspection = read_page(page("<p>x</p>", head))
    assert inspection.title == "The title"
    assert inspection.metadata == {
        "author": "A; B",
        "date": "2026-11-23",
        "subject": "About it",
        "identifier": "KH-1",
    }


def test_typefaces_are_those_whose_data_the_page_has() -> None:
    data = base64.b64encode(b"font").decode()
    style = (
        f"<style>@font-face {{ font-family: 'In'; src: url(data:font/woff2;base64,{data}) }}"
        "@font-face { font-family: Empty; src: url(data:font/woff2;base64,) }"
        "@font-face { font-family: Out; font-style: italic; src: url(https://x.y/z.woff2) }</style>"
    )
    inspection = read_page(page("<p>x</p>", style))
    assert inspection.fonts == (Font("In", True), Font("Empty", False), Font("Out italic", False))
    assert [reason for _, reason in reasons(inspection.flaws)] == [
        "its data is empty",
        "it is at https://x.y/z.woff2, not in the file",
    ]


def test_links_and_pictures_that_lead_nowhere() -> None:
    body = '<p><a href="#gone">bad</a><a href="#">top</a><img src="a.png" alt="Map"><img src="" alt="No"></p>'
    assert reasons(read_page(page(body)).flaws) == [
        ("bad", "it leads to #gone, and nothing has that id"),
        ("Map", "it is a.png, which the file does not have"),
        ("No", "it names no file"),
    ]


WAYS = '<nav><a rel="next" href="{}">on</a></nav>'
PAGES = {
    "index.html": '<header><h1>T</h1></header><main><h2 id="a">A</h2><a href="z.html#z">z</a></main>'
    + WAYS.format("z.html"),
    "b.html": "<main><h1>B</h1><a href='index.html#a'>a</a><a href='index.html#b'>bad</a></main>",
    "y.html": "<main><h1>Y</h1></main>",
    "z.html": '<main><h1 id="z">Z</h1></main>' + WAYS.format("b.html"),
}


def test_the_pages_of_a_site_are_read_as_each_names_the_next() -> None:
    inspection = inspect_site(site(PAGES))
    headings = [(each.text, each.spot, each.level) for each in inspection.passages if each.kind == "heading"]
    assert headings == [("A", 1, 1), ("Z", 2, 1), ("B", 3, 1), ("Y", 4, 1)]
    assert (inspection.format, inspection.unit, inspection.extent) == ("site", "page", 4)
    assert reasons(inspection.flaws) == [("bad", "it leads to index.html#b, and nothing has that id")]
    assert marks(inspection.passages[2]) == [("link", "#z", "z")]


def test_a_site_names_its_sheets_and_the_files_in_them() -> None:
    css = (
        b".gone { display: none } @font-face { font-family: F; src: url(f.woff2) } "
        b"p { background: url(no.png) }"
    )
    pages = {"index.html": "<link rel='stylesheet' href='s.css'><p class='gone'>x</p><p>y</p>"}
    inspection = inspect_site(site(pages, {"s.css": css, "f.woff2": b"f"}))
    assert lines(inspection) == [("text", "y")]
    assert inspection.fonts == (Font("F", True),)
    assert reasons(inspection.flaws) == [("no.png", "it is no.png, which the file does not have")]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("article.html", b"", "is empty"),
        ("article.html", b"\xff\xfe<p>", "not in UTF-8"),
        ("article.html", page("<div>" * 3000 + "x"), "nested"),
        ("site", b"no archive", "cannot be unpacked"),
        ("site", site({"a.html": "x"}), "index.html is not there"),
        ("site", site({"index.html": "<div>" * 3000 + "x"}), "nested"),
        ("notes.odt", b"x", "notes.odt is of no kind"),
    ],
)
def test_a_file_that_is_no_readable_page_is_told_in_words(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(InspectionError, match=reason):
        inspect(name, data)


def test_a_table_that_claims_a_million_columns_is_read() -> None:
    body = f"<table><tr><td colspan='1000000'>a<td rowspan='{'9' * 5000}'>b<td>c</table>"
    assert lines(read_page(page(body))) == [("cell", "a"), ("cell", "b"), ("cell", "c")]


def test_a_page_of_slides_is_not_read_as_an_article() -> None:
    slides = page("<div class=slides><section><h2>One</h2></section><section>Two</section></div>")
    assert (inspect("x/suez-1.0-deck.html", slides).unit, inspect("a.html", page("<p>x")).unit) == (
        "slide",
        "chapter",
    )


def test_a_break_in_an_address_and_a_source_before_a_picture_hide_nothing() -> None:
    body = (
        "<p><a href='https://a.b/c/d'>https://a.b/<wbr>c/<wbr>d</a>.</p>"
        "<picture><source media='x' srcset='data:a,b'><img alt='Cat' src='data:a,b'></picture>"
    )
    assert lines(read_page(page(body))) == [("text", "https://a.b/c/d."), ("alt", "Cat")]


def test_a_heading_of_the_list_of_notes_is_frame_but_not_another() -> None:
    body = (
        "<section role='doc-endnotes'><h2>Notes</h2><div role='doc-footnote'><p>N</p></div></section>"
        "<section><h2>Empty</h2></section><div role='doc-footnote'><p>M</p></div>"
    )
    assert lines(read_page(page(body))) == [
        ("frame", "Notes"),
        ("note", "N"),
        ("heading", "Empty"),
        ("note", "M"),
    ]


def test_authors_and_dates_around_a_title_are_frame_in_an_e_book_too() -> None:
    head = "<div class='logo'><img src='data:a,b' alt='House'/></div><p class='author'>A. Author</p>"
    title = f'<section epub:type="titlepage">{head}<h1 epub:type="title">T</h1><p>2026</p></section>'
    kinds = [("frame", "House"), ("frame", "A. Author"), ("title", "T"), ("frame", "2026")]
    assert lines(read_book(book({"t.xhtml": title}))) == kinds
    assert lines(read_page(page(f"<header>{head}<h1>T</h1><p>2026</p></header>"))) == kinds
