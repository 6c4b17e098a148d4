"""The text of a DOCX: paragraphs, tables, notes, headers and comments; what a change deletes is not text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from pipeline.against.cells import row_pieces
from pipeline.against.charts import chart_pieces
from pipeline.against.pieces import Kind, OtherText, Piece, UnreadableError, piece, superscript
from pipeline.inspection.grid import grid
from pipeline.inspection.package import Package, attribute, child, children, descendants, local, most_common

_DOCUMENT = "word/document.xml"
# Parts of the text that a change has taken away, and fields' instructions.
_NO_TEXT = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "Fallback"})
_HEADING = re.compile(r"(?:heading|titre|titolo|kop|rubrik|título|titulo|title)\s?(\d)?", re.IGNORECASE)
_BESIDE = {
    "footnotes": ("footnote", "note"), "endnotes": ("endnote", "note"), "comments": ("comment", "comment"),
}  # fmt: skip


def read(data: bytes) -> OtherText:
    """Return the text of a Word file."""
    package = Package(data, "Word file")
    if not package.has(_DOCUMENT):
        raise UnreadableError("this Word file has no text: its part word/document.xml is not there")
    languages: Counter[str] = Counter()
    document = package.xml(_DOCUMENT)
    for each in descendants(document, "lang"):
        if tag := attribute(each, "val"):
            languages[tag] += 1
    if not languages and package.has("word/styles.xml"):
        for each in descendants(package.xml("word/styles.xml"), "lang"):
            if tag := attribute(each, "val"):
                languages[tag] += 1
    lang = most_common(languages)
    reader = _Reader(package, lang or "en", _heading_styles(package))
    pieces = list(reader.body(document))
    pieces += reader.beside()
    return OtherText(tuple(pieces), lang)


def _heading_styles(package: Package) -> frozenset[str]:
    """Return the ids of the styles of headings."""
    if not package.has("word/styles.xml"):
        return frozenset()
    result = set()
    for style in descendants(package.xml("word/styles.xml"), "style"):
        name = child(style, "name")
        text = (attribute(name, "val") if name is not None else "") or ""
        if _HEADING.match(text) or descendants(style, "outlineLvl"):
            result.add(attribute(style, "styleId") or "")
    return frozenset(result)


@dataclass
class _Reader:
    package: Package
    lang: str
    styles: frozenset[str]
    number: int = 0
    tables: int = 0
    heading: str = ""
    pictures: dict[str, tuple[str, str]] = field(default_factory=dict)

    def body(self, document: Element) -> Iterator[Piece]:
        """Yield the pieces of the main text."""
        self.pictures = dict(self.package.relations(_DOCUMENT))
        for body in descendants(document, "body"):
            yield from self.blocks(body)

    def blocks(self, holder: Element) -> Iterator[Piece]:
        for each in holder:
            name = local(each)
            if name == "p":
                yield from self.paragraph(each)
            elif name == "tbl":
                yield from self.table(each)
            elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
                yield from self.blocks(each)

    def paragraph(self, paragraph: Element) -> Iterator[Piece]:
        self.number += 1
        place = f"paragraph {self.number}"
        text = words_of(paragraph)
        style = next((attribute(each, "val") or "" for each in descendants(paragraph, "pStyle")), "")
        if text.strip():
            is_heading = style in self.styles
            where = place if is_heading or not self.heading else f"{place}, under “{_clip(self.heading)}”"
            kind: Kind = "heading" if is_heading else "prose"
            yield piece(text, where, kind=kind, heading="" if is_heading else self.heading, group=place)
            if is_heading:
                self.heading = text.strip()
        for chart in descendants(paragraph, "chart"):
            kind_of, part = self.pictures.get(attribute(chart, "id") or "", ("", ""))
            if kind_of == "chart" and self.package.has(part):
                yield from chart_pieces(self.package.xml(part), f"{place}, chart", self.heading, self.lang)
        for box in descendants(paragraph, "txbxContent"):
            if not any(local(each) == "Fallback" for each in box.iterancestors()):
                for inner in descendants(box, "p"):
                    text = words_of(inner)
                    if text.strip():
                        yield piece(text, f"{place}, text box", heading=self.heading)

    def table(self, table: Element) -> Iterator[Piece]:
        self.tables += 1
        rows = []
        for row in children(table, "tr"):
            properties = child(row, "trPr")
            if properties is not None and child(properties, "del") is not None:
                continue
            cells = []
            for cell in descendants(row, "tc"):
                if any(local(each) == "tc" for each in cell.iterancestors()):
                    continue  # a table in a table is read with the cell around it
                words = " ".join(filter(None, (words_of(p).strip() for p in descendants(cell, "p"))))
                width = next((attribute(each, "val") or "1" for each in descendants(cell, "gridSpan")), "1")
                cells.append((words, 1, int(width) if width.isdigit() and len(width) < 5 else 1))
            rows.append(cells)
        yield from row_pieces(grid(rows, ""), f"table {self.tables}", self.heading)

    def beside(self) -> Iterator[Piece]:
        """Yield the notes, comments, headers and footers."""
        for kind, part in sorted(set(self.pictures.values()), key=lambda each: each[1]):
            if not self.package.has(part):
                continue
            if kind in _BESIDE:
                name, role = _BESIDE[kind]
                for each in descendants(self.package.xml(part), name):
                    number = attribute(each, "id") or ""
                    for paragraph in descendants(each, "p"):
                        text = words_of(paragraph)
                        if text.strip():
                            form: Kind = "comment" if role == "comment" else "note"
                            yield piece(text, f"{name} {number}", kind=form)
            elif kind in ("header", "footer"):
                for paragraph in descendants(self.package.xml(part), "p"):
                    text = words_of(paragraph)
                    # The date of the file and the number of its pages say nothing of the subject.
                    if kind == "header" and text.strip():
                        yield piece(text, kind, kind="comment")


def words_of(paragraph: Element) -> str:
    """Return the words of a paragraph as it reads once its changes are accepted."""
    parts: list[str] = []
    _collect(paragraph, parts, paragraph)
    return re.sub(r"[ \t]+", " ", "".join(parts))


def _collect(element: Element, parts: list[str], root: Element) -> None:
    for each in element:
        name = local(each)
        if name in _NO_TEXT or name in ("txbxContent", "tbl"):
            continue
        if name == "r":
            style = child(each, "rPr")
            align = child(style, "vertAlign") if style is not None else None
            is_raised = align is not None and attribute(align, "val") == "superscript"
            run: list[str] = []
            _collect(each, run, root)
            text = "".join(run)
            parts.append(superscript("".join(parts), text) if is_raised else text)
        elif name == "t":
            parts.append(each.text or "")
        elif name in ("tab", "br", "cr"):
            parts.append(" ")
        elif name == "noBreakHyphen":
            parts.append("-")
        else:
            _collect(each, parts, root)


def _clip(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"
