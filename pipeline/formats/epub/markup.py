"""XHTML as trees: namespaces, parsing, text."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.model.diagnostics import DossierError, Place, error

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse(html_text: str) -> Element:
    """Parse HTML into one element; pandoc closes every tag."""
    text = f'<body xmlns="{XHTML}" xmlns:epub="{EPUB}">{html_text}</body>'
    try:
        return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as failure:
        raise DossierError(
            [error("xhtml-malformed", f"a chapter is not well-formed: {failure.msg}", Place("ebook.epub"))]
        ) from failure


def wrap(element: Element, name: str) -> Element:
    """Wrap an element in another one, and return that."""
    parent = element.getparent()
    assert parent is not None
    box = etree.Element(f"{{{XHTML}}}{name}")
    box.tail, element.tail = element.tail, None
    parent.replace(element, box)
    box.append(element)
    return box


def words(element: Element) -> str:
    """Return an element's text on one line; of a formula the visible characters."""
    texts = (text for text in element.xpath(".//text()[not(ancestor::*[local-name()='annotation'])]"))
    return " ".join("".join(str(text) for text in texts).split())


def add_classes(element: Element, *names: str) -> None:
    """Add classes to an element."""
    element.set("class", " ".join([*element.get("class", "").split(), *names]))
