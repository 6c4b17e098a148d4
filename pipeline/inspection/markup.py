"""Passages of a page of HTML or XHTML, in the order in which they are read.

A formula of MathML is a passage of the signs that are drawn, in their order, without blanks; the words that
are spoken for it are a text alternative. Its TeX, which no reader gets, is not read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element as Element

from pipeline.inspection import styles
from pipeline.inspection.elements import (
    EPUB_TYPE,
    FRAME_ROLES,
    NOTE_ROLES,
    classes,
    is_frame,
    is_in_header,
    is_note_call,
    is_part,
    local,
    rows_of,
    signs_of,
    span_of,
    texts_of,
)
from pipeline.inspection.line import Line, single_blanks, visible
from pipeline.inspection.styles import Compound
from pipeline.model.inspection import FORMULA, Cell, InspectionError, Passage, PassageKind

# Deeper than any page is nested, and less than Python's own limit.
DEEPEST: Final = 300
# Not `source` and `wbr`: what stands after them is parsed as if it stood in them.
_SILENT = frozenset(
    [
        "annotation", "annotation-xml", "audio", "canvas", "col", "colgroup", "datalist", "head", "iframe",
        "noscript", "object", "script", "select", "style", "template", "textarea", "video",
    ]
)  # fmt: skip
_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search",
        "section", "summary", "table", "ul",
    ]
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CAPTIONS = frozenset({"caption", "figcaption"})


@dataclass(frozen=True, slots=True)
class View:
    """How a page is read: its `spot`, what its styles hide, and how a link's target is named.

    `counts_sections` has each section of the page be a spot of its own. `lift` is subtracted from the levels
    of headings: 1 where the article's title is the first of them.
    """

    spot: int = 0
    hidden_selectors: Sequence[Compound] = ()
    target: Callable[[str], str] = str
    counts_sections: bool = False
    lift: int = 0
    tables: int = 0


@dataclass(frozen=True, slots=True)
class _Around:
    """What the elements around a passage say of it."""

    kind: PassageKind = "text"
    level: int = 0
    name: str = ""
    cell: Cell | None = None
    is_note: bool = False

    def kind_of(self, kind: PassageKind) -> PassageKind:
        """Return the kind of a passage here: all of a frame is frame, and all of a note is note."""
        return "frame" if self.kind == "frame" else "note" if self.is_note else kind


@dataclass(frozen=True, slots=True)
class Page:
    """The passages of a page, and the numbers of its last spot and of its tables."""

    passages: tuple[Passage, ...] = field(repr=False)
    spot: int
    tables: int


def read(root: Element, view: View) -> Page:
    """Return the passages of a page; raise InspectionError for one that is nested too deeply."""
    reader = _Reader(view)
    reader.element(root, _Around(), 0)
    reader.flush(_Around())
    return Page(tuple(reader.passages), reader.spot, reader.tables)


class _Reader:
    def __init__(self, view: View) -> None:
        self.view = view
        self.spot = view.spot
        self.tables = view.tables
        self.passages: list[Passage] = []
        self.line = Line()
        self.asides: list[Passage] = []

    def flush(self, around: _Around) -> None:
        """End a passage; what stands aside of it, as text alternatives, comes after it."""
        text = self.line.text
        if text:
            marks = tuple(sorted(self.line.marks, key=lambda each: (each.start, each.end)))
            self.passages.append(
                Passage(around.kind, text, self.spot, None, around.level, around.name, around.cell, marks)
            )
        self.passages += self.asides
        self.line, self.asides = Line(), []

    def element(self, element: Element, around: _Around, depth: int) -> None:
        """Read an element, but not the text after it."""
        name = local(element)
        if not name or name in _SILENT or self.is_hidden(element, name):
            return
        if depth > DEEPEST:
            raise InspectionError(f"its elements are nested more than {DEEPEST} deep")
        match name:
            case "img" | "math" | "svg" | "br" | "input":
                self.single(element, name, around)
                return
            case "a" if is_note_call(element):
                self.line.mark("note", self.line.length, self.view.target(element.get("href", ""))[1:])
                return
            case "span" if around.is_note and not self.line.length and "number" in classes(element):
                return
            case _:
                pass
        inner = self.around(element, name, around)
        if name in _BLOCKS or inner.is_note is not around.is_note:
            self.block(element, name, inner, around, depth)
        elif inner.kind == "frame" and around.kind != "frame":
            self.aside(element, inner, depth)
        else:
            self.inline(element, inner, depth)

    def block(self, element: Element, name: str, inner: _Around, outer: _Around, depth: int) -> None:
        """Read an element that begins and ends passages."""
        self.flush(outer)
        if self.view.counts_sections and name == "section" and is_part(element):
            self.spot += 1
        if name == "pre":
            text = visible("".join(texts_of(element))).strip("\n")
            if text.strip():
                kind = inner.kind_of("code")
                self.passages.append(Passage(kind, text, self.spot, name=inner.name, cell=inner.cell))
        elif name == "table":
            self.table(element, inner, depth)
        else:
            self.content(element, inner, depth)
        self.flush(inner)

    def inline(self, element: Element, around: _Around, depth: int) -> None:
        """Read an element within a line, and mark its words."""
        start = self.line.length
        self.content(element, around, depth)
        if self.line.length >= start:
            self.mark(element, start)
        label = element.get("aria-label")
        if label and element.get("role") == "img":
            self.alternative(label, element, around)

    def mark(self, element: Element, start: int) -> None:
        """Mark the words of an element as what its attributes say."""
        if fact := element.get("data-fact"):
            self.line.mark("fact", start, fact)
        for key in element.get("data-cites", "").split():
            self.line.mark("citation", start, key)
        href = element.get("href")
        if href is not None and local(element) == "a":
            is_return = "return" in classes(element)
            self.line.mark("counter" if is_return else "link", start, self.view.target(href))

    def aside(self, element: Element, around: _Around, depth: int) -> None:
        """Read an element of the frame that stands in a line, beside the line."""
        line, asides = self.line, self.asides
        self.line, self.asides = Line(), []
        count = len(self.passages)
        self.content(element, around, depth)
        self.flush(around)
        own = self.passages[count:]
        del self.passages[count:]
        self.line, self.asides = line, [*asides, *own]

    def content(self, element: Element, around: _Around, depth: int) -> None:
        if element.text:
            self.line.add(element.text)
        for each in element:
            self.element(each, around, depth + 1)
            if each.tail:
                self.line.add(each.tail)

    def single(self, element: Element, name: str, around: _Around) -> None:
        """Read an element that has no words of its own."""
        match name:
            case "br":
                self.line.add(" ")
            case "input" if element.get("type") == "checkbox":
                self.line.add("☒ " if element.get("checked") is not None else "☐ ")
            case "img":
                self.alternative(element.get("alt", ""), element, around)
            case "svg" if element.get("aria-hidden") != "true":
                words = [element.get("aria-label", "")]
                words += [each.text or "" for each in element if local(each) in ("desc", "title")]
                self.alternative(" ".join(words), element, around)
            case "math":
                self.line.add(FORMULA)
                kind = around.kind_of("formula")
                self.asides.append(Passage(kind, signs_of(element), self.spot, name=element.get("id", "")))
                self.alternative(element.get("alttext", ""), element, around)
            case _:
                pass

    def alternative(self, words: str, element: Element, around: _Around) -> None:
        """Keep a text alternative; that of the same picture for another screen is the same, and kept once."""
        text = single_blanks(words)
        is_frame = around.kind == "frame" or element.get("role") in FRAME_ROLES
        source = element.get("src", "")
        name = "" if source.startswith("data:") else source
        kind: PassageKind = "frame" if is_frame else around.kind_of("alt")
        own = Passage(kind, text, self.spot, name=name, cell=around.cell)
        if text and not (self.asides and self.asides[-1] == own and element.get("role") == "img"):
            self.asides.append(own)

    def table(self, table: Element, around: _Around, depth: int) -> None:
        """Read a table: its caption, then its cells row by row."""
        self.tables += 1
        number = self.tables
        for each in table:
            if local(each) == "caption":
                self.element(each, around, depth + 1)
        taken_places: set[tuple[int, int]] = set()
        for row, line in enumerate(rows_of(table), 1):
            column = 1
            for each in line:
                if local(each) not in ("td", "th") or self.is_hidden(each, local(each)):
                    continue
                while (row, column) in taken_places:
                    column += 1
                height, width = span_of(each, "rowspan"), span_of(each, "colspan")
                taken_places.update((row + r, column + c) for r in range(height) for c in range(width))
                place = Cell(number, row, column)
                inner = _Around(around.kind_of("cell"), 0, each.get("id", ""), place, around.is_note)
                self.content(each, inner, depth + 3)
                self.flush(inner)

    def around(self, element: Element, name: str, outer: _Around) -> _Around:
        """Return what an element says of its passages, within what those around it say."""
        if outer.kind == "frame":
            return outer
        role, types = element.get("role", ""), element.get(EPUB_TYPE, "").split()
        own_name = element.get("id", "")
        if is_frame(element, name, outer.is_note):
            return _Around("frame", is_note=outer.is_note)
        if role in NOTE_ROLES or "footnote" in types:
            return _Around("note", name=own_name, is_note=True)
        if name not in _BLOCKS or outer.is_note:
            return outer
        if name in _HEADINGS:
            level = _HEADINGS[name]
            if "title" in types or (level == 1 and is_in_header(element)):
                return _Around("title", name=own_name)
            return _Around("heading", max(1, level - self.view.lift), own_name)
        if role == "doc-subtitle":
            return _Around("title", name=own_name)
        if name in _CAPTIONS:
            parent = element.getparent()
            of = parent.get("id", "") if parent is not None else ""
            return _Around("caption", name=own_name or of)
        if own_name and name != "main":
            return _Around(outer.kind, name=own_name, cell=outer.cell)
        return outer

    def is_hidden(self, element: Element, name: str) -> bool:
        """Return whether an element is hidden from everyone, and not only until it is asked for."""
        if element.get("hidden") is not None and element.get("hidden") != "until-found":
            return True
        style = element.get("style")
        if style and styles.hides(style):
            return True
        if not self.view.hidden_selectors:
            return False
        names, own_name = classes(element), element.get("id", "")
        return any(each.matches(name, names, own_name) for each in self.view.hidden_selectors)
