"""Slides of a PPTX: titles, texts, tables, groups, charts and notes, with slide and shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element as Element

from pipeline.against.cells import row_pieces
from pipeline.against.charts import chart_pieces
from pipeline.against.pieces import Kind, OtherText, Piece, UnreadableError, piece, superscript
from pipeline.inspection.package import (
    OFFICE_ID,
    Package,
    attribute,
    child,
    children,
    descendants,
    local,
    most_common,
)

# Placeholders that say nothing of the subject: the number of the slide, the date of the file, its foot.
_FURNITURE = frozenset({"sldNum", "dt", "ftr", "hdr", "sldImg"})
_PRESENTATION = "ppt/presentation.xml"


def read(data: bytes) -> OtherText:
    """Return the text of a presentation."""
    package = Package(data, "presentation")
    if not package.has(_PRESENTATION):
        raise UnreadableError("this presentation has no slides: its part ppt/presentation.xml is not there")
    relations = package.relations(_PRESENTATION)
    pieces: list[Piece] = []
    languages: Counter[str] = Counter()
    parts = [
        relations[str(each.get(OFFICE_ID))][1]
        for each in descendants(package.xml(_PRESENTATION), "sldId")
        if str(each.get(OFFICE_ID)) in relations
    ]
    slides = [(number, name, package.xml(name)) for number, name in enumerate(parts, 1)]
    for _, _, slide in slides:
        for run in descendants(slide, "rPr"):
            if tag := attribute(run, "lang"):
                languages[tag] += 1
    lang = most_common(languages)
    for number, name, slide in slides:
        pieces += _Slide(package, name, number, slide, lang or "en").pieces()
    return OtherText(tuple(pieces), lang)


class _Slide:
    def __init__(self, package: Package, name: str, number: int, slide: Element, lang: str) -> None:
        self.package, self.number, self.slide, self.lang = package, number, slide, lang
        self.relations = package.relations(name)
        self.title = ""

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces of a slide, then those of its notes and comments."""
        shapes = [each for tree in descendants(self.slide, "spTree") for each in _shapes(tree)]
        self.title = next(
            (_text_of(each) for each in shapes if _placeholder(each) in ("title", "ctrTitle")), ""
        )
        for shape in shapes:
            yield from self.shape_pieces(shape)
        for kind, part in self.relations.values():
            if kind == "notesSlide" and self.package.has(part):
                for shape in descendants(self.package.xml(part), "sp"):
                    if _placeholder(shape) not in _FURNITURE:
                        yield from self.paragraphs(shape, f"slide {self.number}, notes", "note")
            elif kind.startswith("diagramData") and self.package.has(part):
                for text in descendants(self.package.xml(part), "t"):
                    if text.text and text.text.strip():
                        place = f"slide {self.number}, diagram"
                        yield piece(text.text, place, heading=self.title)
            elif kind == "comments" and self.package.has(part):
                for text in descendants(self.package.xml(part), "text", "t"):
                    if text.text and text.text.strip():
                        yield piece(text.text, f"slide {self.number}, comment", kind="comment")

    def shape_pieces(self, shape: Element) -> Iterator[Piece]:
        role, name = _placeholder(shape), _name(shape)
        place = f"slide {self.number}, {name}" if name else f"slide {self.number}"
        if role in _FURNITURE:
            return
        if local(shape) == "graphicFrame":
            for table in descendants(shape, "tbl"):
                yield from self.table_pieces(table, place)
            for chart in descendants(shape, "chart"):
                kind, part = self.relations.get(str(chart.get(OFFICE_ID)), ("", ""))
                if kind == "chart" and self.package.has(part):
                    yield from chart_pieces(self.package.xml(part), place, self.title, self.lang)
            return
        yield from self.paragraphs(shape, place, "heading" if role in ("title", "ctrTitle") else "prose")

    def paragraphs(self, shape: Element, place: str, kind: Kind) -> Iterator[Piece]:
        heading = "" if kind == "heading" else self.title
        for body in descendants(shape, "txBody"):
            for paragraph in children(body, "p"):
                text = _paragraph(paragraph)
                if text.strip():
                    yield piece(text, place, kind=kind, heading=heading)

    def table_pieces(self, table: Element, place: str) -> Iterator[Piece]:
        rows = [[_text_of(cell) for cell in children(row, "tc")] for row in children(table, "tr")]
        yield from row_pieces(rows, place, self.title)


def _shapes(tree: Element) -> Iterator[Element]:
    """Yield the shapes of a slide, those in groups too."""
    for each in tree:
        name = local(each)
        if name in ("grpSp", "AlternateContent", "Choice"):
            yield from _shapes(each)
        elif name in ("sp", "graphicFrame", "cxnSp", "pic"):
            yield each


def _name(shape: Element) -> str:
    for each in shape.iter():
        if local(each) == "cNvPr":
            return " ".join((attribute(each, "name") or "").split())
    return ""


def _placeholder(shape: Element) -> str:
    for each in shape.iter():
        if local(each) == "ph":
            return attribute(each, "type") or "body"
    return ""


def _text_of(element: Element) -> str:
    return " ".join(filter(None, (_paragraph(each).strip() for each in descendants(element, "p"))))


def _paragraph(paragraph: Element) -> str:
    """Return the words of a paragraph without marks of notes, numbers of slides and dates of the file."""
    parts: list[str] = []
    for each in paragraph:
        name = local(each)
        if name == "br":
            parts.append(" ")
        elif name == "r" and (text := child(each, "t")) is not None:
            parts.append(_run("".join(parts), each, text.text or ""))
        elif name == "fld" and not (attribute(each, "type") or "").startswith(("slidenum", "datetime")):
            parts += [text.text or "" for text in children(each, "t")]
    return "".join(parts)


def _run(before: str, run: Element, text: str) -> str:
    style = child(run, "rPr")
    baseline = (attribute(style, "baseline") if style is not None else None) or "0"
    is_raised = baseline.rstrip("%").split(".")[0].isdigit() and float(baseline.rstrip("%")) > 0
    return superscript(before, text) if is_raised else text
