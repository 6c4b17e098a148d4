"""Sanitizing of SVG from any program: parsed, and written again from allowed parts only."""

from __future__ import annotations

import base64
import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.load.raster import MAX_PIXELS, Picture, Unreadable, picture, pixels
from pipeline.load.svg_fonts import families
from pipeline.load.svg_ids import settle
from pipeline.load.svg_labels import label
from pipeline.load.svg_size import set_size
from pipeline.load.svg_style import apply_style, sheet
from pipeline.load.svg_text import read
from pipeline.load.svg_weight import MAX_DRAWN, MAX_LAYERS, count_elements, count_layers
from pipeline.load.svg_words import (
    ACTIVE,
    ATTRIBUTES,
    ELEMENTS,
    GROUPS,
    HREFS,
    SHAPES,
    STYLE_PROPERTIES,
    SVG,
    TEXTUAL,
    WORDS,
    XLINK,
    XML_SPACE,
    drawable,
    loads,
)
from pipeline.model import characters

MAX_STYLE = 250_000
# Each is placed by itself, letter after letter.
MAX_LETTERS = 50_000
MAX_TEXTS = 10_000
MAX_DEPTH = 100
MAX_NESTED = 2
_DATA = re.compile(r"\s*data:image/([a-z+.-]+)(?:;[\w=-]+)*?(;\s*base64)\s*,", re.IGNORECASE)
# Numbers larger than any page; libraries go on computing with them, or stop.
_ENDLESS = re.compile(r"(?<![#\w.])[\d.]+[eE]\+?\d{2,}|(?<![\d.])\d{12,}")
_TEXT_TAGS = tuple(f"{{{SVG}}}{name}" for name in ("text", "tspan", "textPath"))
_PREFIXES = {None: SVG, "xlink": XLINK}


@dataclass(frozen=True, slots=True)
class Vector:
    """A safe SVG: its bytes, its size in CSS pixels, the number of elements it draws, and the removed parts.

    `missing_count` counts the pictures that it names but does not contain: they are shown as frames. `words`
    is all of its text, `layers` the number of pixel layers of its whole size that drawing it takes.
    """

    data: bytes = field(repr=False)
    width: float
    height: float
    element_count: int
    removals: tuple[str, ...] = ()
    missing_count: int = 0
    words: str = ""
    layers: int = 0


def clean(data: bytes, *, depth: int = 0) -> Vector:
    """Return a safe SVG that draws the same; raise Unreadable if it cannot be parsed."""
    try:
        return _Cleaner(depth).vector(parse(read(data)))
    except RecursionError:
        raise Unreadable("the SVG is nested too deep") from None


def parse(text: str) -> Element:
    """Parse an SVG: nothing is fetched, no entity is resolved, and too large documents are refused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True,
        remove_comments=True, recover=False, encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as failure:
        if "amplification" in str(failure):
            raise Unreadable("the entities of the SVG grow beyond all bounds") from None
        reason = re.sub(r",? \(?<string>.*", "", str(failure))[:80]
        raise Unreadable(f"the SVG is not well-formed: {reason}") from None
    if etree.QName(root).localname != "svg":
        raise Unreadable("the file is no SVG", "export the image as SVG or PNG")
    return root


class _Cleaner:
    """Copies the allowed parts of an SVG, and counts the others."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.removals: Counter[str] = Counter()
        self.bare = False
        self.missing_count = 0
        self.layers = 0
        self.pixels = 0
        self.pictures: dict[str, str | None] = {}

    def vector(self, root: Element) -> Vector:
        """Return a safe SVG of a parsed one."""
        self.bare = etree.QName(root).namespace is None
        styles = [style for style in root.iter() if self.name(style) == "style"]
        rules = sheet("".join(style.itertext())[:MAX_STYLE] for style in styles)
        if rules.loading:
            self.removals["what a style sheet loads"] += 1
        apply_style(root, rules.rules)
        copy = etree.Element(f"{{{SVG}}}svg", nsmap=_PREFIXES)
        self.attributes(root, copy)
        self.children(root, copy, 1)
        width, height = set_size(copy)
        _fit(copy)
        settle(copy)
        count = count_elements(copy)
        if count > MAX_DRAWN:
            raise Unreadable(f"the SVG draws more than {MAX_DRAWN:,} elements", "export it as PNG")
        layers = self.layers + count_layers(copy)
        if layers > MAX_LAYERS:
            raise Unreadable(f"the SVG needs more than {MAX_LAYERS:,} filters and masks", "export it as PNG")
        words = "".join(copy.itertext())
        if len(words) > MAX_LETTERS or sum(1 for _ in copy.iter(*_TEXT_TAGS)) > MAX_TEXTS:
            raise Unreadable(f"the SVG sets more than {MAX_LETTERS:,} letters", "export it as PNG")
        data = etree.tostring(copy, encoding="UTF-8", xml_declaration=True)
        return Vector(
            data, width, height, count, tuple(_count_texts(self.removals)), self.missing_count, words, layers
        )

    def name(self, element: Element) -> str:
        """Return the name of an SVG element; empty for any other node."""
        if not isinstance(element.tag, str):
            return ""
        name = etree.QName(element)
        return name.localname if name.namespace == SVG or (self.bare and name.namespace is None) else ""

    def children(self, old: Element, new: Element, depth: int) -> None:
        """Copy the content of an element."""
        if depth > MAX_DEPTH:
            raise Unreadable(f"the SVG is nested more than {MAX_DEPTH} deep", "export it as PNG")
        if etree.QName(new).localname in TEXTUAL:
            new.text = old.text
        for child in self.visible_children(old):
            self.child(child, new, depth)
            if etree.QName(new).localname in TEXTUAL and child.tail:
                if len(new):
                    new[-1].tail = (new[-1].tail or "") + child.tail
                else:
                    new.text = (new.text or "") + child.tail

    def visible_children(self, old: Element) -> list[Element]:
        """Return an element's children; of a `switch` the first that every edition can show."""
        if self.name(old) != "switch":
            return list(old)
        choices = [each for each in old if self.name(each) and self.name(each).lower() not in ACTIVE]
        return choices[:1] if choices else list(old)

    def child(self, old: Element, new: Element, depth: int) -> None:
        """Copy an element if it is allowed in an SVG."""
        name = self.name(old)
        if name in GROUPS:
            name = "g"
        if name == "style" or not name:
            self.foreign(old)
            return
        if name.lower() == "foreignobject":
            self.label(old, new)
            return
        if name not in ELEMENTS:
            if name.lower() in ACTIVE:
                self.removals[f"<{name}>"] += 1
            return
        if name == "g" and etree.QName(new).localname in TEXTUAL:
            name = "tspan"
        copy = etree.SubElement(new, f"{{{SVG}}}{name}")
        self.attributes(old, copy)
        self.children(old, copy, depth + 1)
        if name == "image" and copy.get(HREFS[1]) is None:
            copy.tag = f"{{{SVG}}}rect"
            copy.attrib.update({"fill": "none", "stroke": "currentColor"})

    def foreign(self, old: Element) -> None:
        """Count an element that is not SVG if it would have loaded something."""
        if isinstance(old.tag, str) and etree.QName(old).localname.lower() in ACTIVE | {"img", "link"}:
            self.removals[f"<{etree.QName(old).localname}>"] += 1

    def label(self, old: Element, new: Element) -> None:
        """Set the words of HTML in an SVG as text."""
        words = label(old)
        if words is None:
            self.removals["<foreignObject>"] += 1
        else:
            new.append(words)
            self.removals["HTML, set as plain text"] += 1

    def attributes(self, old: Element, new: Element) -> None:
        """Copy the attributes that draw something, and references within the file."""
        for key, raw in old.attrib.items():
            name, value = str(key), str(raw)
            if name in HREFS:
                self.reference(etree.QName(new).localname, value, new)
            elif name in ATTRIBUTES or name == XML_SPACE:
                if drawable(value) and (name in WORDS or not _ENDLESS.search(value)):
                    new.set(name, families(value) if name == "font-family" else value)
                elif loads(value):
                    self.removals["an address"] += 1
            elif name == "style" and any(value.startswith(each) for each in STYLE_PROPERTIES):
                new.set(name, value)
            elif etree.QName(name).localname.lower().startswith("on"):
                self.removals[etree.QName(name).localname] += 1

    def reference(self, name: str, value: str, new: Element) -> None:
        """Copy a reference to a part of the file, or a picture that is in it."""
        if name == "image":
            if value not in self.pictures:
                self.pictures[value] = self.embedded_picture(value)
            picture = self.pictures[value]
            if picture:
                new.set(HREFS[1], picture)
            else:
                self.missing_count += 1
        elif value.strip().startswith("#"):
            new.set(HREFS[1], value.strip())
        elif name not in (*SHAPES, "g", "text", "tspan", "svg"):
            self.removals["an address"] += 1

    def embedded_picture(self, value: str) -> str | None:
        """Return the picture of a data URL in an SVG, made safe, as a data URL; None if it is unreadable."""
        match = _DATA.match(value)
        if match is None:
            return None
        try:
            data = base64.b64decode(re.sub(r"\s", "", value[match.end() :]), validate=True)
            if match.group(1).lower() == "svg+xml":
                if self.depth >= MAX_NESTED:
                    return None
                vector = clean(data, depth=self.depth + 1)
                self.layers += 1 + vector.layers
                inner = Picture("image/svg+xml", vector.data)
            else:
                self.pixels += pixels(data)
                if self.pixels > MAX_PIXELS:
                    return None
                inner = picture(data)
        except (ValueError, Unreadable):
            return None
        return f"data:{inner.media_type};base64,{base64.b64encode(inner.data).decode()}"


def _fit(root: Element) -> None:
    """Remove characters that no edition can have, which entities may hide."""
    for element in root.iter():
        if element.text:
            element.text = characters.fit(element.text, "")
        if element.tail:
            element.tail = characters.fit(element.tail, "")
        for key, value in element.attrib.items():
            if characters.find_invalid(str(value)):
                element.set(key, characters.fit(str(value), ""))


def _count_texts(removals: Counter[str]) -> list[str]:
    return [what if count == 1 else f"{what} ({count} times)" for what, count in sorted(removals.items())]
