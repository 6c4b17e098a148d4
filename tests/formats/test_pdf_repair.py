"""The structure of a tagged PDF: repairs of what pages did to it."""

from __future__ import annotations

from pipeline.formats.pdf import repair
from pipeline.formats.pdf.tree import Content, Element, Kid, Origin


def element(tag: str, name: str, *kids: Kid, key: int = 0, classes: str = "", lang: str = "") -> Element:
    return Element(tag, kids, Origin(name, frozenset(classes.split()), key, "words"), lang=lang)


def shape(kid: Kid) -> object:
    """Return an element as nested tuples: its tag, then what it holds."""
    if isinstance(kid, Element):
        return (kid.tag, *(shape(inner) for inner in kid.kids))
    return kid.number if isinstance(kid, Content) else kid


def test_a_paragraph_over_a_page_end_is_one_element() -> None:
    first = element("P", "p", Content(0, 1), key=7)
    second = element("P", "p", Content(1, 0), key=7)
    other = element("P", "p", Content(1, 1), key=8)
    root, repeated = repair.joined(Element("Document", (first, second, other)))
    assert shape(root) == ("Document", ("P", 1, 0), ("P", 1))
    assert repeated == ()


def test_a_table_over_a_page_end_has_its_head_once() -> None:
    def part(page: int) -> Element:
        cell = element("TH", "th", Content(page, 0), key=5)
        head = element("THead", "thead", element("TR", "tr", cell, key=4), key=3)
        row = element("TR", "tr", element("TD", "td", Content(page, 1), key=20 + page), key=10 + page)
        return element("Table", "table", head, element("TBody", "tbody", row, key=6), key=2)

    root, repeated = repair.joined(Element("Document", (part(0), part(1))))
    rows = (("TR", ("TD", 1)), ("TR", ("TD", 1)))
    assert shape(root) == ("Document", ("Table", ("THead", ("TR", ("TH", 0))), ("TBody", *rows)))
    assert repeated == (Content(1, 0),)


def test_a_footnote_is_read_at_its_reference() -> None:
    call = element("Span", "span::footnote-call", Content(0, 1), key=9, classes="footnote")
    marker = element("Span", "span::footnote-marker", Content(0, 8), key=9, classes="footnote")
    note = element("Span", "span", marker, Content(0, 9), key=9, classes="footnote")
    text = element("P", "p", Content(0, 0), call, Content(0, 2), key=1)
    root = repair.notes(Element("Document", (text, note)))
    assert shape(root) == ("Document", ("P", 0, ("Reference", 1), ("Note", ("Lbl", 8), 9), 2))
    (paragraph,) = root.kids
    assert isinstance(paragraph, Element)
    made = paragraph.kids[2]
    assert isinstance(made, Element)
    assert made.id == "note-1"


def test_items_have_a_label_and_a_body() -> None:
    item = element("LI", "li", element("Lbl", "li::marker", Content(0, 0)), element("P", "p", Content(0, 1)))
    root = repair.lists(element("Document", "", element("L", "ul", item)))
    assert shape(root) == ("Document", ("L", ("LI", ("Lbl", 0), ("LBody", ("P", 1)))))


def test_a_term_and_its_definitions_are_one_item() -> None:
    parts = (
        element("Lbl", "dt", Content(0, 0)),
        element("LBody", "dd", Content(0, 1)),
        element("Lbl", "dt", Content(0, 2)),
        element("LBody", "dd", Content(0, 3)),
    )
    root = repair.lists(element("Document", "", element("L", "dl", *parts)))
    items = (("LI", ("Lbl", 0), ("LBody", 1)), ("LI", ("Lbl", 2), ("LBody", 3)))
    assert shape(root) == ("Document", ("L", *items))


def test_sources_are_a_list() -> None:
    entry = element("Div", "div", element("P", "p", Content(0, 0)), classes="csl-entry")
    root = repair.sources(element("Document", "", element("Div", "div", entry, classes="references")))
    assert shape(root) == ("Document", ("L", ("LI", ("LBody", ("P", 0)))))


def test_contents_are_a_table_of_contents() -> None:
    item = element("LI", "li", Element("LBody", (element("Link", "a", Content(0, 0)),)))
    box = element("Div", "div", element("L", "ul", item), classes="contents")
    root = repair.contents(element("Document", "", box))
    assert shape(root) == ("Document", ("Div", ("TOC", ("TOCI", ("Reference", ("Link", 0))))))


def test_head_cells_say_what_they_head() -> None:
    head = element("THead", "thead", element("TR", "tr", element("TH", "th")))
    body = element("TBody", "tbody", element("TR", "tr", element("TH", "th"), element("TD", "td")))
    root = repair.tables(element("Document", "", element("Table", "table", head, body)))
    scopes = [cell.scope for cell in _cells(root)]
    assert scopes == ["Column", "Row", ""]


def _cells(root: Element) -> list[Element]:
    found = [root] if root.tag in ("TH", "TD") else []
    return found + [cell for kid in root.kids if isinstance(kid, Element) for cell in _cells(kid)]


def test_runs_without_a_meaning_are_left_out_and_languages_kept() -> None:
    plain = element("Span", "em", Content(0, 0))
    khmer = element("Span", "span", Content(0, 1), lang="km")
    empty = element("Div", "div")
    root = repair.plain(element("Document", "", element("P", "p", plain, khmer), empty))
    assert shape(root) == ("Document", ("P", 0, ("Span", 1)))


def test_khmer_is_spelled_out() -> None:
    root = repair.spoken(element("Document", "", element("Span", "span", Content(0, 0), lang="km")))
    (span,) = root.kids
    assert isinstance(span, Element)
    assert span.actual == "words"


def test_a_section_holds_what_follows_its_heading() -> None:
    parts = [element("P", "p"), element("H2", "h2"), element("P", "p"), element("H2", "h2")]
    root = repair.sections(element("Document", "", *parts))
    assert shape(root) == ("Document", ("P",), ("Sect", ("H2",), ("P",)), ("Sect", ("H2",)))
