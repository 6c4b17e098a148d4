"""The deck as PPTX. What writes it is imported when it is needed."""

from pipeline.formats.format import Format, Setting
from pipeline.model.stages import Artifact, Edition


def _prepare() -> None:
    from pipeline.formats.pptx import deck, render  # noqa: F401  # for the processes that render


def _render(edition: Edition, setting: Setting) -> Artifact:
    from pipeline.formats.pptx.render import render

    return render(edition, setting)


PPTX = Format("pptx", "deck", _render, _prepare)
