"""The PDF briefing: laid out once, and again only if the number of pages changes their content."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from pipeline.formats.format import Setting
from pipeline.formats.pdf import endnotes, findings, fonts, nodes, page, weasy
from pipeline.formats.pdf.patches.memory import MemoryFull
from pipeline.formats.pdf.printing import Job, print_job, style_sheet
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.stages import Artifact, Edition

SHEETS = ("base.css", "page.css", "briefing.css")
# A text of more pages than this has a contents list; a page holds about this many words.
PAGES_WITHOUT_CONTENTS = 6
WORDS_ON_A_PAGE = 430


def render(edition: Edition, setting: Setting) -> Artifact:
    """Render the briefing as a PDF. Raise DossierError if it would lack a glyph or an image.

    Notes too high for the foot of a page follow the text; all notes do if the page still cuts words off.
    """
    findings.require_letters(edition)
    try:
        return _render_pages(edition, setting)
    except MemoryFull as failure:
        raise findings.memory_error(failure, edition) from failure


def _render_pages(edition: Edition, setting: Setting) -> Artifact:
    printout, diagnostics = _print_edition(endnotes.with_endnotes(edition), setting)
    if printout.cut_lines and endnotes.has_notes(edition):
        other, more = _print_edition(endnotes.with_endnotes(edition, every=True), setting)
        if len(other.cut_lines) < len(printout.cut_lines):
            printout, diagnostics = other, more
    return Artifact(f"{edition.name}.pdf", "pdf", printout.data, printout.pages, "pages", diagnostics)


def _print_edition(edition: Edition, setting: Setting) -> tuple[weasy.Printout, tuple[Diagnostic, ...]]:
    fonts_by_url = fonts.find_fonts(edition, setting.cached_bytes)
    css = style_sheet(setting.theme, SHEETS, edition.front.briefing.paper, tuple(fonts_by_url))
    with ThreadPoolExecutor(1) as pool:
        # WeasyPrint is imported while figures are drawn and pandoc writes.
        press = pool.submit(weasy.press, css, tuple(fonts_by_url.items()))
        content = nodes.prepare(edition, setting, setting.theme.points("page.figure"))
        parts = page.write_parts(content.blocks, edition.front.lang)
        with_contents = (
            page.count_words(parts.opening + parts.text) / WORDS_ON_A_PAGE > PAGES_WITHOUT_CONTENTS
        )
        if edition.front.briefing.contents is not None:
            with_contents = edition.front.briefing.contents
        job = Job(edition, setting, parts, press.result(), content.resources)
        printout = print_job(job, with_contents=with_contents)
        if (
            edition.front.briefing.contents is None
            and (printout.pages > PAGES_WITHOUT_CONTENTS) != with_contents
        ):
            printout = print_job(job, with_contents=not with_contents)
    return printout, (*content.diagnostics, *parts.diagnostics, *findings.diagnose(printout, edition))
