"""HTML in an SVG, which no edition can have, converted to SVG text: labels of boxes in diagrams."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.load.svg_words import SVG

LINE_HEIGHT = 1.2
SIZE = 14.0
MAX_LINES = 50
_WITHOUT_WORDS = frozenset({"script", "style"})
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4"})
_FONT_SIZE = re.compile(r"font-size:\s*(\d{1,4}(?:\.\d{1,4})?)px")


def label(old: Element) -> Element | None:
    """Return the words of a `foreignObject` as text in the middle of its box; None if it has none."""
    lines = lines_of(old)[:MAX_LINES]
    if not lines:
        return None
    x, y, width, height = (_number(old.get(name)) for name in ("x", "y", "width", "height"))
    size = next((float(match[1]) for match in map(_FONT_SIZE.search, _styles(old)) if match), SIZE)
    step = size * LINE_HEIGHT
    top = y + height / 2 - step * (len(lines) - 1) / 2 + size * 0.35
    text = etree.Element(f"{{{SVG}}}text", {"text-anchor": "middle", "font-size": f"{size:g}"})
    text.set("font-family", "sans-serif")
    for index, words in enumerate(lines):
        line = etree.SubElement(text, f"{{{SVG}}}tspan")
        line.set("x", f"{x + width / 2:g}")
        line.set("y", f"{top + index * step:g}")
        line.text = words
    return text


def lines_of(old: Element) -> list[str]:
    """Return the words in HTML, a line for each block."""
    lines = [""]
    for event, element in etree.iterwalk(old, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname.lower()
        if name in _BLOCKS:
            lines.append("")
        if event == "start":
            lines[-1] += (element.text or "") if name not in _WITHOUT_WORDS else ""
        elif element is not old:
            lines[-1] += element.tail or ""
    return [line for line in (" ".join(each.split()) for each in lines) if line]


def _styles(old: Element) -> list[str]:
    return [element.get("style") or "" for element in old.iter() if isinstance(element.tag, str)]


def _number(text: str | None) -> float:
    match = re.match(r"-?\d{1,6}(?:\.\d{1,6})?", text or "")
    return float(match[0]) if match else 0.0
