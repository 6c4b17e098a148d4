"""The structure tree written into WeasyPrint's PDF, in place of WeasyPrint's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.formats.pdf.boxes import page_elements
from pipeline.formats.pdf.repair import repaired
from pipeline.formats.pdf.tree import Annotation, Content, Element, content, links


def tag(pdf: Any, document: Any, version: object, streams: Sequence[Any]) -> None:
    """Write the structure of a laid-out document; takes what WeasyPrint's `add_tags` takes."""
    import pydyf

    read = [
        page_elements(page._page_box, number, stream._tags)
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True))
    ]
    root, repeated = repaired(Element("Document", tuple(kid for kids, _ in read for kid in kids)))
    _to_artifacts(streams, [*(each for _, loose in read for each in loose), *repeated])
    _say(streams, root)
    _Writer(pdf, streams).write(root)
    _keep(pdf, frozenset(link.object.reference for link in links(root.kids)))
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _marks(stream: Any) -> dict[int, int]:
    """Return where in a page's operators the properties of each marked content stand."""
    return {
        operand["MCID"]: index
        for index, operand in enumerate(stream.stream)
        if isinstance(operand, dict) and "MCID" in operand
    }


def _to_artifacts(streams: Sequence[Any], contents: Iterable[Content]) -> None:
    """Mark content as an artifact of pagination: running heads, page numbers, repeated heads of tables."""
    import pydyf

    places = [_marks(stream) for stream in streams]
    for each in contents:
        operators = streams[each.page].stream
        index = places[each.page][each.number]
        operators[index - 1] = "/Artifact"
        operators[index] = pydyf.Dictionary({"Type": "/Pagination"})


def _say(streams: Sequence[Any], element: Element) -> None:
    """Write the words of elements whose glyphs do not say them to their content, for search and copying."""
    import pydyf

    if element.actual:
        words = element.actual
        for each in content(element.kids):
            operators = streams[each.page].stream
            operators[_marks(streams[each.page])[each.number]]["ActualText"] = pydyf.String(words)
            words = ""
    for kid in element.kids:
        if isinstance(kid, Element):
            _say(streams, kid)


def _keep(pdf: Any, kept: frozenset[bytes]) -> None:
    """Leave only these annotations on the pages; those within a link, or of a leader, say it once more."""
    for page in pdf.objects:
        if isinstance(page, dict) and page.get("Type") == "/Page" and "Annots" in page:
            page["Annots"][:] = [reference for reference in page["Annots"] if reference in kept]


class _Writer:
    """Writes elements as PDF objects, and the trees that lead from content back to them."""

    def __init__(self, pdf: Any, streams: Sequence[Any]) -> None:
        import pydyf

        self.make = pydyf
        self.pdf = pdf
        self.streams = streams
        self.pages = pdf.page_references
        self.owners: list[dict[int, bytes]] = [{} for _ in streams]
        self.annotated: list[bytes] = []
        self.ids: list[tuple[str, bytes]] = []

    def write(self, root: Element) -> None:
        """Write the tree below its root and the two trees of references."""
        top = self.make.Dictionary({"Type": "/StructTreeRoot"})
        self.pdf.add_object(top)
        top["K"] = self.make.Array([self.element(root, top.reference)])
        numbers = self.make.Array()
        for page, owners in enumerate(self.owners):
            row = [owners.get(number, "null") for number in range(max(owners, default=-1) + 1)]
            numbers.extend((page, self.make.Array(row)))
        for index, owner in enumerate(self.annotated, len(self.streams)):
            numbers.extend((index, owner))
        parents = self.make.Dictionary({"Nums": numbers})
        self.pdf.add_object(parents)
        top["ParentTree"] = parents.reference
        top["ParentTreeNextKey"] = len(self.streams) + len(self.annotated)
        if self.ids:
            names = [part for name, owner in sorted(self.ids) for part in (self.make.String(name), owner)]
            top["IDTree"] = self.make.Dictionary({"Names": self.make.Array(names)})
        self.pdf.catalog["StructTreeRoot"] = top.reference

    def element(self, element: Element, parent: bytes) -> bytes:
        """Write an element and what it holds; return the reference to it."""
        made = self.make.Dictionary({"Type": "/StructElem", "S": f"/{element.tag}", "P": parent})
        self.pdf.add_object(made)
        own: bytes = made.reference
        page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
        if page is not None:
            made["Pg"] = self.pages[page]
        self.properties(element, made)
        made["K"] = self.make.Array([self.kid(kid, own, page, element) for kid in element.kids])
        return own

    def properties(self, element: Element, made: Any) -> None:
        """Write what an element has besides what it holds."""
        for name, value in (("Alt", element.alt), ("Lang", element.lang), ("ActualText", element.actual)):
            if value:
                made[name] = self.make.String(value)
        if element.id:
            made["ID"] = self.make.String(element.id)
            self.ids.append((element.id, made.reference))
        if element.box:
            made["A"] = self.make.Dictionary(
                {"O": "/Layout", "Placement": "/Block", "BBox": self.make.Array(element.box)}
            )
        if element.tag in ("TH", "TD"):
            cell = {"O": "/Table"}
            if element.scope:
                cell["Scope"] = f"/{element.scope}"
            columns, rows = element.spans
            spans = {name: value for name, value in (("ColSpan", columns), ("RowSpan", rows)) if value != 1}
            if len(cell) > 1 or spans:
                made["A"] = self.make.Dictionary({**cell, **spans})

    def kid(self, kid: object, own: bytes, page: int | None, element: Element) -> Any:
        """Write what an element holds: another one, marked content or an annotation."""
        match kid:
            case Element():
                return self.element(kid, own)
            case Content(page=where, number=number):
                self.owners[where][number] = own
                if where == page:
                    return number
                reference = {"Type": "/MCR", "Pg": self.pages[where], "MCID": number}
                return self.make.Dictionary(reference)
            case Annotation(page=where, object=annotation):
                annotation["StructParent"] = len(self.streams) + len(self.annotated)
                self.annotated.append(own)
                if element.origin.text:
                    annotation["Contents"] = self.make.String(element.origin.text)
                return self.make.Dictionary(
                    {"Type": "/OBJR", "Obj": annotation.reference, "Pg": self.pages[where]}
                )
            case _:
                raise AssertionError(kid)
