"""A tagged PDF as it is heard: its structure tree with the text of its marked content, read with pikepdf.

Written from ISO 32000-1 (14.6 and 9.10) and not from the code that writes the tree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from unicodedata import bidirectional

import pikepdf

from tests.tagged import Element, structure

SHOWS = {"Tj", "TJ", "'", '"'}
PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "INLINE IMAGE"}


TextElement: TypeAlias = Element[str]


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """The marked content of a page: texts by number, artifacts' texts, and paint that is neither."""

    texts: Mapping[int, str]
    artifacts: tuple[tuple[str, str], ...]
    loose: tuple[str, ...]


def read_marked_content(page: pikepdf.Page) -> MarkedContent:
    """Read the marked content of a page; of an artifact the text and its subtype or type."""
    fonts: dict[str, Mapping[int, str]] = {}
    texts: dict[int, list[str]] = {}
    artifacts: list[tuple[str, str]] = []
    loose: list[str] = []
    stack: list[tuple[int | None, str, str | None]] = []
    font: Mapping[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BDC", "BMC"):
            tag, properties = str(operands[0]), operands[1] if name == "BDC" else pikepdf.Dictionary()
            number = int(properties["/MCID"]) if "/MCID" in properties else None
            actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
            assert tag != "/Artifact" or all(kind == "" for _, kind, _ in stack), "an artifact within content"
            kind = str(properties.get("/Subtype", properties.get("/Type", "/"))) if tag == "/Artifact" else ""
            stack.append((number, kind, actual))
            if number is not None:
                assert number not in texts, f"content {number} twice"
                texts[number] = [actual] if actual else []
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            key = str(operands[0])
            if key not in fonts:
                fonts[key] = _unicode(page.Resources.Font[key])
            font = fonts[key]
        elif name in SHOWS or name in PAINTS:
            glyphs = _glyph_texts(operands[-1], font) if name in SHOWS else []
            text = "".join(in_reading_order(glyphs))
            number = next((number for number, *_ in reversed(stack) if number is not None), None)
            kind = next((kind for _, kind, _ in reversed(stack) if kind), "")
            if kind:
                artifacts.append((kind, text))
            elif number is None:
                loose.append(text or name)
            elif not any(actual for *_, actual in stack):
                texts[number] += glyphs
    assert not stack
    return MarkedContent(
        {number: "".join(in_reading_order(glyphs)) for number, glyphs in texts.items()},
        tuple(artifacts),
        tuple(loose),
    )


def _unicode(font: Any) -> Mapping[int, str]:
    """Return a font's ToUnicode table."""
    if "/ToUnicode" not in font:
        return {}
    table: dict[int, str] = {}
    data = font.ToUnicode.read_bytes().decode("ascii")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", data, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            table[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", data, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int(first, 16)
            for code in range(start, int(last, 16) + 1):
                table[code] = chr(int(text, 16) + code - start)
    return table


def _glyph_texts(operand: Any, font: Mapping[int, str]) -> list[str]:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    pairs = (int.from_bytes(codes[index : index + 2], "big") for index in range(0, len(codes), 2))
    return [font[code] for code in pairs]


def in_reading_order(texts: list[str]) -> list[str]:
    """Return the texts of glyphs from left to right in the order of their letters.

    A line of letters from right to left is turned round; in a line of others, each run of them is.
    """
    sides = [_side(text) for text in texts]
    if "R" in sides and "L" not in sides:
        return texts[::-1]
    result = list(texts)
    for run in re.finditer(r"R(?:-*R)*", "".join(sides)):
        result[run.start() : run.end()] = reversed(texts[run.start() : run.end()])
    return result


def _side(text: str) -> str:
    kinds = {bidirectional(each) for each in text}
    return "R" if kinds & {"R", "AL"} else "L" if "L" in kinds else "-"


def read_structure(pdf: pikepdf.Pdf) -> TextElement:
    """Read the structure tree of a PDF with the texts that it holds."""
    contents = [read_marked_content(page) for page in pdf.pages]
    return structure(pdf, lambda page, number: contents[page].texts[number])
