"""Pieces of PresentationML: shapes, levels of text and runs, as elements."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.formats.pptx_layouts import Holder, Level
from pipeline.slides.measuring import Box

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
NAMES = {"a": A, "p": P, "r": R}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
EMU = 12700  # to a point

Element = etree._Element


def parsed(text: str) -> Element:
    """Return an element written with the prefixes a, p and r."""
    head, mark, rest = text.partition(">")
    if head.endswith("/"):
        return etree.fromstring(f"{head[:-1]} {DECLARED}/>")
    return etree.fromstring(f"{head} {DECLARED}{mark}{rest}")


def emu(length: float) -> int:
    """Return a length in points as the integer of OOXML."""
    return round(length * EMU)


def placed(box: Box, tag: str = "a:xfrm") -> str:
    """Return where a shape stands."""
    return (
        f'<{tag}><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/></{tag}>'
    )


def size(points: float) -> int:
    """Return a size of type as OOXML counts it, in hundredths of a point."""
    return round(points * 100)


def level(number: int, given: Level) -> str:
    """Return the properties of a level of text."""
    style = given.style
    spacing = f'<a:lnSpc><a:spcPts val="{size(style.line)}"/></a:lnSpc>' if given.exact else ""
    before = f'<a:spcBef><a:spcPts val="{size(given.before)}"/></a:spcBef>'
    indent = emu(given.indent)
    bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if given.bullet else "<a:buNone/>"
    colour = '<a:buClr><a:schemeClr val="accent2"/></a:buClr>' if given.bullet else ""
    face = "mj" if style.role == "text" else "mn"
    bold = 0 if style.weight == "weight.normal" else 1
    capitals = ' cap="all" spc="100"' if given.capitals else ""
    return (
        f'<a:lvl{number}pPr marL="{indent}" indent="{-indent}" algn="l">{spacing}{before}{colour}{bullet}'
        f'<a:defRPr sz="{size(style.points)}" b="{bold}"{capitals}>'
        f'<a:solidFill><a:schemeClr val="{given.color}"/></a:solidFill>'
        f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/>'
        f"</a:defRPr></a:lvl{number}pPr>"
    )


def list_style(levels: Iterable[Level]) -> str:
    """Return the style of a placeholder's text."""
    return (
        "<a:lstStyle>"
        + "".join(level(number, each) for number, each in enumerate(levels, 1))
        + "</a:lstStyle>"
    )


def holder_shape(holder: Holder, number: int, prompt: str) -> str:
    """Return a placeholder as it stands on a layout."""
    align = (
        '<a:fld id="{C5EF2332-01BF-834F-8236-50238282D533}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    )
    run = align if holder.type == "sldNum" else f"<a:r><a:rPr/><a:t>{prompt}</a:t></a:r>"
    levels = list_style(holder.levels) if holder.levels else "<a:lstStyle/>"
    if holder.type == "sldNum":
        levels = levels.replace('algn="l"', 'algn="r"')
    fit = "<a:normAutofit/>" if holder.type in ("", "body", "title", "ctrTitle", "subTitle") else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{holder.name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{placeholder(holder)}</p:nvPr></p:nvSpPr>"
        f'<p:spPr>{placed(holder.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{holder.anchor}">'
        f"{fit}</a:bodyPr>{levels}<a:p>{run}</a:p></p:txBody></p:sp>"
    )


def placeholder(holder: Holder) -> str:
    """Return the mark that ties a shape to a placeholder of its layout."""
    kind = f' type="{holder.type}"' if holder.type else ""
    index = f' idx="{holder.index}"' if holder.index else ""
    share = ' sz="quarter"' if holder.type in ("body", "sldNum") else ""
    return f"<p:ph{kind}{share}{index}/>"
