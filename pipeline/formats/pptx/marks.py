"""The words above everything else on each slide, as in the other formats: a draft, and who may read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from pipeline.formats.pptx.elements import list_style, new, place
from pipeline.formats.pptx.layouts import kicker_level
from pipeline.model.canvas import Box, Canvas
from pipeline.model.front_matter import FrontMatter
from pipeline.slides.arrangement import Arrangement
from pipeline.slides.handling import KICKER, HandlingMark, handling_mark
from pipeline.slides.measuring import Style, points
from pipeline.wording.scripts import prevailing_direction
from pipeline.wording.terms import term


@dataclass(frozen=True, slots=True)
class _Mark:
    """Words, their style and box, and the side of the box at which they stand."""

    text: str
    style: Style
    box: Box
    side: Literal["l", "r"]


def add_marks(page: Any, arrangement: Arrangement, front: FrontMatter) -> None:
    """Add the marks to a slide; they belong to no layout, so that a desk's template has them too."""
    is_dark = arrangement.slide.kind in ("cover", "divider")
    for mark in _marks(front, arrangement.canvas):
        shape = _shape(mark, page.shapes._next_shape_id, front.lang, "accent5" if is_dark else "accent2")
        page.shapes._spTree.append(shape)


def _marks(front: FrontMatter, canvas: Canvas) -> Iterator[_Mark]:
    handling = handling_mark(front, canvas)
    if front.briefing.draft:
        yield _Mark(term(front.lang, "draft"), KICKER, _draft_box(handling, canvas), "r")
    if handling:
        side: Literal["l", "r"] = "r" if prevailing_direction(handling.text) == "rtl" else "l"
        yield _Mark(handling.text, handling.style, handling.box, side)


def _draft_box(handling: HandlingMark | None, canvas: Canvas) -> Box:
    """Return the box of the word on a draft: the whole width, or what is beside the other mark."""
    height = points("source-leading")
    body = canvas.body
    start = handling.box.width if handling else 0.0
    return Box(body.x + start, (points("kicker-top") - height) / 2, body.width - start, height)


def _shape(mark: _Mark, number: int, lang: str, color: str) -> Any:
    is_rtl = prevailing_direction(mark.text) == "rtl"
    # Space between them, as between capitals, would part letters that are joined.
    level = replace(kicker_level(color), style=mark.style, capitals=not is_rtl)
    direction = [new("a:pPr", algn="r", rtl=1)] if is_rtl else []
    return new(
        "p:sp",
        new(
            "p:nvSpPr",
            new("p:cNvPr", id=number, name=mark.text),
            new("p:cNvSpPr", txBox=1),
            new("p:nvPr"),
        ),
        new("p:spPr", place(mark.box), new("a:prstGeom", new("a:avLst"), prst="rect"), new("a:noFill")),
        new(
            "p:txBody",
            new("a:bodyPr", wrap="square", lIns=0, tIns=0, rIns=0, bIns=0, anchor="t"),
            list_style((level,), mark.side),
            new("a:p", *direction, new("a:r", new("a:rPr", lang=lang), new("a:t", text=mark.text))),
        ),
    )
