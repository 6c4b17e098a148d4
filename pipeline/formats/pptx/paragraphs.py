"""Blocks as paragraphs of a text frame: levels, bullets, numbers, verbatim lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from pipeline.formats.pptx.elements import Element, new
from pipeline.formats.pptx.texts import USUAL, Font, Texts
from pipeline.model import nodes as n
from pipeline.slides.paragraphs import Bullet, Number, Paragraph, paragraphs_of

# The deepest level of text that PresentationML knows, from 0.
DEEPEST = 8
# How far a level stands in from the one above where its place has no style for it, in EMU.
INDENT = 228600
BEHIND_BULLETS = ("a:tabLst", "a:defRPr", "a:extLst")
_STYLES: Mapping[n.ListNumberStyle, str] = {
    "DefaultStyle": "arabic",
    "Example": "arabic",
    "Decimal": "arabic",
    "LowerRoman": "romanLc",
    "UpperRoman": "romanUc",
    "LowerAlpha": "alphaLc",
    "UpperAlpha": "alphaUc",
}
_DELIMITERS: Mapping[n.ListNumberDelim, str] = {
    "DefaultDelim": "Period",
    "Period": "Period",
    "OneParen": "ParenR",
    "TwoParens": "ParenBoth",
}


def write_paragraphs(frame: Any, blocks: n.Blocks, texts: Texts, font: Font = USUAL) -> Iterator[Any]:
    """Write blocks into a text frame, and yield its paragraphs; items of lists have their bullets."""
    for position, paragraph in enumerate(paragraphs_of(blocks)):
        written = new_paragraph(frame, position)
        texts.fill(written, paragraph.words, font)
        set_marker(written, paragraph)
        yield written


def new_paragraph(frame: Any, position: int) -> Any:
    """Return the next paragraph of a text frame: it has one from the beginning."""
    return frame.add_paragraph() if position else frame.paragraphs[0]


def set_marker(written: Any, paragraph: Paragraph, indent: int = INDENT, colour: str = "") -> None:
    """Give a paragraph of a frame whose levels have no bullets its level and its marker, in a colour."""
    if paragraph.level:
        written.level = min(paragraph.level, DEEPEST)
    marker = marker_of(paragraph)
    deep = paragraph.level + int(marker is not None or paragraph.inset)
    if not deep:
        return
    properties = written._p.get_or_add_pPr()
    properties.set("marL", str(indent * deep))
    properties.set("indent", str(0 if marker is None else -indent))
    if marker is not None and colour:
        properties.insert_element_before(
            new("a:buClr", new("a:schemeClr", val=colour)), "a:buSzTx", "a:buFont", *BEHIND_BULLETS
        )
    properties.insert_element_before(new("a:buNone") if marker is None else marker, *BEHIND_BULLETS)


def marker_of(paragraph: Paragraph) -> Element | None:
    """Return the bullet or number before a paragraph, None for none."""
    match paragraph.marker:
        case None:
            return None
        case Bullet():
            return new("a:buChar", char="•")
        case Number(value=value, style=style, delim=delim):
            kind = _STYLES[style] + _DELIMITERS[delim]
            return new("a:buAutoNum", type=kind, startAt=max(1, value))
        case _:
            assert_never(paragraph.marker)
