"""The PDFs: the briefing and its summary, set in pages. What sets them is imported when it is needed."""

from pipeline.formats.format import Format, Setting
from pipeline.model.stages import Artifact, Edition


def _prepare() -> None:
    from pipeline.formats.pdf import render, weasy  # noqa: F401  # for the processes that render

    weasy.load()


def _render_briefing(edition: Edition, setting: Setting) -> Artifact:
    from pipeline.formats.pdf.render import render

    return render(edition, setting)


def _render_summary(edition: Edition, setting: Setting) -> Artifact:
    from pipeline.formats.pdf.summary import render

    return render(edition, setting)


PDF = Format("pdf", "briefing", _render_briefing, _prepare)
SUMMARY = Format("pdf", "summary", _render_summary, _prepare)
