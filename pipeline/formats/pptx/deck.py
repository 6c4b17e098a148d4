"""All slides of a deck in a presentation: first the pages, as links need them, then their content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.formats.format import Setting
from pipeline.formats.formulas import formulas_in
from pipeline.formats.pptx.desk_template import layouts_by_name
from pipeline.formats.pptx.embedding import embed_fonts
from pipeline.formats.pptx.layouts import layout_of
from pipeline.formats.pptx.logos import add_logos
from pipeline.formats.pptx.marks import add_marks
from pipeline.formats.pptx.notes import add_notes
from pipeline.formats.pptx.omml import read_formulas
from pipeline.formats.pptx.page import fill
from pipeline.formats.pptx.pictures import Pictures
from pipeline.formats.pptx.runs import languages_by_script
from pipeline.formats.pptx.template import presentation_of
from pipeline.formats.pptx.texts import Texts
from pipeline.maths.line import lines
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.slides import Slide
from pipeline.model.stages import Edition
from pipeline.slides.arrangement import arrange


def write_deck(
    slides: tuple[Slide, ...], edition: Edition, setting: Setting, pixels: Mapping[str, bytes]
) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Return the presentation of these slides, and pandoc's diagnostics on their formulas."""
    front = edition.front
    formulas = read_formulas([tex for slide in slides for tex in formulas_in(_visible_blocks(slide))])
    text_lines = lines(tex for each in slides for tex in formulas_in((*_visible_blocks(each), *each.notes)))
    result, faults = presentation_of(edition.template, edition.canvas, front.lang, setting.theme)
    if edition.template is None or faults:
        add_logos(result, setting)
    layouts = layouts_by_name(result)
    add = result.slides.add_slide
    pictures = Pictures(edition, setting, pixels)
    pages = [
        (each, add(layouts[layout_of(each, has_chart=pictures.plan(each) is not None).name]))
        for each in (arrange(slide, edition.canvas, front) for slide in slides)
    ]
    targets = {name: page.part for each, page in pages for name in each.slide.ids}
    notes_count = 0
    for arrangement, page in pages:
        slide = arrangement.slide
        languages = languages_by_script((*_visible_blocks(slide), *slide.notes))
        texts = Texts(page.part, front.lang, languages, formulas.elements, text_lines, targets, setting.theme)
        fill(page, arrangement, front, texts, pictures)
        add_marks(page, arrangement, front)
        if slide.notes:
            notes_count += 1
            notes_texts = Texts(page.part, front.lang, languages, {}, text_lines, None, setting.theme)
            add_notes(page, notes_count, result.notes_master, slide.notes, notes_texts)
    if front.deck.embed_fonts:
        embed_fonts(result, setting)
    return result, (*faults, *formulas.diagnostics)


def _visible_blocks(slide: Slide) -> n.Blocks:
    return (n.Plain(slide.title), *slide.content, n.Plain(slide.source))
