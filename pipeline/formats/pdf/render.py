"""The PDF briefing: pages that are set once, and again only if their number changes what is on them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from pipeline.formats.format import Format, Setting
from pipeline.formats.pdf import endnotes, findings, fonts, nodes, page, weasy
from pipeline.formats.pdf.patches.memory import Full
from pipeline.formats.pdf.printing import Job, printed, style_sheet
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.stages import Artifact, Edition

SHEETS = ("base.css", "briefing.css")
# A text of more pages than this has a contents list; a page holds about this many words.
PAGES_WITHOUT_CONTENTS = 6
WORDS_ON_A_PAGE = 430


def render(edition: Edition, setting: Setting) -> Artifact:
    """Return the briefing as a PDF; DossierError where it would lack a glyph or an image.

    Notes too high for the foot of a page follow the text; all do where the page still cuts words off.
    """
    findings.require_letters(edition)
    try:
        return _rendered(edition, setting)
    except Full as failure:
        raise findings.too_long(failure, edition) from failure


def _rendered(edition: Edition, setting: Setting) -> Artifact:
    made, found = _made(endnotes.with_endnotes(edition), setting)
    if made.cut and endnotes.is_called(edition):
        other, more = _made(endnotes.with_endnotes(edition, every=True), setting)
        if len(other.cut) < len(made.cut):
            made, found = other, more
    return Artifact(f"{edition.name}.pdf", "pdf", made.data, made.pages, "pages", found)


def _made(edition: Edition, setting: Setting) -> tuple[weasy.Printed, tuple[Diagnostic, ...]]:
    used = fonts.needed(edition, setting.kept)
    css = style_sheet(SHEETS, edition.front.briefing.paper, tuple(used))
    with ThreadPoolExecutor(1) as pool:
        # WeasyPrint is imported while figures are drawn and pandoc writes.
        press = pool.submit(weasy.press, css, tuple(used.items()))
        ready = nodes.ready(edition, setting, setting.theme.points("page.figure"))
        parts = page.written(ready.blocks, edition.front.lang)
        expected = page.words(parts.opening + parts.text) / WORDS_ON_A_PAGE > PAGES_WITHOUT_CONTENTS
        if edition.front.briefing.contents is not None:
            expected = edition.front.briefing.contents
        job = Job(edition, setting, parts, press.result(), ready.resources)
        made = printed(job, with_contents=expected)
        if edition.front.briefing.contents is None and (made.pages > PAGES_WITHOUT_CONTENTS) != expected:
            made = printed(job, with_contents=not expected)
    return made, (*ready.diagnostics, *parts.diagnostics, *findings.of(made, edition))


PDF = Format("pdf", "briefing", render, weasy.load)
