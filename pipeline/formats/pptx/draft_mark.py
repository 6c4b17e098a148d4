"""The word on each slide of a draft, above everything else, as in the other formats."""

from __future__ import annotations

from typing import Any

from pipeline.formats.pptx.elements import list_style, new, place
from pipeline.formats.pptx.layouts import kicker_level
from pipeline.model.canvas import Box
from pipeline.slides.arrangement import Arrangement
from pipeline.slides.measuring import points
from pipeline.wording.terms import term


def add_draft_mark(page: Any, arrangement: Arrangement, lang: str) -> None:
    """Add the word to a slide; it belongs to no layout, so that a desk's template has it too."""
    height = points("source-leading")
    body = arrangement.canvas.body
    box = Box(body.x, (points("kicker-top") - height) / 2, body.width, height)
    is_dark = arrangement.slide.kind in ("cover", "divider")
    word = term(lang, "draft")
    page.shapes._spTree.append(
        new(
            "p:sp",
            new(
                "p:nvSpPr",
                new("p:cNvPr", id=page.shapes._next_shape_id, name=word),
                new("p:cNvSpPr", txBox=1),
                new("p:nvPr"),
            ),
            new("p:spPr", place(box), new("a:prstGeom", new("a:avLst"), prst="rect"), new("a:noFill")),
            new(
                "p:txBody",
                new("a:bodyPr", wrap="square", lIns=0, tIns=0, rIns=0, bIns=0, anchor="t"),
                list_style((kicker_level("accent5" if is_dark else "accent2"),), "r"),
                new("a:p", new("a:r", new("a:rPr", lang=lang), new("a:t", text=word))),
            ),
        )
    )
