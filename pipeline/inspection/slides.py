"""The slides of a PPTX, read back from its parts: titles, texts, tables, charts, pictures, speaker notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml.etree import _Element as Element

from pipeline.inspection.charts import texts_of
from pipeline.inspection.line import single_blanks
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
from pipeline.inspection.slide_fonts import fonts_of
from pipeline.inspection.slide_places import Extent, Shape, shapes_of
from pipeline.inspection.slide_text import Paragraph, paragraphs_of
from pipeline.model.inspection import Cell, Flaw, Inspection, InspectionError, Passage, PassageKind

PRESENTATION = "ppt/presentation.xml"
_CORE = "docProps/core.xml"
NOTES, CHART = "notes", "chart"
_TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"sldNum", "dt", "ftr", "hdr", "sldImg"})
# What the properties of a file call the values of an inspection.
_METADATA = {"creator": "author", "subject": "subject", "identifier": "identifier", "created": "date"}
_MOST_SLIDES = 10_000


def inspect(data: bytes) -> Inspection:
    """Return what a presentation says; InspectionError for one that cannot be read."""
    package = Package(data, "presentation")
    if not package.has(PRESENTATION):
        raise InspectionError("this presentation has no slides: its part ppt/presentation.xml is not there")
    presentation = package.xml(PRESENTATION)
    reader = _Reader(package, _slide_parts(package, presentation), _size(presentation))
    passages = tuple(reader.read())
    properties = _properties(package)
    return Inspection(
        "pptx",
        properties.pop("title", ""),
        properties.pop("language", "") or most_common(reader.languages) or "",
        "slide",
        len(reader.parts),
        passages,
        frozenset(map(slide_name, range(1, len(reader.parts) + 1))),
        fonts_of(package, presentation, reader.typefaces),
        tuple(reader.flaws),
        {_METADATA[name]: text for name, text in properties.items() if name in _METADATA},
    )


def slide_name(number: int) -> str:
    """Return the name by which a link leads to a slide: a presentation has no names of its own."""
    return f"slide-{number}"


def _slide_parts(package: Package, presentation: Element) -> tuple[str, ...]:
    relations = package.relations(PRESENTATION)
    parts = []
    for number, each in enumerate(descendants(presentation, "sldId"), 1):
        kind, part = relations.get(each.get(OFFICE_ID) or "", ("", ""))
        if kind != "slide" or not package.has(part):
            raise InspectionError(f"slide {number} of this presentation has no part")
        parts.append(part)
    if not parts or len(parts) > _MOST_SLIDES:
        raise InspectionError(f"this presentation has {len(parts):,} slides")
    return tuple(parts)


def _size(presentation: Element) -> Extent:
    size = child(presentation, "sldSz")
    values = [(size.get(name) or "") if size is not None else "" for name in ("cx", "cy")]
    if not all(each.isdecimal() and 0 < len(each) < 12 for each in values):
        raise InspectionError("this presentation does not say how large its slides are")
    return Extent(0.0, 0.0, float(values[0]), float(values[1]))


def _properties(package: Package) -> dict[str, str]:
    """Return the properties of the file by their names."""
    if not package.has(_CORE):
        return {}
    texts = {local(each): single_blanks(each.text or "") for each in package.xml(_CORE)}
    return {name: text for name, text in texts.items() if text}


class _Reader:
    """Reads slide after slide; counts tables, and keeps typefaces, languages and flaws."""

    def __init__(self, package: Package, parts: tuple[str, ...], size: Extent) -> None:
        self.package, self.parts, self.size = package, parts, size
        self.numbers = {part: number for number, part in enumerate(parts, 1)}
        self.models: dict[str, tuple[tuple[Shape, ...], ...]] = {}
        self.languages: Counter[str] = Counter()
        self.typefaces: set[str] = set()
        self.flaws: list[Flaw] = []
        self.tables = 0

    def read(self) -> Iterator[Passage]:
        for number, part in enumerate(self.parts, 1):
            yield from _Slide(self, number, part).passages()

    def models_of(self, layout: str) -> tuple[tuple[Shape, ...], ...]:
        """Return the shapes of a layout and those of its master."""
        if layout not in self.models:
            parts = [layout, *_parts_of(self.package.relations(layout), "slideMaster")]
            self.models[layout] = tuple(
                tuple(shapes_of(self.package.xml(each))) if self.package.has(each) else () for each in parts
            )
        return self.models[layout]


def _parts_of(relations: Mapping[str, tuple[str, str]], kind: str) -> list[str]:
    return [part for each, part in relations.values() if each == kind]


class _Slide:
    def __init__(self, reader: _Reader, number: int, part: str) -> None:
        self.reader, self.number, self.part = reader, number, part
        self.root = reader.package.xml(part)
        self.relations = reader.package.relations(part)
        self.links = reader.package.addresses(part)
        layouts = _parts_of(self.relations, "slideLayout")
        self.models = reader.models_of(layouts[0]) if layouts else ()
        kind = attribute(reader.package.xml(layouts[0]), "type") if layouts and self.models[0] else ""
        self.level = 1 if kind == "title" else 2

    def passages(self) -> Iterator[Passage]:
        """Yield the passages of a slide, then those of its notes."""
        self._look_at_relations(self.part, self.relations)
        if self.root.get("show") in ("0", "false"):
            self._flaw("glyph-unreadable", "", "the slide is hidden")
        for each in self.root.iter():
            name = local(each)
            if name == "rPr" and (lang := each.get("lang")):
                self.reader.languages[lang] += 1
            elif name in ("latin", "ea", "cs", "sym") and (face := each.get("typeface")):
                self.reader.typefaces.add(face)
            elif name == "blip" and (id_of := attribute(each, "embed")) and id_of not in self.relations:
                self._flaw("link-dead", "", "a picture has no part in the file")
        for shape in shapes_of(self.root, self.models):
            found_passages = tuple(self._shape(shape))
            self._look_at_place(shape, found_passages)
            yield from found_passages
        for part in _parts_of(self.relations, "notesSlide"):
            if self.reader.package.has(part):
                yield from self._notes(part)

    def _shape(self, shape: Shape) -> Iterator[Passage]:
        element, role = shape.element, shape.role
        name = local(element)
        description = _description(element)
        if name in ("pic", "graphicFrame") and description:
            yield self._passage("alt", description)
        if name == "graphicFrame":
            for table in descendants(element, "tbl"):
                yield from self._table(table)
            for chart in descendants(element, "chart"):
                yield from self._chart(chart.get(OFFICE_ID) or "")
            return
        kind: PassageKind = "heading" if role in _TITLES else "text"
        if role in _FURNITURE or (not shape.is_placeholder and self._names_itself(element)):
            kind = "frame"
        for body in children(element, "txBody"):
            yield from self._paragraphs(body, kind, self.links, self.relations)

    def _names_itself(self, element: Element) -> bool:
        """Return whether a box is named by its words, as those are that say who may read the slides."""
        name = next((each.get("name") for each in element.iter() if local(each) == "cNvPr"), None)
        text = " ".join(each.text or "" for each in descendants(element, "t"))
        return bool(name) and single_blanks(name or "") == single_blanks(text)

    def _paragraphs(
        self,
        body: Element,
        kind: PassageKind,
        links: Mapping[str, str],
        relations: Mapping[str, tuple[str, str]],
        name: str = "",
    ) -> Iterator[Passage]:
        def target(id_of: str) -> str:
            return self._target(id_of, links, relations)

        for each in paragraphs_of(body, target):
            level = self.level if kind == "heading" else 0
            yield from self._with_formulas(self._passage(kind, each.text, level, name, each), each, name)

    def _with_formulas(self, passage: Passage, paragraph: Paragraph, name: str = "") -> Iterator[Passage]:
        yield passage
        for formula in paragraph.formulas:
            yield self._passage("formula", formula, name=name)

    def _passage(
        self,
        kind: PassageKind,
        text: str,
        level: int = 0,
        name: str = "",
        paragraph: Paragraph | None = None,
    ) -> Passage:
        marks = paragraph.marks if paragraph else ()
        return Passage(kind, text, self.number, level=level, name=name, marks=marks)

    def _target(self, id_of: str, links: Mapping[str, str], relations: Mapping[str, tuple[str, str]]) -> str:
        """Return what a link leads to; one without a target in the file is a flaw."""
        if not id_of:
            return ""
        if id_of in links:
            return links[id_of]
        _, part = relations.get(id_of, ("", ""))
        if part in self.reader.numbers:
            return f"#{slide_name(self.reader.numbers[part])}"
        if not part or self.reader.package.has(part):
            # What names a part that is not there is told of by `_look_at_relations`.
            self._flaw("link-dead", "", f"a link leads to no slide: {part or 'its relation'} is none")
        return ""

    def _table(self, table: Element) -> Iterator[Passage]:
        self.reader.tables += 1
        for row, line in enumerate(children(table, "tr"), 1):
            for column, cell in enumerate(children(line, "tc"), 1):
                if {cell.get("hMerge"), cell.get("vMerge")} & {"1", "true"}:
                    continue
                place = Cell(self.reader.tables, row, column)
                for body in children(cell, "txBody"):
                    for each in self._paragraphs(body, "cell", self.links, self.relations):
                        yield replace(each, cell=place) if each.kind == "cell" else each

    def _chart(self, id_of: str) -> Iterator[Passage]:
        kind, part = self.relations.get(id_of, ("", ""))
        if kind != "chart" or not self.reader.package.has(part):
            self._flaw("link-dead", "", "a chart has no part in the file")
            return
        self._look_at_relations(part, self.reader.package.relations(part))
        for text in texts_of(self.reader.package.xml(part)):
            yield self._passage("alt", text, name=CHART)

    def _notes(self, part: str) -> Iterator[Passage]:
        relations, links = self.reader.package.relations(part), self.reader.package.addresses(part)
        self._look_at_relations(part, relations)
        for shape in shapes_of(self.reader.package.xml(part)):
            if shape.role not in _FURNITURE:
                for body in children(shape.element, "txBody"):
                    yield from self._paragraphs(body, "text", links, relations, NOTES)

    def _look_at_relations(self, part: str, relations: Mapping[str, tuple[str, str]]) -> None:
        for _, other in relations.values():
            if reason := self.reader.package.fault_of(other):
                self._flaw("link-dead", "", f"{part} names the part {other}, which {reason}")

    def _look_at_place(self, shape: Shape, passages: tuple[Passage, ...]) -> None:
        """Note words that nobody sees: outside the slide, or in a shape without a size."""
        size, place = self.reader.size, shape.extent
        text = " ".join(each.text for each in passages)
        if not text or place is None:
            return
        if place.width <= 0 or place.height <= 0:
            self._flaw("glyph-unreadable", text, "stands in a shape without a size")
        elif (
            place.x >= size.width
            or place.y >= size.height
            or place.x + place.width <= 0
            or place.y + place.height <= 0
        ):
            self._flaw("glyph-unreadable", text, "stands outside the slide")

    def _flaw(self, code: str, text: str, reason: str) -> None:
        self.reader.flaws.append(
            Flaw("link-dead" if code == "link-dead" else "glyph-unreadable", text, self.number, reason)
        )


def _description(shape: Element) -> str:
    properties = next((each for each in shape.iter() if local(each) == "cNvPr"), None)
    return "" if properties is None else single_blanks(properties.get("descr") or "")
