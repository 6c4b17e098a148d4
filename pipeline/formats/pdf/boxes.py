"""Conversion of WeasyPrint's boxes to structure elements, by the names of the boxes' classes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from pipeline.formats.pdf.tree import Annotation, Artifact, Content, Element, Kid, Origin, Rectangle
from pipeline.wording.scripts import SCRIPTS

TAGS = {
    "div": "Div", "aside": "Sect", "section": "Sect", "nav": "Sect", "blockquote": "BlockQuote",
    "p": "P", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody", "li::marker": "Lbl",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH",
    "td": "TD", "caption": "Caption", "figcaption": "Caption", "figure": "Div", "img": "Figure",
    "a": "Link", "code": "Code", "pre": "P",
}  # fmt: skip
# Classes that decide the tag, whatever the element's name.
CLASSES = {"formula": "Formula", "line-block": "P", "line": "P"}
# Elements that are replaced by their content.
TRANSPARENT = frozenset({"html", "body"})
INLINE = "Span"
NUMBERINGS = {
    "disc": "Disc", "circle": "Circle", "square": "Square", "decimal": "Decimal",
    "lower-roman": "LowerRoman", "upper-roman": "UpperRoman", "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha", "lower-latin": "LowerAlpha", "upper-latin": "UpperAlpha",
}  # fmt: skip
NOTE = ("::footnote-call", "::footnote-marker")
POINTS = 0.75
# The baseline shift of a raised or lowered run as a share of its size.
SHIFT = {"sup": 0.5, "sub": -0.2}
# Characters of scripts whose glyphs are in another order than their characters.
REORDERED_SIGNS = re.compile(f"[{''.join(script.ranges for script in SCRIPTS if script.has_spelling)}]")
ZERO_WIDTH_SPACE = "\u200b"
# WeasyPrint's hyphen where it divides a word, and the character that PDF requires (ISO 32000-1, 14.8.2.2.3).
HYPHEN, SOFT_HYPHEN = "\u2010", "\u00ad"
# What the ids of facts and citations begin with; a citation is a link to its source.
FACT, CITATION = "fact.", "cite."
_SOURCE = "#ref-"

_KINDS: dict[type, frozenset[str]] = {}


def kinds(box: Any) -> frozenset[str]:
    """Return the names of a box's classes."""
    kind = type(box)
    if kind not in _KINDS:
        _KINDS[kind] = frozenset(each.__name__ for each in kind.__mro__)
    return _KINDS[kind]


def classes_of(box: Any) -> frozenset[str]:
    """Return the classes that the element of a box has in the HTML."""
    return frozenset() if box.element is None else frozenset((box.element.get("class") or "").split())


@dataclass(frozen=True, slots=True)
class Page:
    """The content of a page: elements and running lines."""

    kids: tuple[Kid, ...]
    artifacts: tuple[Artifact, ...]


def places(page_box: Any) -> Mapping[int, int]:
    """Return the place in the HTML of each of its elements, by the element's identity."""
    html = next(
        (child.element for child in page_box.children if getattr(child, "element", None) is not None), None
    )
    return {} if html is None else {id(element): place for place, element in enumerate(html.iter(), 1)}


def page_elements(
    page_box: Any, page: int, marks: Mapping[Any, Mapping[str, int]], order: Mapping[int, int]
) -> Page:
    """Return the content of a page; `marks` numbers its boxes, `order` gives the place of each element."""
    reader = _Reader(page, page_box.margin_height(), marks, order)
    kids = tuple(reader.read(page_box, None))
    return Page(kids, tuple(reader.artifacts))


class _Reader:
    """Reads the boxes of one page."""

    def __init__(
        self, page: int, height: float, marks: Mapping[Any, Mapping[str, int]], order: Mapping[int, int]
    ) -> None:
        self.page = page
        self.height = height
        self.marks = marks
        self.order = order
        self.artifacts: list[Artifact] = []

    def read(self, box: Any, parent: Origin | None) -> Iterator[Kid]:
        """Yield the structure of a box within the element with the origin `parent`."""
        box = getattr(box, "_box", box)
        names = kinds(box)
        if "MarginBox" in names:
            self.keep_running_line(box, box.at_keyword)
            return
        if "TextBox" in names:
            yield self.text(box)
            return
        if getattr(box, "is_leader", False):
            return  # decoration: content that no element contains becomes an artifact
        element = box.element
        name = box.element_tag if element is not None else ""
        key = self.order.get(id(element), 0)
        children = getattr(box, "children", ())
        same = parent is not None and element is not None and (parent.key, parent.name) == (key, name)
        if "PageBox" in names or "LineBox" in names or element is None or name in TRANSPARENT or same:
            for child in children:
                yield from self.read(child, parent)
            return
        classes = classes_of(box)
        if "ReplacedBox" in names and name == "img" and not element.get("alt"):
            return  # decoration
        origin = Origin(name, classes, key, _text(element, name, classes))
        kids: list[Kid] = []
        if name == "a" and (annotation := getattr(box, "link_annotation", None)):
            kids.append(Annotation(self.page, annotation))
        if "ReplacedBox" in names:
            kids.append(Content(self.page, self.marks[box]["mcid"]))
        for child in children:
            kids += self.read(child, origin)
        yield self.element(box, names, origin, tuple(kids))

    def element(self, box: Any, names: frozenset[str], origin: Origin, kids: tuple[Kid, ...]) -> Element:
        """Return the structure element of a box."""
        name, element = origin.name, box.element
        area: Rectangle | None = None
        layout: tuple[tuple[str, str | float], ...] = ()
        if "ReplacedBox" in names:
            area = self.rectangle(box.content_box_x(), box.content_box_y(), box.width, box.height)
            layout = (("Placement", "Inline" if "InlineReplacedBox" in names else "Block"),)
        elif name.endswith(NOTE):
            area = self.rectangle(*box.hit_area())
        elif name in SHIFT:
            layout = (("BaselineShift", round(box.style["font_size"] * POINTS * SHIFT[name], 2)),)
        elif name == "del":
            layout = (("TextDecorationType", "LineThrough"),)
        return Element(
            next((CLASSES[each] for each in origin.classes if each in CLASSES), TAGS.get(name, INLINE)),
            kids,
            origin,
            lang=element.get("lang") or "" if "::" not in name else "",
            alt=element.get("alt") or "" if name == "img" else "",
            spans=(getattr(box, "colspan", 1), getattr(box, "rowspan", 1)),
            numbering=_numbering(box) if name in ("ul", "ol") else "",
            box=area,
            layout=layout,
            id=_kind_of_mark(element, name),
        )

    def text(self, box: Any) -> Content:
        """Return a run of text, with its actual text if the glyphs are in another order."""
        number, words = self.marks[box]["mcid"], box.text
        if getattr(box, "ends_in_word", False) and not REORDERED_SIGNS.search(words):
            return Content(self.page, number, words.replace(ZERO_WIDTH_SPACE, "") + ZERO_WIDTH_SPACE)
        if words.isascii():
            return Content(self.page, number, blank=not words.strip())
        if words.endswith(HYPHEN):
            return Content(self.page, number, words[:-1] + SOFT_HYPHEN)
        spelling = words.replace(ZERO_WIDTH_SPACE, "") if REORDERED_SIGNS.search(words) else ""
        return Content(self.page, number, spelling, blank=not words.strip(ZERO_WIDTH_SPACE).strip())

    def keep_running_line(self, box: Any, keyword: str) -> None:
        """Record the content of a margin box as a running line."""
        for child in getattr(box, "children", ()):
            if child in self.marks:
                mark = Content(self.page, self.marks[child]["mcid"])
                self.artifacts.append(Artifact(mark, "Header" if keyword.startswith("@top") else "Footer"))
            self.keep_running_line(child, keyword)

    def rectangle(self, x: float, y: float, width: float, height: float) -> Rectangle:
        """Convert a rectangle from CSS pixels, measured from the top, to points, measured from the bottom."""
        bottom, top = self.height - y - height, self.height - y
        left, low, right, high = (round(each * POINTS, 2) for each in (x, bottom, x + width, top))
        return left, low, right, high


def _kind_of_mark(element: Any, name: str) -> str:
    """Return the id of a fact or a citation, without the number that tells it from others of its kind."""
    if name == "span" and (fact := element.get("data-fact")):
        return f"{FACT}{fact}"
    if name == "a" and (target := element.get("href") or "").startswith(_SOURCE):
        return f"{CITATION}{unquote(target.removeprefix(_SOURCE))}"
    return ""


def _numbering(box: Any) -> str:
    """Return PDF's name for the numbering of a list."""
    return NUMBERINGS.get(str(box.style["list_style_type"]), "None")


def _text(element: Any, name: str, classes: frozenset[str]) -> str:
    """Return the text of a link, a note or a run in another language, for an attribute of the element."""
    if "::" in name or not (name == "a" or "footnote" in classes or element.get("lang")):
        return ""
    if name == "a" and (title := element.get("title")):
        return str(title)
    return " ".join("".join(_texts_in(element)).replace(ZERO_WIDTH_SPACE, "").split())


def _texts_in(element: Any) -> Iterator[str]:
    """Yield the texts in an element; that of an image is its alternative text."""
    yield (element.get("alt") if element.tag == "img" else element.text) or ""
    for child in element:
        yield from _texts_in(child)
        yield child.tail or ""
