"""A PPTX as lines of text: its slides with their shapes, paragraphs, runs, tables, pictures and notes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx import Presentation

_POINT = 12700
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def text(data: bytes) -> str:
    """Return a presentation as text."""
    presentation = Presentation(io.BytesIO(data))
    core = presentation.core_properties
    rows = [
        f"{name}: {getattr(core, name)!r}" for name in ("title", "subject", "author", "keywords", "language")
    ]
    for number, slide in enumerate(presentation.slides, 1):
        rows.append(f"## {number} {slide.slide_layout.name}")
        rows += _shapes(slide.shapes._spTree, slide.part)
        if slide.has_notes_slide:
            rows.append("notes:")
            frame: Any = slide.notes_slide.notes_text_frame
            rows += [f"  {row}" for row in _paragraphs(frame._txBody, slide.notes_slide.part)]
    return "\n".join(rows)


def _shapes(tree: Any, part: Any) -> Iterator[str]:
    for node in tree:
        match etree.QName(node).localname:
            case "sp" | "pic" | "graphicFrame":
                yield from _shape(node, part)
            case "AlternateContent":
                for way in node:
                    yield f"{etree.QName(way).localname} {way.get('Requires', '')}".rstrip()
                    yield from (f"  {row}" for row in _shapes(way, part))
            case _:
                pass


def _shape(node: Any, part: Any) -> Iterator[str]:
    name = node.find(f".//{_P}cNvPr")
    holder = node.find(f".//{_P}ph")
    words = [etree.QName(node).localname, repr(name.get("name"))]
    if holder is not None:
        words.append(f"ph={holder.get('type', 'obj')}/{holder.get('idx', '0')}")
    words += [f"{key}={name.get(key)!r}" for key in ("descr", "title") if name.get(key) is not None]
    form = node.find(f".//{_A}xfrm")
    form = node.find(f"{_P}xfrm") if form is None else form
    if form is not None and (off := form.find(f"{_A}off")) is not None:
        ends = (off.get("x"), off.get("y"), form.find(f"{_A}ext").get("cx"), form.find(f"{_A}ext").get("cy"))
        words.append("at " + " ".join(f"{int(each) / _POINT:.4g}" for each in ends))
    styles = [_properties(each) for each in node.findall(f"{_P}txBody/{_A}lstStyle/*")]
    yield " ".join([*words, *(f"style {each}" for each in styles)])
    if (chart := node.find(f".//{_C}chart")) is not None:
        root = etree.fromstring(part.rels[chart.get(f"{_LINK}id")].target_part.blob)
        yield from (f"  {row}" for row in _chart(root))
    if (table := node.find(f".//{_A}tbl")) is not None:
        yield from (f"  {row}" for row in _table(table, part))
    if (body := node.find(f"{_P}txBody")) is not None:
        yield from (f"  {row}" for row in _paragraphs(body, part))
    for each in node.iter(f"{_A}hlinkClick"):
        if each.getparent().tag == f"{_P}cNvPr":
            yield f"  link {_target(each, part)}"


def _chart(root: Any) -> Iterator[str]:
    """Yield a native chart: a line for each series and for all else, with values, texts and settings."""
    words: list[str] = []
    for node in root.iter():
        name = etree.QName(node).localname
        if name in ("ser", "catAx", "valAx", "dateAx", "legend", "plotVisOnly"):
            yield " ".join(words)
            words = [f"{name}:"]
        settings = [f"{key}={value}" for key, value in node.attrib.items() if name != "chartSpace"]
        content = (node.text or "").strip()
        if settings or content:
            words.append(f"{name}({' '.join([*settings, *([repr(content)] if content else [])])})")
    yield " ".join(words)


def _table(table: Any, part: Any) -> Iterator[str]:
    flags = " ".join(f"{key}={value}" for key, value in table.find(f"{_A}tblPr").attrib.items())
    widths = " ".join(f"{int(each.get('w')) / _POINT:.4g}" for each in table.iter(f"{_A}gridCol"))
    yield f"table {flags} columns {widths}"
    for row in table.iter(f"{_A}tr"):
        yield f"row {int(row.get('h')) / _POINT:.4g}"
        for cell in row.iter(f"{_A}tc"):
            spans = " ".join(f"{key}={value}" for key, value in cell.attrib.items())
            edges = cell.find(f"{_A}tcPr")
            sides = " ".join(
                f"{etree.QName(each).localname}={each.get('w')}"
                for each in edges
                if each.get("w") not in (None, "0")
            )
            form = " ".join(f"{key}={value}" for key, value in edges.attrib.items())
            lines = list(_paragraphs(cell.find(f"{_A}txBody"), part))
            yield f"  cell {spans} {form} {sides}: {lines[0] if lines else ''}".replace("  ", " ")
            yield from (f"    {line}" for line in lines[1:])


def _paragraphs(body: Any, part: Any) -> Iterator[str]:
    for paragraph in body.findall(f"{_A}p"):
        properties = paragraph.find(f"{_A}pPr")
        head = "p" if properties is None else f"p {_properties(properties)}".rstrip()
        yield f"{head}: {' '.join(_runs(paragraph, part))}".rstrip()


def _runs(paragraph: Any, part: Any) -> Iterator[str]:
    for node in paragraph:
        match etree.QName(node).localname:
            case "r" | "fld":
                content = "".join(each.text or "" for each in node.iter(f"{_A}t"))
                form = node.find(f"{_A}rPr")
                link = node.find(f".//{_A}hlinkClick")
                marks = "" if form is None else _properties(form)
                target = "" if link is None else f" -> {_target(link, part)}"
                yield f"{_visible(content)}{{{marks}{target}}}"
            case "br":
                yield "⏎"
            case "pPr" | "endParaRPr":
                pass
            case other:
                yield f"<{other}: {''.join(str(each) for each in node.itertext())}>"


def _properties(node: Any) -> str:
    """Return the attributes of a node, and of the nodes in it, on a line."""
    words = [f"{key}={value}" for key, value in node.attrib.items()]
    for child in node:
        name = etree.QName(child).localname
        if name != "hlinkClick":
            words.append(f"{name}({_properties(child)})")
    return " ".join(words)


def _target(link: Any, part: Any) -> str:
    name = link.get(f"{_LINK}id")
    if not name:
        return str(link.get("action"))
    relation = part.rels[name]
    target = relation.target_ref if relation.is_external else str(relation.target_part.partname)
    tip = link.get("tooltip")
    return f"{target} {tip!r}" if tip else str(target)


def _visible(words: str) -> str:
    return re.sub(
        r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069]", lambda c: f"\\u{ord(c.group()):04x}", repr(words)
    )
