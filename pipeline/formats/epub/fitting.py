"""Adaptation of elements to small screens, dark mode and screen readers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.formats.epub import tables
from pipeline.formats.epub.markup import MATHML, XHTML, XML_LANG, add_classes, wrap
from pipeline.wording.terms import term

ALIGNMENTS = ("right", "center")
WIDE = "(min-width: 36em)"
# Signs of a formula that a telephone shows side by side.
ROOM = 24
_SIGNS = frozenset(f"{{{MATHML}}}{name}" for name in ("mi", "mn", "mo", "mtext", "ms"))
_HOST = re.compile(r"([a-z]+://)?[^/]*/?")
_STEP = re.compile(r"(?<=[/.?=&_%-])(?=[^/.?=&_%-])")


def fit(section: Element, wide: Mapping[str, str], lang: str) -> None:
    """Fit a chapter to small screens: tables scroll, pictures choose their size, elements have roles."""
    for element in list(section.iter()):
        if not isinstance(element.tag, str):
            continue
        align(element)
        if element.get("lang"):
            element.set(XML_LANG, element.get("lang", ""))
        match element.tag.rpartition("}")[2]:
            case "img" if element.get("src", "") in wide:
                offer_sizes(element, wide[element.get("src", "")])
            case "table":
                tables.fit(element, lang)
            case "math" if next(element.iterancestors(f"{{{XHTML}}}th"), None) is not None:
                # A formula that heads a column is named by its words.
                element.set("aria-label", element.get("alttext", ""))
            case "p" if displays(element):
                element.set("class", "display")
                make_scrollable(element, lang)
            case "math" if element.get("display") == "block" and not _is_displayed(element):
                box = wrap(element, "span")
                box.set("class", "display")
                make_scrollable(box, lang)
            case "a" if element.text == element.get("href"):
                breakable(element)


def align(element: Element) -> None:
    """Convert the alignment that pandoc writes as style to a class; only images keep a width of their own."""
    style = element.get("style", "")
    names = [name for name in ALIGNMENTS if f"text-align: {name}" in style]
    if style and element.tag != f"{{{XHTML}}}img":
        del element.attrib["style"]
    if names:
        add_classes(element, *names)


def offer_sizes(image: Element, wide: str) -> None:
    """Offer a drawing for wide screens beside the one for narrow screens, which every reader supports."""
    image.set("class", "drawing")
    picture = wrap(image, "picture")
    source = etree.Element(f"{{{XHTML}}}source", {"media": WIDE, "srcset": wide, "type": "image/svg+xml"})
    picture.insert(0, source)


def displays(paragraph: Element) -> bool:
    """Return whether a paragraph is only a formula on a line of its own."""
    inner = paragraph
    while len(inner) == 1 and not (inner.text or "").strip() and inner[0].tag != f"{{{MATHML}}}math":
        inner = inner[0]
    return len(inner) == 1 and not (inner.text or "").strip() and inner[0].get("display") == "block"


def _is_displayed(formula: Element) -> bool:
    return any(each.get("class") == "display" for each in formula.iterancestors())


def make_scrollable(box: Element, lang: str) -> None:
    """Make a formula that is wider than some screens scrollable, with the keyboard too."""
    signs = sum(len((each.text or "").strip()) for each in box.iter() if each.tag in _SIGNS)
    if signs > ROOM:
        for key, value in (("role", "group"), ("aria-label", term(lang, "equation")), ("tabindex", "0")):
            box.set(key, value)


def breakable(anchor: Element) -> None:
    """Allow line breaks in an address after the marks of its path, and not within a word."""
    text = anchor.text or ""
    host = _HOST.match(text)
    anchor.text = host.group() if host else ""
    for part in filter(None, _STEP.split(text[len(anchor.text) :])):
        etree.SubElement(anchor, f"{{{XHTML}}}wbr").tail = part
