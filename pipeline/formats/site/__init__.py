"""The site: the web page as a folder of pages, one for each section, with a search."""

from pipeline.formats.format import Format, Setting
from pipeline.model.stages import Artifact, Edition


def _prepare() -> None:
    from pipeline.formats.site import render  # noqa: F401  # for the processes that render


def _render(edition: Edition, setting: Setting) -> Artifact:
    from pipeline.formats.site.render import render

    return render(edition, setting)


SITE = Format("html", "site", _render, _prepare, is_folder=True)
