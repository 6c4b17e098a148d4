"""The structure of a tagged PDF: repairs of what pages did to it.

Each test names the issue at Kozea/WeasyPrint that its repair waits for.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.formats.pdf import repair
from pipeline.formats.pdf.tree import Artifact, Content, Element, Kid, Origin, elements


def element(tag: str, name: str, *kids: Kid, key: int = 0, classes: str = "", lang: str = "") -> Element:
    return Element(tag, kids, Origin(name, frozenset(classes.split()), key, "words"), lang=lang)


def shape(kid: Kid) -> object:
    """Return an element as nested tuples: its tag, then what it holds."""
    if isinstance(kid, Element):
        return (kid.tag, *(shape(inner) for inner in kid.kids))
    return kid.number if isinstance(kid, Content) else kid


def test_a_paragraph_over_a_page_end_is_one_element() -> None:
    """Waits for #2903."""
    first = element("P", "p", Content(0, 1), key=7)
    second = element("P", "p", Content(1, 0), key=7)
    other = element("P", "p", Content(1, 1), key=8)
    root, repetitions = repair.join_parts(Element("Document", (first, second, other)))
    assert shape(root) == ("Document", ("P", 1, 0), ("P", 1))
    assert repetitions == ()


def test_a_table_over_a_page_end_has_its_head_once() -> None:
    """Waits for #2903."""

    def part(page: int) -> Element:
        cell = element("TH", "th", Content(page, 0), key=5)
        head = element("THead", "thead", element("TR", "tr", cell, key=4), key=3)
        row = element("TR", "tr", element("TD", "td", Content(page, 1), key=20 + page), key=10 + page)
        return element("Table", "table", head, element("TBody", "tbody", row, key=6), key=2)

    root, repetitions = repair.join_parts(Element("Document", (part(0), part(1))))
    rows = (("TR", ("TD", 1)), ("TR", ("TD", 1)))
    assert shape(root) == ("Document", ("Table", ("THead", ("TR", ("TH", 0))), ("TBody", *rows)))
    assert repetitions == (Artifact(Content(1, 0), "Repeat"),)


def test_a_figure_that_moved_is_read_where_it_stood() -> None:
    """Our own floats move it: no issue."""
    parts = [element("P", "p", key=4), element("Div", "figure", key=3), element("P", "p", key=2)]
    root, _ = repair.join_parts(Element("Document", tuple(parts)))
    assert [kid.origin.key for kid in elements(root.kids)] == [2, 3, 4]


def test_a_definition_stays_behind_the_text_of_its_pseudo_element() -> None:
    """What `::after` adds has its element's place, and comes last."""
    parts = (element("Code", "code", key=5), element("Span", "a::after", key=4))
    root, _ = repair.join_parts(element("Document", "", element("Link", "a", *parts, key=4)))
    (link,) = elements(root.kids)
    assert [kid.origin.key for kid in elements(link.kids)] == [5, 4]


def test_items_have_a_label_and_a_body() -> None:
    """Waits for #2497."""
    item = element("LI", "li", element("Lbl", "li::marker", Content(0, 0)), element("P", "p", Content(0, 1)))
    root = repair.label_list_items(element("Document", "", element("L", "ul", item)))
    assert shape(root) == ("Document", ("L", ("LI", ("Lbl", 0), ("LBody", ("P", 1)))))


def test_a_term_and_its_definitions_are_one_item() -> None:
    """Waits for #2482."""
    parts = (
        element("Lbl", "dt", Content(0, 0)),
        element("LBody", "dd", Content(0, 1)),
        element("Lbl", "dt", Content(0, 2)),
        element("LBody", "dd", Content(0, 3)),
        element("LBody", "dd", element("P", "p", Content(0, 4))),
    )
    root = repair.label_list_items(element("Document", "", element("L", "dl", *parts)))
    items = (("LI", ("Lbl", 0), ("LBody", 1)), ("LI", ("Lbl", 2), ("LBody", ("P", 3), ("P", 4))))
    assert shape(root) == ("Document", ("L", *items))


def test_sources_are_a_list() -> None:
    """Ours alone: HTML has no list there."""
    entry = element("Div", "div", element("P", "p", Content(0, 0)), classes="csl-entry")
    root = repair.list_sources(element("Document", "", element("Div", "div", entry, classes="references")))
    assert shape(root) == ("Document", ("L", ("LI", ("LBody", ("P", 0)))))


def test_contents_are_one_table_of_contents() -> None:
    """No issue known."""
    item = element("LI", "li", Element("LBody", (element("Link", "a", Content(0, 0)),)))
    again = element("LI", "li", Element("LBody", (element("Link", "a", Content(0, 1)),)))
    lists = (element("L", "ul", item), element("L", "ul", again))
    root = repair.tag_contents(element("Document", "", element("Div", "div", *lists, classes="contents")))
    entries = tuple(("TOCI", ("Reference", ("Link", number))) for number in (0, 1))
    assert shape(root) == ("Document", ("Div", ("TOC", *entries)))


def test_runs_without_a_meaning_are_left_out_and_languages_kept() -> None:
    """Waits for #2482."""
    plain = element("Span", "em", Content(0, 0))
    khmer = element("Span", "span", Content(0, 1), lang="km")
    empty = element("Div", "div")
    root = repair.splice_plain_runs(element("Document", "", element("P", "p", plain, khmer), empty))
    assert shape(root) == ("Document", ("P", 0, ("Span", 1)))


def test_a_run_in_khmer_is_spelled_out() -> None:
    """No issue of WeasyPrint's is known for ActualText."""
    run = element("Span", "span", Content(0, 0, "វ"), lang="km")
    holds = element("Div", "div", element("P", "p", Content(0, 1, "វ")), lang="km")
    latin = element("Span", "span", Content(0, 2), lang="fr")
    root = repair.spell_runs(element("Document", "", run, holds, latin))
    assert [kid.actual for kid in elements(root.kids)] == ["words", "", ""]


def test_bare_text_in_a_box_is_a_paragraph() -> None:
    """No issue known."""
    parts = (Content(0, 0), element("Link", "a", Content(0, 1)), element("P", "p", Content(0, 2)))
    blank = (Content(0, 3, blank=True), element("P", "p", Content(0, 4)))
    root = repair.make_paragraphs(
        element("Document", "", element("Div", "div", *parts), element("Sect", "aside", *blank))
    )
    assert shape(root) == ("Document", ("Div", ("P", 0, ("Link", 1)), ("P", 2)), ("Sect", ("P", 4)))


def test_a_link_around_an_image_says_what_it_shows() -> None:
    """No issue known."""
    image = replace(element("Figure", "img", Content(0, 0)), alt="A seal.")
    links = element("Link", "a", image), element("Link", "a", image, Content(0, 1))
    root = repair.describe_image_links(element("Document", "", *links))
    assert [kid.alt for kid in elements(root.kids)] == ["words", ""]


def test_a_section_holds_what_follows_its_heading() -> None:
    """Ours alone: HTML has no sections there."""
    parts = [element("P", "p"), element("H2", "h2"), element("P", "p"), element("H2", "h2")]
    root = repair.group_sections(element("Document", "", *parts))
    assert shape(root) == ("Document", ("P",), ("Sect", ("H2",), ("P",)), ("Sect", ("H2",)))
