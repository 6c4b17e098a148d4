"""The PDF summary: two pages, on which the figures take as much room as the words leave them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.formats.format import Setting
from pipeline.formats.pdf import findings, fonts, nodes, page, weasy
from pipeline.formats.pdf.printing import Job, print_job, style_sheet
from pipeline.model.diagnostics import Diagnostic, DossierError, Severity, error
from pipeline.model.stages import Artifact, Edition

SHEETS = ("base.css", "page.css", "briefing.css", "summary.css")
PAGES = 2
# Figures are laid out lower by these shares of their height on a page, until the text fits.
SHARES = (1.0, 0.8, 0.65, 0.5)


def render(edition: Edition, setting: Setting) -> Artifact:
    """Render the summary as a PDF. Raise DossierError if the article has no content for it."""
    if not edition.blocks:
        raise DossierError(
            [
                error(
                    "summary-empty",
                    "no standfirst, key points or figures for a summary",
                    edition.source.place(None),
                    "write a `standfirst` in the front matter, or `::: key-points` in the sections",
                )
            ]
        )
    findings.require_letters(edition)
    fonts_by_url = fonts.find_fonts(edition, setting.cached_bytes)
    css = style_sheet(setting.theme, SHEETS, edition.front.briefing.paper, tuple(fonts_by_url))
    press = weasy.press(css, tuple(fonts_by_url.items()))
    for job in _jobs(edition, setting, press):
        printout = print_job(job, with_contents=False)
        if printout.pages <= PAGES:
            break
    diagnostics = (
        *job.parts.diagnostics,
        *findings.diagnose(printout, edition),
        *_check_length(printout, edition),
    )
    return Artifact(f"{edition.name}.pdf", "pdf", printout.data, printout.pages, "pages", diagnostics)


def _jobs(edition: Edition, setting: Setting, press: weasy.Press) -> Iterator[Job]:
    """Yield print jobs with smaller and smaller figures, until the figures cannot be drawn any more."""
    for share in SHARES:
        try:
            content = nodes.prepare(edition, setting, setting.theme.points("page.figure") * share)
        except DossierError:
            if share == SHARES[0]:
                raise
            return
        yield Job(
            edition, setting, page.write_parts(content.blocks, edition.front.lang), press, content.resources
        )


def _check_length(printout: weasy.Printout, edition: Edition) -> Iterator[Diagnostic]:
    if printout.pages > PAGES:
        yield Diagnostic(
            "summary-long",
            Severity.WARNING,
            f"the summary takes {printout.pages} pages, not {PAGES}",
            edition.source.place(None),
            "shorten the key points, or leave a figure to the briefing with {except=summary}",
        )
