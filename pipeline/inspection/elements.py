"""Elements of HTML and XHTML: their names, and what their roles, classes and EPUB types say of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from lxml.etree import _Element as Element

from pipeline.inspection.line import visible

_SIGNS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
# What a format sets around an article, by elements, roles and classes.
_FRAME_TAGS = frozenset({"button", "legend", "nav", "search", "summary"})
FRAME_ROLES = frozenset(
    ["button", "dialog", "doc-cover", "doc-toc", "navigation", "search", "status", "toolbar"]
)
# An author's own classes are on other elements.
_FRAME_CLASSES = frozenset(
    [("a", "skip"), ("aside", "marks"), ("header", "banner"), ("p", "to-data"), ("section", "overview")]
)
_FRAME_TYPES = frozenset({"cover", "landmarks", "toc"})
_HEADING = re.compile("h[1-6]")
_OF_TITLE_PAGE = frozenset({"doc-footnote", "doc-subtitle"})
NOTE_ROLES = frozenset({"doc-endnote", "doc-footnote"})
# The sections of a page that its own parts count as.
_PARTS = frozenset({"body", "footer", "main"})

# More than any table has; a hostile file may say a million.
MOST_SPANNED: Final = 200

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def local(element: Element) -> str:
    """Return the name of an element without its namespace; of a comment or an entity the empty text."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def is_frame(element: Element, name: str, is_in_note: bool) -> bool:
    """Return whether an element is what a format sets around an article."""
    role = element.get("role", "")
    if role == "doc-backlink":
        # The sources' links back to their citations are the edition's own; a note's is the format's.
        return is_in_note
    return (
        name in _FRAME_TAGS
        or role in FRAME_ROLES
        or any((name, each) in _FRAME_CLASSES for each in classes(element))
        or (
            # Around the title stand authors, dates and the logo.
            name in ("div", "p")
            and role not in _OF_TITLE_PAGE
            and (is_in_header(element) or _is_on_title_page(element))
        )
        or (_HEADING.fullmatch(name) is not None and _is_of_notes(element))
        or not _FRAME_TYPES.isdisjoint(element.get(EPUB_TYPE, "").split())
    )


def signs_of(formula: Element) -> str:
    """Return the signs of a formula that are drawn, in their order and without blanks."""
    own = (each for each in formula.iter() if local(each) in _SIGNS)
    return "".join("".join(visible("".join(each.itertext())).split()) for each in own)


def is_note_call(element: Element) -> bool:
    """Return whether an element is the call of a note."""
    return element.get("role") == "doc-noteref" or "noteref" in element.get(EPUB_TYPE, "").split()


def is_in_header(element: Element) -> bool:
    """Return whether an element stands at once in the head of a page."""
    parent = element.getparent()
    return parent is not None and local(parent) == "header"


def _is_on_title_page(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and "titlepage" in parent.get(EPUB_TYPE, "").split()


def _is_of_notes(heading: Element) -> bool:
    parent = heading.getparent()
    return parent is not None and parent.get("role") == "doc-endnotes"


def is_part(section: Element) -> bool:
    """Return whether a section is one of a page's own, not one within another."""
    parent = section.getparent()
    return parent is not None and local(parent) in _PARTS


def classes(element: Element) -> Collection[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table in their order."""
    for each in table:
        match local(each):
            case "tr":
                yield each
            case "tbody" | "thead" | "tfoot":
                yield from (row for row in each if local(row) == "tr")
            case _:
                pass


def span_of(cell: Element, name: str) -> int:
    """Return how many rows or columns a cell spans."""
    text = (cell.get(name) or "1").strip()
    return min(MOST_SPANNED, max(1, int(text))) if len(text) < 5 and text.isascii() and text.isdigit() else 1


def texts_of(element: Element) -> Iterator[str]:
    """Yield the text of code as it is."""
    for each in element.iter():
        if local(each) == "br":
            yield "\n"
        if each.text and local(each):
            yield each.text
        if each.tail and each is not element:
            yield each.tail
