"""All slides of a deck in a presentation: pages first, for links lead to them; then what is on each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.formats.format import Setting
from pipeline.formats.formulas import formulas_in
from pipeline.formats.pptx.notes import add_notes
from pipeline.formats.pptx.omml import read_formulas
from pipeline.formats.pptx.page import fill, layout_of
from pipeline.formats.pptx.pictures import Pictures
from pipeline.formats.pptx.runs import languages_by_script
from pipeline.formats.pptx.template import presentation
from pipeline.formats.pptx.texts import Texts
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.slides import Slide
from pipeline.model.stages import Edition


def write_deck(
    slides: tuple[Slide, ...], edition: Edition, setting: Setting, pixels: Mapping[str, bytes]
) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Return the presentation of these slides, and what pandoc says of their formulas."""
    lang = edition.front.lang
    formulas = read_formulas([tex for slide in slides for tex in formulas_in(_shown(slide))])
    result = presentation(lang)
    layouts = {layout.name: layout for layout in result.slide_layouts}
    add = result.slides.add_slide
    pages = [add(layouts[layout_of(slide).name]) for slide in slides]
    targets = {
        name: page.part for slide, page in zip(slides, pages, strict=True) for name in sorted(slide.ids)
    }
    pictures = Pictures(edition, setting, pixels)
    noted = 0
    for slide, page in zip(slides, pages, strict=True):
        languages = languages_by_script((*_shown(slide), *slide.notes))
        fill(
            page,
            slide,
            edition.front,
            Texts(page.part, lang, languages, formulas.elements, targets),
            pictures,
        )
        if slide.notes:
            noted += 1
            texts = Texts(page.part, lang, languages, {}, None)
            add_notes(page, noted, result.notes_master, slide.notes, texts)
    return result, formulas.diagnostics


def _shown(slide: Slide) -> n.Blocks:
    return (n.Plain(slide.title), *slide.content, n.Plain(slide.source))
