"""Elements of PresentationML that python-pptx has no calls for: styles of levels, borders, formulas."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.oxml.xmlchemy import OxmlElement

from pipeline.formats.pptx.layouts import Holder, Level
from pipeline.model.canvas import Box

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
LINK_COLOUR = "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"
NAMES = {"a": A, "p": P}
EMU = 12700  # to a point
_FACES = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
_FORMULA = f"{{{A14}}}m"

Element = etree._Element


def new(name: str, /, *children: Element, text: str = "", **attributes: str | int) -> Element:
    """Return an element of the prefix a, c or p with attributes and children; without a text it has none."""
    element: Element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(key, str(value))
    element.extend(children)
    if text:
        element.text = text
    return element


def foreign(namespace: str, name: str, prefix: str, *children: Element, **attributes: str) -> Element:
    """Return an element of a namespace that python-pptx does not define."""
    element = etree.Element(f"{{{namespace}}}{name}", attributes, {prefix: namespace})
    element.extend(children)
    return element


def part(name: str) -> Element:
    """Return the root of a part, with the namespaces that its content may use."""
    root: Element = parse_xml(f"<{name} {nsdecls('a', 'p', 'r')}/>")
    return root


def child(parent: Element, path: str) -> Element:
    """Return the element at a path below another; it must exist."""
    result = parent.find(path, NAMES)
    assert result is not None, path
    return result


def emu(length: float) -> int:
    """Return a length in points as the integer of OOXML."""
    return round(length * EMU)


def size(points: float) -> int:
    """Return a size of type as OOXML counts it, in hundredths of a point."""
    return round(points * 100)


def place(box: Box) -> Element:
    """Return the transform element of a shape: its position and its size."""
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


def mark(holder: Holder) -> Element:
    """Return the element that links a shape to a placeholder of its layout."""
    result = new("p:ph")
    if holder.type:
        result.set("type", holder.type)
    if holder.type in ("body", "sldNum"):
        result.set("sz", "quarter")
    if holder.index:
        result.set("idx", str(holder.index))
    return result


def list_style(levels: Iterable[Level], align: str = "l") -> Element:
    """Return the style of a text: one level below the other."""
    return new("a:lstStyle", *(level_style(number, each, align) for number, each in enumerate(levels, 1)))


def level_style(number: int, level: Level, align: str = "l") -> Element:
    """Return the style of a level of text."""
    style = level.style
    face = "mj" if style.role == "text" else "mn"
    run = new("a:defRPr", sz=size(style.points), b=int(style.weight != "weight.normal"))
    if level.capitals:
        run.set("cap", "all")
        run.set("spc", "100")
    run.append(colour(level.color))
    run.extend(new(f"a:{script}", typeface=f"+{face}-{kind}") for script, kind in _FACES)
    return new(
        f"a:lvl{number}pPr",
        *([spacing("lnSpc", style.line * level.line_scale)] if level.exact else []),
        spacing("spcBef", level.before),
        *(_bullet() if level.bullet else [new("a:buNone")]),
        run,
        marL=emu(level.margin + level.indent),
        indent=-emu(level.indent),
        algn=align,
    )


def _bullet() -> Iterable[Element]:
    return (
        new("a:buClr", new("a:schemeClr", val="accent2")),
        new("a:buFont", typeface="Arial"),
        new("a:buChar", char="•"),
    )


def offer_choice(shape: Element, formulas: Iterable[str], lang: str) -> None:
    """Replace a shape with formulas by a choice between it and a shape with these texts for them."""
    plain = deepcopy(shape)
    for formula, text in zip(list(plain.iter(_FORMULA)), formulas, strict=True):
        parent = formula.getparent()
        assert parent is not None
        parent.replace(formula, new("a:r", new("a:rPr", lang=lang), new("a:t", text=text)))
    tree = shape.getparent()
    assert tree is not None
    place = tree.index(shape)
    tree.insert(place, _choice(shape, plain))


def _choice(native: Element, fallback: Element) -> Element:
    """Return a choice for programs that support formulas, with the fallback for the others.

    LibreOffice recognizes the namespace of formulas by its usual prefix only, and then shows nothing: so the
    choice uses another prefix.
    """
    result = etree.Element(f"{{{MC}}}AlternateContent", None, {"mc": MC, "formula": A14})
    etree.SubElement(result, f"{{{MC}}}Choice", {"Requires": "formula"}).append(native)
    etree.SubElement(result, f"{{{MC}}}Fallback").append(fallback)
    return result
