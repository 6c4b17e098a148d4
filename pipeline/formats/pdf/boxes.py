"""From WeasyPrint's boxes to structure elements; boxes are told apart by the names of their classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.formats.pdf.tree import Annotation, Content, Element, Kid, Origin, content

TAGS = {
    "div": "Div", "aside": "Sect", "section": "Sect", "nav": "Sect", "blockquote": "BlockQuote",
    "p": "P", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody", "li::marker": "Lbl",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH",
    "td": "TD", "caption": "Caption", "figcaption": "Caption", "figure": "Div", "img": "Figure",
    "a": "Link", "code": "Code", "pre": "P",
}  # fmt: skip
# Elements that only hold others: what is in them stands where they stood.
TRANSPARENT = frozenset({"html", "body"})
INLINE = "Span"
POINTS = 0.75


_KINDS: dict[type, frozenset[str]] = {}


def kinds(box: Any) -> frozenset[str]:
    """Return the names of a box's classes."""
    kind = type(box)
    if kind not in _KINDS:
        _KINDS[kind] = frozenset(each.__name__ for each in kind.__mro__)
    return _KINDS[kind]


def page_elements(
    page_box: Any, page: int, marks: Mapping[Any, Mapping[str, int]]
) -> tuple[tuple[Kid, ...], tuple[Content, ...]]:
    """Return the elements on a page and the content that none holds; `marks` numbers the marked boxes."""
    kids = tuple(_read(page_box, page, marks, None, page_box.margin_height()))
    held = {each.number for each in content(kids)}
    return kids, tuple(Content(page, mark["mcid"]) for mark in marks.values() if mark["mcid"] not in held)


def _read(
    box: Any,
    page: int,
    marks: Mapping[Any, Mapping[str, int]],
    parent: Origin | None,
    height: float,
) -> Iterator[Kid]:
    box = getattr(box, "_box", box)
    names = kinds(box)
    if "MarginBox" in names:
        return
    if "TextBox" in names:
        yield Content(page, marks[box]["mcid"])
        return
    element = box.element
    name = box.element_tag if element is not None else ""
    children = getattr(box, "children", ())
    same = parent is not None and element is not None and parent.key == id(element) and parent.name == name
    if "PageBox" in names or "LineBox" in names or element is None or name in TRANSPARENT or same:
        for child in children:
            yield from _read(child, page, marks, parent, height)
        return
    origin = Origin(name, frozenset((element.get("class") or "").split()), id(element), _text(element, name))
    kids: list[Kid] = []
    if name == "a" and (annotation := getattr(box, "link_annotation", None)):
        kids.append(Annotation(page, annotation))
    rectangle = None
    if "ReplacedBox" in names:
        kids.append(Content(page, marks[box]["mcid"]))
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, height - top - box.height, left + box.width, height - top)
        rectangle = tuple(round(corner * POINTS, 2) for corner in corners)
    for child in children:
        kids += _read(child, page, marks, origin, height)
    yield Element(
        TAGS.get(name, INLINE),
        tuple(kids),
        origin,
        lang=element.get("lang") or "" if "::" not in name else "",
        alt=element.get("alt") or "" if name == "img" else "",
        spans=(getattr(box, "colspan", 1), getattr(box, "rowspan", 1)),
        box=(rectangle[0], rectangle[1], rectangle[2], rectangle[3]) if rectangle else None,
    )


def _text(element: Any, name: str) -> str:
    """Return the words of a link or of a run in a language of its own, where the PDF says them once more."""
    if name == "a" or (element.get("lang") and "::" not in name):
        return " ".join("".join(element.itertext()).split())
    return ""
