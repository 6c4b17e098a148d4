"""Points and text on a slide: levels with bullets and numbers, leads in a column, spread over the slide."""

from __future__ import annotations

from typing import Any

from pipeline.formats.pptx.elements import emu, new
from pipeline.formats.pptx.layouts import LEVELS, Level
from pipeline.formats.pptx.paragraphs import new_paragraph
from pipeline.formats.pptx.styles import list_style
from pipeline.formats.pptx.texts import TAB, Texts, lead_font
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.slides import measuring as measure
from pipeline.slides.findings import point_gap
from pipeline.slides.paragraphs import Paragraph, paragraphs_of
from pipeline.slides.points import lead_style, lead_width


def write_points(shape: Any, slide: Slide, texts: Texts) -> Any:
    """Write the paragraphs of a slide of points or text; None where it has none."""
    paragraphs = [each for each in paragraphs_of(slide.content) if each.words or each.marker]
    if not paragraphs:
        return None
    leads = lead_width(slide.content, lead_style(slide.kind))
    body = shape._element.txBody
    body.replace(body.find("{*}lstStyle"), list_style(_levels(slide, leads)))
    if slide.kind != "colophon":
        shape.text_frame.margin_top = emu(measure.points("gap-least") * (2 if leads else 1))
    for position, paragraph in enumerate(paragraphs):
        _write(new_paragraph(shape.text_frame, position), paragraph, slide, leads, texts)
    return shape


def _levels(slide: Slide, leads: float) -> tuple[Level, ...]:
    """Return how the levels of a slide's text are set."""
    style = measure.LARGE if slide.size == "large" else measure.TEXT
    exact = not leads or slide.kind == "colophon"
    gap = point_gap(slide)
    deepest = max(each.level for each in paragraphs_of(slide.content))
    bulleted = slide.kind == "points" and not leads
    indent = leads or (style.points if bulleted else 0.0)
    first = Level(style, before=gap, bullet=bulleted, indent=indent, exact=exact)
    deeper = (
        Level(style, before=gap / 2, bullet=bulleted, indent=style.points, margin=style.points * level)
        for level in range(1, min(deepest + 1, LEVELS))
    )
    return (first, *deeper)


def _write(written: Any, paragraph: Paragraph, slide: Slide, leads: float, texts: Texts) -> None:
    if paragraph.lead:
        style = lead_style(slide.kind)
        texts.fill(written, paragraph.lead, lead_font(style))
        stop = new("a:tab", pos=emu(leads), algn="l")
        written._p.get_or_add_pPr().append(new("a:tabLst", stop))
        texts.fill(written, (n.Str(TAB), *paragraph.words))
        return
    texts.fill(written, paragraph.words)
    if paragraph.level:
        written.level = min(paragraph.level, LEVELS - 1)
