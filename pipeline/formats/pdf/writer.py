"""Structure elements written as objects of a PDF, and the trees that lead from content back to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.formats.pdf.tree import Annotation, Content, Element, Jump


def pages_of(pdf: Any) -> list[Any]:
    """Return a PDF's pages in their order."""
    return [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/Page"]


class Writer:
    """Writes elements as PDF objects, and the trees that lead from content back to them."""

    def __init__(self, pdf: Any, streams: Sequence[Any]) -> None:
        import pydyf

        self.make = pydyf
        self.pdf = pdf
        self.streams = streams
        self.pages = pdf.page_references
        self.leaves = pages_of(pdf)
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
        attributes = [
            self.make.Dictionary({"O": f"/{owner}", **values}) for owner, values in self.attributes(element)
        ]
        if attributes:
            made["A"] = attributes[0] if len(attributes) == 1 else self.make.Array(attributes)

    def attributes(self, element: Element) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield an element's attributes by their owner."""
        layout: dict[str, Any] = {
            name: f"/{value}" if isinstance(value, str) else value for name, value in element.layout
        }
        if element.box and element.tag in ("Figure", "Formula"):
            layout["BBox"] = self.make.Array(element.box)
        if layout:
            yield "Layout", layout
        if element.tag == "L":
            yield "List", {"ListNumbering": f"/{element.numbering or 'None'}"}
        table: dict[str, Any] = {}
        if element.scope:
            table["Scope"] = f"/{element.scope}"
        if element.headers:
            table["Headers"] = self.make.Array(self.make.String(name) for name in element.headers)
        if element.tag in ("TH", "TD"):
            columns, rows = element.spans
            table |= {name: value for name, value in (("ColSpan", columns), ("RowSpan", rows)) if value != 1}
        if table:
            yield "Table", table

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
            case Jump():
                return self.kid(Annotation(kid.page, self.jump(kid)), own, page, element)
            case _:
                raise AssertionError(kid)

    def jump(self, jump: Jump) -> Any:
        """Add the annotation of a link to a page, and return it."""
        place = self.make.Array((self.pages[jump.to_page], "/XYZ", *jump.to, 0))
        made = self.make.Dictionary({"Type": "/Annot", "Subtype": "/Link", "Dest": place})
        made["Rect"] = self.make.Array(jump.box)
        made["BS"] = self.make.Dictionary({"W": 0})
        self.pdf.add_object(made)
        self.leaves[jump.page].setdefault("Annots", self.make.Array()).append(made.reference)
        return made
