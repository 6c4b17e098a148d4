"""The text of a web page or of a chapter of an e-book: its blocks, each with the heading above it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html
from lxml.etree import _Element as Element

from pipeline.against.cells import row_pieces
from pipeline.against.pieces import Kind, OtherText, Piece, UnreadableError, piece, superscript
from pipeline.inspection.grid import grid

_SILENT = frozenset(
    ["script", "style", "template", "noscript", "svg", "math", "head", "iframe", "object", "nav"]
)
_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul",
    ]
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# The text of a link that is only the mark of a note.
_NOTE_MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z])(?:\s*[,–-]\s*\d{1,3})*\s*[\])]?")
# Deeper than any page is nested, and less than Python's own limit.
_DEEPEST = 300


def read(data: bytes) -> OtherText:
    """Return the text of a web page."""
    root = parse(data)
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return OtherText(tuple(pieces_of(root, "")), str(lang) if lang else None)


def parse(data: bytes) -> Element:
    """Parse a page as a browser would: damage is mended, and nothing is fetched."""
    encoding = None
    try:
        data.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        pass  # the page says it itself
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding=encoding
    )
    try:
        return html.document_fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as failure:
        raise UnreadableError(f"this page cannot be read: {' '.join(str(failure).split())[:120]}") from None


def pieces_of(root: Element, chapter: str) -> Iterator[Piece]:
    """Yield the pieces of a page; `chapter` stands before their places."""
    yield from _Reader(chapter).read(root, 0)


class _Reader:
    def __init__(self, chapter: str) -> None:
        self.chapter, self.heading = chapter, ""
        self.words: list[str] = []
        self.line = 0

    def place(self) -> str:
        parts = [self.chapter, f"under “{_clip(self.heading)}”" if self.heading else ""]
        return ", ".join(filter(None, parts)) or "beginning"

    def flush(self, kind: Kind) -> Iterator[Piece]:
        text = " ".join("".join(self.words).split())
        self.words = []
        if text:
            if kind == "heading":
                self.heading = text
            above = "" if kind == "heading" else self.heading
            group = f"{self.chapter} {self.line}"
            yield piece(text, self.place(), line=self.line, kind=kind, heading=above, group=group)

    def read(self, element: Element, depth: int, kind: Kind = "prose") -> Iterator[Piece]:
        name = str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if not name or name in _SILENT or depth > _DEEPEST or _is_hidden(element):
            return
        if name == "table":
            yield from self.flush(kind)
            yield from self.table(element)
            return
        is_block = name in _BLOCKS
        own: Kind = "heading" if name in _HEADINGS else kind
        if is_block:
            yield from self.flush(kind)
            self.line = element.sourceline or 0
        if name == "br":
            self.words.append(" ")
        if name == "sup":
            self.words.append(superscript("".join(self.words), _text(element)))
        elif not (name == "a" and _NOTE_MARK.fullmatch(_text(element).strip())):
            self.words.append(element.text or "")
            for each in element:
                yield from self.read(each, depth + 1, own)
                self.words.append(each.tail or "")
        if is_block:
            yield from self.flush(own)

    def table(self, table: Element) -> Iterator[Piece]:
        for caption in table.iter("{*}caption", "caption"):
            self.words = [_text(caption)]
            self.line = caption.sourceline or 0
            yield from self.flush("prose")
        rows = grid(
            [
                [
                    (" ".join(_text(cell).split()), _span(cell, "rowspan"), _span(cell, "colspan"))
                    for cell in row
                    if str(cell.tag).rpartition("}")[2] in ("td", "th")
                ]
                for row in table.iter("{*}tr", "tr")
            ],
            "",
        )
        place = ", ".join(filter(None, (self.place() if self.heading or self.chapter else "", "table")))
        for each in row_pieces(rows, place, self.heading):
            spot = each.spots[0][1]
            yield piece(
                each.text, spot.words, line=table.sourceline or 0, kind="cell", heading=each.heading,
                context=each.context, group=each.group,
            )  # fmt: skip


def _is_hidden(element: Element) -> bool:
    # What is hidden from a reader of the screen, as a footnote's popup is not, is still text.
    return element.get("hidden") is not None and element.get("hidden") != "until-found"


def _span(cell: Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return int(text) if text.isdigit() and len(text) < 5 else 1


def _text(element: Element) -> str:
    """Return the words of an element without marks of notes."""
    parts = [element.text or ""]
    for each in element:
        name = str(each.tag).rpartition("}")[2].lower() if isinstance(each.tag, str) else ""
        inner = "" if not name or name in _SILENT else " " if name == "br" else _text(each)
        if name == "sup":
            inner = superscript("".join(parts), inner)
        parts.append(f" {inner} " if name in _BLOCKS else inner)
        parts.append(each.tail or "")
    return "".join(parts)


def _clip(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
