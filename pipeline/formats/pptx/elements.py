"""Elements of PresentationML for what python-pptx has no calls for: styles of levels, borders, formulas."""

from __future__ import annotations

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.oxml.xmlchemy import OxmlElement

from pipeline.slides.measuring import Box

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
LINK_COLOUR = "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"
NAMES = {"a": A, "p": P}
EMU = 12700  # to a point

Element = etree._Element


def new(name: str, /, *children: Element, text: str = "", **attributes: str | int) -> Element:
    """Return an element of the prefix a or p with attributes and children; without a text it has none."""
    element: Element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(key, str(value))
    element.extend(children)
    if text:
        element.text = text
    return element


def foreign(namespace: str, name: str, prefix: str, *children: Element, **attributes: str) -> Element:
    """Return an element of a namespace that python-pptx does not know."""
    element = etree.Element(f"{{{namespace}}}{name}", attributes, {prefix: namespace})
    element.extend(children)
    return element


def part(name: str) -> Element:
    """Return the root of a part, with the namespaces that its content may use."""
    root: Element = parse_xml(f"<{name} {nsdecls('a', 'p', 'r')}/>")
    return root


def child(parent: Element, path: str) -> Element:
    """Return the element at a path below another, which has it."""
    found = parent.find(path, NAMES)
    assert found is not None, path
    return found


def emu(length: float) -> int:
    """Return a length in points as the integer of OOXML."""
    return round(length * EMU)


def size(points: float) -> int:
    """Return a size of type as OOXML counts it, in hundredths of a point."""
    return round(points * 100)


def place(box: Box) -> Element:
    """Return where a shape stands."""
    return new(
        "a:xfrm",
        new("a:off", x=emu(box.x), y=emu(box.y)),
        new("a:ext", cx=emu(box.width), cy=emu(box.height)),
    )


def colour(name: str) -> Element:
    """Return a fill with a colour of the theme."""
    return new("a:solidFill", new("a:schemeClr", val=name))


def spacing(name: str, points: float) -> Element:
    """Return a distance between lines or paragraphs."""
    return new(f"a:{name}", new("a:spcPts", val=size(points)))


def field(lang: str) -> Element:
    """Return the number of the slide as a field."""
    return new(
        "a:fld",
        new("a:rPr", lang=lang),
        new("a:t", text="‹#›"),
        id="{C5EF2332-01BF-834F-8236-50238282D533}",
        type="slidenum",
    )


def choice(shown: Element, fallback: Element) -> Element:
    """Return a choice for programs that know formulas, with what the others show.

    LibreOffice knows the namespace of formulas by its usual prefix alone, and then shows nothing: so the
    choice names it otherwise.
    """
    result = etree.Element(f"{{{MC}}}AlternateContent", None, {"mc": MC, "formula": A14})
    etree.SubElement(result, f"{{{MC}}}Choice", {"Requires": "formula"}).append(shown)
    etree.SubElement(result, f"{{{MC}}}Fallback").append(fallback)
    return result
