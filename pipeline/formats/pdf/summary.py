"""The PDF summary: two pages, on which the figures take as much room as the words leave them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.formats.format import Format, Setting
from pipeline.formats.pdf import findings, fonts, nodes, page, weasy
from pipeline.formats.pdf.printing import Job, printed, style_sheet
from pipeline.model.diagnostics import Diagnostic, DossierError, Severity, error
from pipeline.model.stages import Artifact, Edition

SHEETS = ("base.css", "briefing.css", "summary.css")
PAGES = 2
# Figures are laid out lower by these shares of their height on a page, until the text fits.
SHARES = (1.0, 0.8, 0.65, 0.5)


def render(edition: Edition, setting: Setting) -> Artifact:
    """Return the summary as a PDF; DossierError where the article has nothing to sum it up."""
    if not edition.blocks:
        raise DossierError(
            [
                error(
                    "summary-empty",
                    "the article has no standfirst, key points or figures to make a summary of",
                    edition.source.place(None),
                    "write a `standfirst` in the front matter, or `::: key-points` in the sections",
                )
            ]
        )
    findings.require_letters(edition)
    used = fonts.needed(edition, setting.kept)
    css = style_sheet(SHEETS, edition.front.briefing.paper, tuple(used))
    press = weasy.press(css, tuple(used.items()))
    for job in _jobs(edition, setting, press):
        made = printed(job, with_contents=False)
        if made.pages <= PAGES:
            break
    found = (*job.parts.diagnostics, *findings.of(made, edition), *_long(made, edition))
    return Artifact(f"{edition.name}.pdf", "pdf", made.data, made.pages, "pages", found)


def _jobs(edition: Edition, setting: Setting, press: weasy.Press) -> Iterator[Job]:
    """Yield the summary with lower and lower figures, as long as what is in them can be drawn."""
    for share in SHARES:
        try:
            ready = nodes.ready(edition, setting, setting.theme.points("page.figure") * share)
        except DossierError:
            if share == SHARES[0]:
                raise
            return
        yield Job(edition, setting, page.written(ready.blocks, edition.front.lang), press, ready.resources)


def _long(made: weasy.Printed, edition: Edition) -> Iterator[Diagnostic]:
    if made.pages > PAGES:
        yield Diagnostic(
            "summary-long",
            Severity.WARNING,
            f"the summary takes {made.pages} pages, not {PAGES}",
            edition.source.place(None),
            "shorten the key points, or leave a figure to the briefing with {except=summary}",
        )


SUMMARY = Format("pdf", "summary", render, weasy.load)
