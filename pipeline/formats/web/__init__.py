"""The web page as one HTML file. What writes it is imported when it is needed."""

from pipeline.formats.format import Format, Setting
from pipeline.model.stages import Artifact, Edition


def _prepare() -> None:
    from pipeline.formats.web import render  # noqa: F401  # for the processes that render


def _render(edition: Edition, setting: Setting) -> Artifact:
    from pipeline.formats.web.render import render

    return render(edition, setting)


WEB = Format("html", "web", _render, _prepare, stem="article")
