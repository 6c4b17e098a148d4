"""The deck as PDFs: a slide on each page, and the handout with the speaker notes below each slide.

What sets them is imported when it is needed.
"""

from pipeline.formats.deck_pdf.view import without_notes
from pipeline.formats.format import Format, Setting
from pipeline.model.stages import Artifact, Edition


def _prepare() -> None:
    from pipeline.formats.deck_pdf import render  # noqa: F401  # for the processes that render
    from pipeline.formats.pdf import weasy

    weasy.load()


def _render_slides(edition: Edition, setting: Setting) -> Artifact:
    from pipeline.formats.deck_pdf.render import render_slides

    return render_slides(edition, setting)


def _render_handout(edition: Edition, setting: Setting) -> Artifact:
    from pipeline.formats.deck_pdf.render import render_handout

    return render_handout(edition, setting)


DECK_PDF = Format("pdf", "deck", _render_slides, _prepare, without_notes)
HANDOUT = Format("pdf", "handout", _render_handout, _prepare)
