"""The structure tree of a finished PDF, read with pikepdf; what holds its content is for the caller to say.

Written from ISO 32000-1 (14.7 and 14.8) and not from the code that writes the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import pikepdf

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Link:
    """An annotation that an element holds: its page, what it says, and its object."""

    page: int
    contents: str
    annotation: Any = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Element(Generic[T]):
    """A structure element: its tag, its entries, its attributes by owner, and what it holds in order."""

    tag: str
    entries: Mapping[str, Any]
    attributes: Mapping[str, Mapping[str, Any]]
    kids: tuple[Element[T] | Link | T, ...]

    def all(self, *tags: str) -> Iterator[Element[T]]:
        """Yield this element and those below it that have one of these tags, or any."""
        if not tags or self.tag in tags:
            yield self
        for kid in self.children():
            yield from kid.all(*tags)

    def children(self) -> tuple[Element[T], ...]:
        """Return the elements that this one holds."""
        return tuple(kid for kid in self.kids if isinstance(kid, Element))

    def links(self) -> tuple[Link, ...]:
        """Return the annotations that this element itself holds."""
        return tuple(kid for kid in self.kids if isinstance(kid, Link))

    def content(self) -> Iterator[T]:
        """Yield all content in this element, in order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.content()
            elif not isinstance(kid, Link):
                yield kid

    def text(self: Element[str]) -> str:
        """Return all text in this element."""
        return "".join(self.content())


def structure(pdf: pikepdf.Pdf, content: Callable[[int, int], T]) -> Element[T]:
    """Read the tree from its root; `content` gives what is marked with a number on a page, from 0."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    def element(node: Any) -> Element[T]:
        attributes = {
            str(each.O)[1:]: {str(key)[1:]: value for key, value in each.items() if key != "/O"}
            for each in _list(node.get("/A", []))
        }
        entries = {str(key)[1:]: value for key, value in node.items()}
        kids = tuple(read_kid(node, kid) for kid in _list(node.get("/K", [])))
        return Element(str(node.S)[1:], entries, attributes, kids)

    def read_kid(node: Any, kid: Any) -> Element[T] | Link | T:
        if not isinstance(kid, pikepdf.Dictionary):
            return content(pages[node.Pg.objgen], int(kid))
        kind = str(kid.get("/Type", "/StructElem"))
        if kind == "/StructElem":
            assert kid.P.objgen == node.objgen
            return element(kid)
        page = pages[kid.get("/Pg", node.get("/Pg")).objgen]
        if kind == "/OBJR":
            return Link(page, str(kid.Obj.get("/Contents", "")), kid.Obj)
        return content(page, int(kid.MCID))

    (root,) = _list(pdf.Root.StructTreeRoot.K)
    return element(root)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array | list) else [value]
