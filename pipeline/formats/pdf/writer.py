"""Writing of structure elements as objects of a PDF, with the trees from content back to elements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.formats.pdf.tree import Annotation, Content, Element, Jump


def pages_of(pdf: Any) -> list[Any]:
    """Return a PDF's pages in their order."""
    return [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/Page"]


class Writer:
    """Writes elements as PDF objects, with the trees from content back to elements."""

    def __init__(self, pdf: Any, streams: Sequence[Any]) -> None:
        import pydyf

        self.pydyf = pydyf
        self.pdf = pdf
        self.streams = streams
        self.pages = pdf.page_references
        self.leaves = pages_of(pdf)
        self.owners: list[dict[int, bytes]] = [{} for _ in streams]
        self.annotation_owners: list[bytes] = []
        self.ids: list[tuple[str, bytes]] = []

    def write(self, root: Element) -> None:
        """Write the tree below its root and the two trees of references."""
        top = self.pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self.pdf.add_object(top)
        top["K"] = self.pydyf.Array([self.element(root, top.reference)])
        numbers = self.pydyf.Array()
        for page, owners in enumerate(self.owners):
            row = [owners.get(number, "null") for number in range(max(owners, default=-1) + 1)]
            numbers.extend((page, self.pydyf.Array(row)))
        for index, owner in enumerate(self.annotation_owners, len(self.streams)):
            numbers.extend((index, owner))
        parents = self.pydyf.Dictionary({"Nums": numbers})
        self.pdf.add_object(parents)
        top["ParentTree"] = parents.reference
        top["ParentTreeNextKey"] = len(self.streams) + len(self.annotation_owners)
        if self.ids:
            names = [part for name, owner in sorted(self.ids) for part in (self.pydyf.String(name), owner)]
            top["IDTree"] = self.pydyf.Dictionary({"Names": self.pydyf.Array(names)})
        self.pdf.catalog["StructTreeRoot"] = top.reference

    def element(self, element: Element, parent: bytes) -> bytes:
        """Write an element and its kids; return the reference to it."""
        entry = self.pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.tag}", "P": parent})
        self.pdf.add_object(entry)
        own: bytes = entry.reference
        page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
        if page is not None:
            entry["Pg"] = self.pages[page]
        self.properties(element, entry)
        entry["K"] = self.pydyf.Array([self.kid(kid, own, page, element) for kid in element.kids])
        return own

    def properties(self, element: Element, entry: Any) -> None:
        """Write the properties of an element."""
        for name, value in (("Alt", element.alt), ("Lang", element.lang), ("ActualText", element.actual)):
            if value:
                entry[name] = self.pydyf.String(value)
        if element.id:
            entry["ID"] = self.pydyf.String(element.id)
            self.ids.append((element.id, entry.reference))
        attributes = [
            self.pydyf.Dictionary({"O": f"/{owner}", **values}) for owner, values in self.attributes(element)
        ]
        if attributes:
            entry["A"] = attributes[0] if len(attributes) == 1 else self.pydyf.Array(attributes)

    def attributes(self, element: Element) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield an element's attributes by their owner."""
        layout: dict[str, Any] = {
            name: f"/{value}" if isinstance(value, str) else value for name, value in element.layout
        }
        if element.box and element.tag in ("Figure", "Formula"):
            layout["BBox"] = self.pydyf.Array(element.box)
        if layout:
            yield "Layout", layout
        if element.tag == "L":
            yield "List", {"ListNumbering": f"/{element.numbering or 'None'}"}
        table: dict[str, Any] = {}
        if element.scope:
            table["Scope"] = f"/{element.scope}"
        if element.headers:
            table["Headers"] = self.pydyf.Array(self.pydyf.String(name) for name in element.headers)
        if element.tag in ("TH", "TD"):
            columns, rows = element.spans
            table |= {name: value for name, value in (("ColSpan", columns), ("RowSpan", rows)) if value != 1}
        if table:
            yield "Table", table

    def kid(self, kid: object, own: bytes, page: int | None, element: Element) -> Any:
        """Write a kid of an element: an element, marked content or an annotation."""
        match kid:
            case Element():
                return self.element(kid, own)
            case Content(page=where, number=number):
                self.owners[where][number] = own
                if where == page:
                    return number
                reference = {"Type": "/MCR", "Pg": self.pages[where], "MCID": number}
                return self.pydyf.Dictionary(reference)
            case Annotation(page=where, object=annotation):
                annotation["StructParent"] = len(self.streams) + len(self.annotation_owners)
                self.annotation_owners.append(own)
                if element.origin.text:
                    annotation["Contents"] = self.pydyf.String(element.origin.text)
                return self.pydyf.Dictionary(
                    {"Type": "/OBJR", "Obj": annotation.reference, "Pg": self.pages[where]}
                )
            case Jump():
                return self.kid(Annotation(kid.page, self.jump(kid)), own, page, element)
            case _:
                raise AssertionError(kid)

    def jump(self, jump: Jump) -> Any:
        """Add the annotation of a link to a page, and return it."""
        place = self.pydyf.Array((self.pages[jump.to_page], "/XYZ", *jump.to, 0))
        annotation = self.pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Link", "Dest": place})
        annotation["Rect"] = self.pydyf.Array(jump.box)
        annotation["BS"] = self.pydyf.Dictionary({"W": 0})
        self.pdf.add_object(annotation)
        self.leaves[jump.page].setdefault("Annots", self.pydyf.Array()).append(annotation.reference)
        return annotation
