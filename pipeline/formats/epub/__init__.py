"""The EPUB: the e-book in its package. What writes it is imported when it is needed."""

from pipeline.formats.format import Format, Setting
from pipeline.model.stages import Artifact, Edition


def _prepare() -> None:
    from pipeline.formats.epub import render  # noqa: F401  # for the processes that render


def _render(edition: Edition, setting: Setting) -> Artifact:
    from pipeline.formats.epub.render import render

    return render(edition, setting)


EPUB = Format("epub", "ebook", _render, _prepare)
