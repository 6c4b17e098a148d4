"""The deck as PDFs: the slides alone, and the handout, in which each has its speaker notes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from pipeline.formats.deck_length import require_length
from pipeline.formats.deck_pdf.nodes import SlidePreparation, ids_in_notes
from pipeline.formats.deck_pdf.page import Sheet, write_sheets
from pipeline.formats.deck_pdf.titles import OPTICAL_SIZE, Titles
from pipeline.formats.format import Setting
from pipeline.formats.pdf import findings, fonts, missing_glyphs, weasy
from pipeline.formats.pdf.nodes import Preparation
from pipeline.formats.pdf.patches.memory import MemoryFull
from pipeline.formats.pdf.printing import join_sheets, print_whole
from pipeline.formats.pdf.resource import Resource
from pipeline.formats.slide_sections import mark_sheets
from pipeline.model.canvas import Ratio
from pipeline.model.stages import Artifact, Edition
from pipeline.slides.arrangement import arrange
from pipeline.slides.findings import findings as slide_findings
from pipeline.theme import Theme
from pipeline.wording.terms import term

SLIDES = ("base.css", "deck.css", "deck-pages.css")
HANDOUT_SHEETS = (*SLIDES, "page.css", "handout.css")
# Browsers take the cut of a typeface for the size of the text in pixels; these are between those of a slide.
OPTICAL_SIZES = {"title": OPTICAL_SIZE, "furniture": 28.0}
# Each takes a hundredth of a second and more to lay out, and its memory until the file is written.
MOST_SLIDES = 1_000
# Narrow slides are as wide as the notes below them: so are two as high as a page has room for.
WIDTHS: Mapping[Ratio, str] = {"16:9": "page.wide", "4:3": "page.measure"}
# Tokens of lengths that become smaller with a slide.
LENGTHS = ("slide", "space")


def render_slides(edition: Edition, setting: Setting) -> Artifact:
    """Render the deck as a PDF, a slide on each page."""
    require_length(edition, MOST_SLIDES, "PDF of slides")
    preparation = SlidePreparation(edition, setting, ids_in_notes(edition.slides))
    titles = Titles(edition.slides, setting.theme)
    sheets = [
        Sheet(preparation.arrangement(each), titles.attributes(each))
        for each in (arrange(slide, edition.canvas, edition.front) for slide in edition.slides)
    ]
    return _print(sheets, edition, setting, preparation, setting.theme.at_ratio(edition.canvas.ratio), SLIDES)


def render_handout(edition: Edition, setting: Setting) -> Artifact:
    """Render the handout as a PDF: slides as wide as page or text, each with its speaker notes."""
    require_length(edition, MOST_SLIDES, "PDF of slides")
    theme, front = setting.theme.at_ratio(edition.canvas.ratio), edition.front
    scale = theme.points(WIDTHS[edition.canvas.ratio]) / edition.canvas.width
    preparation = SlidePreparation(edition, setting, {})
    titles = Titles(edition.slides, theme, scale)
    notes = Preparation(edition, setting, theme.points("page.figure"))
    notes.resources = preparation.resources
    sheets = [
        Sheet(preparation.arrangement(each), titles.attributes(each), notes.blocks(each.slide.notes))
        for each in (arrange(slide, edition.canvas, front) for slide in edition.slides)
    ]
    preparation.formulas.diagnostics += notes.formulas.diagnostics
    names = (*HANDOUT_SHEETS, f"paper-{front.briefing.paper.lower()}.css")
    return _print(sheets, edition, setting, preparation, theme.scale_lengths(LENGTHS, scale), names, scale)


def _print(
    sheets: Sequence[Sheet],
    edition: Edition,
    setting: Setting,
    preparation: SlidePreparation,
    theme: Theme,
    style_sheets: tuple[str, ...],
    scale: float = 1.0,
) -> Artifact:
    findings.require_letters(edition)
    draft = term(edition.front.lang, "draft") if edition.front.briefing.draft else ""
    handling = edition.front.briefing.handling or ""
    kickers = " ".join((draft, handling, *(slide.kicker for slide in edition.slides))).strip()
    fonts_by_url = fonts.find_fonts(edition, setting.cached_bytes, OPTICAL_SIZES, kickers)
    names = (*style_sheets, *mark_sheets(edition.front))
    press = weasy.press(join_sheets(theme, names, tuple(fonts_by_url)), tuple(fonts_by_url.items()))
    html, diagnostics = write_sheets(sheets, edition, theme, setting.date, scale)

    def print_once(resources: Mapping[str, Resource], missing_characters: str) -> weasy.Printout:
        text = missing_glyphs.box_characters(html, missing_characters)
        return weasy.write(text, press, resources, hashlib.sha256(text.encode()).digest()[:16])

    try:
        printout = print_whole(print_once, preparation.resources, setting)
    except MemoryFull as failure:
        raise findings.memory_error(failure, edition) from failure
    all_diagnostics = (
        *preparation.formulas.diagnostics,
        *diagnostics,
        *findings.diagnose(printout, edition),
        *slide_findings(edition.slides, edition.canvas, edition.source),
    )
    return Artifact(f"{edition.name}.pdf", "pdf", printout.data, printout.pages, "pages", all_diagnostics)
