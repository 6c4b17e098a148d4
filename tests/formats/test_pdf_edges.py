"""What the edge of a page cuts off, and footnotes that no page has: an error with its place."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

from pipeline.formats.pdf import PDF, edges, findings, weasy
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Severity
from pipeline.model.source import SourceText
from tests.formats.pdf_setting import SETTING, edition, text


def test_what_the_edge_of_a_page_cuts_off_is_an_error() -> None:
    block = n.Para((n.Span(n.Attr("", (), (("style", "white-space:nowrap"),)), text("one line " * 40)),))
    (diagnostic,) = PDF.render(edition(block), SETTING).diagnostics
    assert (diagnostic.code, diagnostic.severity) == ("text-cut", Severity.ERROR)


class TextBox:
    """A run of text whose left edge is beyond a page of 100 by 100."""

    position_x, position_y, width, height = 120.0, 10.0, 5.0, 10.0

    def __init__(self, text: str) -> None:
        self.text = text


class LineBox:
    """A line of one run."""

    def __init__(self, text: str) -> None:
        self.run = TextBox(text)

    def descendants(self) -> list[TextBox]:
        return [self.run]


class PageBox:
    """A page of lines."""

    def __init__(self, *texts: str) -> None:
        self.children = [LineBox(text) for text in texts]

    def margin_width(self) -> float:
        return 100.0

    margin_height = margin_width


def test_a_blank_beyond_the_edge_is_no_loss() -> None:
    assert list(edges.find_cut_lines(PageBox(" ", "lost", "\n", ""))) == ["lost"]


class NoteBox:
    """A box of an element: of a footnote's text, or of its call in the text."""

    def __init__(self, element: Element, tag: str) -> None:
        self.element = element
        self.element_tag = tag


class NotedPage:
    """A page of the boxes given, below the root of their document."""

    def __init__(self, root: Element, *boxes: NoteBox) -> None:
        self.children = [NoteBox(root, "html")]
        self.boxes = boxes

    def descendants(self) -> list[NoteBox]:
        return [*self.children, *self.boxes]


def test_a_footnote_of_which_only_the_call_is_on_a_page_is_lost() -> None:
    root = fromstring(
        '<html><span class="footnote">one</span><p><span class="footnote">two</span></p></html>'
    )
    one, two = root.iter("span")
    calls = [NoteBox(note, "span::footnote-call") for note in (one, two)]
    pages = [NotedPage(root, *calls), NotedPage(root, NoteBox(one, "span"))]
    assert list(edges.find_lost_notes(pages)) == ["two"]
    assert list(edges.find_lost_notes([*pages, NotedPage(root, NoteBox(two, "span"))])) == []
    assert list(edges.find_lost_notes([])) == []


def test_what_is_cut_off_is_told_with_its_place() -> None:
    printout = weasy.Printout(b"", 1, (), (), ("1", "Text with the mark in it."))
    source = SourceText("article.md", "One.\n\n*with* the mark in\n")
    (diagnostic,) = findings.diagnose(printout, replace(edition(), source=source))
    assert diagnostic.message == 'the edge of the page cuts off "Text with the mark in it."; lines cut: 2'
    assert (diagnostic.place.line, diagnostic.place.column) == (3, 8)
