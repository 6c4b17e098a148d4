"""The structure tree of a PDF: pdfium tells it page by page, and the parts of an element are joined here."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.pdfium import library

# Elements within elements: no file that is read has more.
MOST_NESTED = 60
# Elements of a file in all.
MOST_ELEMENTS = 400_000


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content: its page, counted from 1, and its number on that page."""

    page: int
    number: int


@dataclass(slots=True)
class Node:
    """A structure element: its type, its id, its texts, and its kids by their place.

    `spans` are the rows and columns of a cell. `page` is the first page that it stands on.
    """

    kind: str
    page: int
    id: str = ""
    alt: str = ""
    actual: str = ""
    lang: str = ""
    spans: tuple[int, int] = (1, 1)
    places: dict[int, Node | Content] = field(default_factory=dict)

    def kids(self) -> Iterator[Node | Content]:
        """Yield the kids in their order."""
        for place in sorted(self.places):
            yield self.places[place]


class StructureReader:
    """Adds up the structure trees of pages. An element is told by its place among its parent's kids."""

    def __init__(self) -> None:
        self.raw = library.raw()
        self.strings = library.Strings()
        self.root = Node("", 0)
        self.count = 0

    def add(self, page: Any, number: int) -> None:
        """Add what stands on a page, counted from 1."""
        raw = self.raw
        tree = raw.FPDF_StructTree_GetForPage(page)
        if not tree:
            return
        try:
            for index in range(raw.FPDF_StructTree_CountChildren(tree)):
                self.add_element(
                    raw.FPDF_StructTree_GetChildAtIndex(tree, index), self.root, index, number, 0
                )
        finally:
            raw.FPDF_StructTree_Close(tree)

    def add_element(self, element: Any, parent: Node, place: int, page: int, depth: int) -> None:
        """Add an element and what of it stands on a page."""
        raw = self.raw
        if not element or depth > MOST_NESTED or self.count > MOST_ELEMENTS:
            return
        node = parent.places.get(place)
        if not isinstance(node, Node):
            node = parent.places[place] = self.node(element, page)
            self.count += 1
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                self.add_element(child, node, index, page, depth + 1)
            elif (number := raw.FPDF_StructElement_GetChildMarkedContentID(element, index)) >= 0:
                node.places.setdefault(index, Content(page, number))

    def node(self, element: Any, page: int) -> Node:
        """Return an element without kids."""
        raw, wide = self.raw, self.strings.wide
        kind = wide(raw.FPDF_StructElement_GetType, element)
        return Node(
            kind,
            page,
            wide(raw.FPDF_StructElement_GetID, element),
            wide(raw.FPDF_StructElement_GetAltText, element),
            wide(raw.FPDF_StructElement_GetActualText, element),
            wide(raw.FPDF_StructElement_GetLang, element),
            self.spans(element) if kind in ("TH", "TD") else (1, 1),
        )

    def spans(self, element: Any) -> tuple[int, int]:
        """Return how many rows and columns a cell spans."""
        rows = columns = 1
        for index in range(self.raw.FPDF_StructElement_GetAttributeCount(element)):
            attribute = self.raw.FPDF_StructElement_GetAttributeAtIndex(element, index)
            if attribute:
                rows = self.span(attribute, b"RowSpan") or rows
                columns = self.span(attribute, b"ColSpan") or columns
        return rows, columns

    def span(self, attribute: Any, name: bytes) -> int:
        """Return a number of an attribute, 0 where there is none."""
        raw = self.raw
        value = raw.FPDF_StructElement_Attr_GetValue(attribute, name)
        number = ctypes.c_float()
        if not value or not raw.FPDF_StructElement_Attr_GetNumberValue(value, ctypes.byref(number)):
            return 0
        return max(1, int(number.value))
