"""Points and text on a slide: levels with bullets and numbers, leads in a column, spread over the slide."""

from __future__ import annotations

from typing import Any

from pipeline.formats.pptx.elements import emu, new
from pipeline.formats.pptx.layouts import Level
from pipeline.formats.pptx.paragraphs import DEEPEST, new_paragraph, set_marker
from pipeline.formats.pptx.styles import list_style
from pipeline.formats.pptx.texts import TAB, Texts, lead_font
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.slides import measuring as measure
from pipeline.slides.findings import point_gap
from pipeline.slides.paragraphs import Paragraph, paragraphs_of
from pipeline.slides.points import lead_style, lead_width, shown_paragraphs


def write_points(shape: Any, slide: Slide, texts: Texts) -> Any:
    """Write the paragraphs of a slide of points or text; None where it has none."""
    paragraphs = shown_paragraphs(slide.content)
    if not paragraphs:
        return None
    leads = lead_width(slide.content, lead_style(slide.kind))
    body = shape._element.txBody
    body.replace(body.find("{*}lstStyle"), list_style(_levels(slide, leads)))
    if slide.kind != "colophon":
        shape.text_frame.margin_top = emu(measure.points("gap-least") * (2 if leads else 1))
    for position, paragraph in enumerate(paragraphs):
        written = new_paragraph(shape.text_frame, position)
        if paragraph.lead:
            _write_lead(written, paragraph, lead_style(slide.kind), leads, texts)
            continue
        texts.fill(written, paragraph.words)
        # The one level of a slide of points has bullets by itself.
        if slide.kind != "points":
            set_marker(written, paragraph, emu(_style(slide).points), "accent2")
    return shape


def _style(slide: Slide) -> measure.Style:
    return measure.LARGE if slide.size == "large" else measure.TEXT


def _levels(slide: Slide, leads: float) -> tuple[Level, ...]:
    """Return how the levels of a slide's text are set."""
    style = _style(slide)
    bulleted = slide.kind == "points" and not leads
    indent = leads or (style.points if bulleted else 0.0)
    exact = not leads or slide.kind == "colophon"
    level = Level(style, before=point_gap(slide), bullet=bulleted, indent=indent, exact=exact)
    deepest = max(each.level for each in paragraphs_of(slide.content))
    return (level,) * (1 + min(deepest, DEEPEST))


def _write_lead(written: Any, paragraph: Paragraph, style: measure.Style, leads: float, texts: Texts) -> None:
    """Write a lead, and behind a tab its words."""
    texts.fill(written, paragraph.lead, lead_font(style))
    stop = new("a:tab", pos=emu(leads), algn="l")
    written._p.get_or_add_pPr().append(new("a:tabLst", stop))
    texts.fill(written, (n.Str(TAB), *paragraph.words))
