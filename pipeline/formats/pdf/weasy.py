"""WeasyPrint: the only module that imports it. HTML, a style sheet and resources in; pages or a report out.

WeasyPrint fetches nothing but what it is given: every other request is refused and fails the build, and
nothing that it logs is lost.
"""

from __future__ import annotations

import ctypes.util
import gc
import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from pipeline.formats.pdf import conformance, structure
from pipeline.formats.pdf.lines import hanging_space
from pipeline.formats.pdf.resource import BASE, Resource
from pipeline.model.diagnostics import DossierError, Place, ToolMissing, error
from pipeline.setup import native

# What the loader calls the libraries that WeasyPrint looks for by other names first. Each of those names
# costs a run of ldconfig, gcc and ld; without, the import takes half the time.
SONAMES = {
    "gobject": "libgobject-2.0.so.0",
    "pango": "libpango-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "harfbuzz-vector": "libharfbuzz-vector.so.0",
    "fontconfig": "libfontconfig.so.1",
    "pangoft2": "libpangoft2-1.0.so.0",
}
OPTIONAL = frozenset({"harfbuzz-vector"})
_AFFIXES = re.compile(r"^lib|(?:[-.](?:\d+|so|dylib|dll))+$")


@dataclass(frozen=True, slots=True)
class Message:
    """What WeasyPrint logged: how grave it took it to be, and its words."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF as WeasyPrint wrote it, the number of its pages, what was logged and which URLs were refused."""

    data: bytes = field(repr=False)
    pages: int
    messages: tuple[Message, ...]
    refused: tuple[str, ...]


@cache
def load() -> Any:
    """Import WeasyPrint, its native libraries made known first; ToolMissing if they are not there."""
    native.prepare()
    with _quick_find():
        try:
            import weasyprint
            import weasyprint.layout.inline as inline
            import weasyprint.pdf as pdf
            import weasyprint.urls
        except OSError as failure:
            raise ToolMissing(
                [error("tool-missing", f"WeasyPrint does not find its libraries: {failure}", Place("weasyprint"),
                       "run `make setup`, or `dossier doctor` to see which are missing")]
            ) from failure  # fmt: skip
    inline.split_first_line = hanging_space(inline.split_first_line)
    pdf.add_tags = structure.tag
    return weasyprint


@contextmanager
def _quick_find() -> Iterator[None]:
    """Answer `find_library` from a table of the names that the loader knows, as long as the block runs."""
    original = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _find(original)
    try:
        yield
    finally:
        ctypes.util.find_library = original


def _find(original: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """Return a `find_library` that knows Pango's libraries and asks the original for any other."""

    def find(name: str) -> str | None:
        library = _AFFIXES.sub("", name)
        soname = SONAMES.get(library)
        if soname is not None:
            try:
                ctypes.CDLL(soname)
                return soname
            except OSError:
                if library in OPTIONAL:
                    return None
        return original(name)

    return find


def write(
    html: str, css: str, resources: Mapping[str, Resource], fonts: Mapping[str, Resource], identifier: bytes
) -> Printed:
    """Set HTML in pages and write them as a tagged PDF that is PDF/A-3a and PDF/UA-1.

    `css` is the whole style sheet; its URLs and those of the HTML are keys of `resources` or `fonts`.
    """
    weasyprint = load()
    fetcher = _fetcher({**fonts, **resources})
    with _logged() as messages, _no_collection():
        sheet, font_configuration = _sheet(css, tuple(fonts.items()))
        document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher).render(
            font_config=font_configuration, stylesheets=[sheet], pdf_variant="pdf/a-3a"
        )
        data = document.write_pdf(
            pdf_variant="pdf/a-3a", pdf_identifier=identifier, finisher=conformance.finish
        )
    return Printed(data, len(document.pages), tuple(dict.fromkeys(messages)), tuple(fetcher.refused))


@lru_cache(maxsize=4)
def _sheet(css: str, fonts: tuple[tuple[str, Resource], ...]) -> tuple[Any, Any]:
    """Parse a style sheet and load its fonts; the same again for the same text."""
    weasyprint = load()
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()
    fetcher = _fetcher(dict(fonts))
    sheet = weasyprint.CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=configuration)
    if fetcher.refused:
        place = Place("styles")
        raise DossierError(
            error("resource-refused", f"the style sheets ask for {url}", place) for url in fetcher.refused
        )
    return sheet, configuration


def _fetcher(known: Mapping[str, Resource]) -> Any:
    """Return a fetcher that answers with these resources and refuses, and records, everything else."""
    urls = load().urls

    class Fetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]  # its base is known only once loaded
        """Answers from memory; opens no file and no connection."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False)
            self.refused: list[str] = []

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            resource = known.get(url)
            if resource is None:
                self.refused.append(url)
                raise ValueError(f"refused: {url}")
            return urls.URLFetcherResponse(url, resource.data, {"Content-Type": resource.media_type})

    return Fetcher()


@contextmanager
def _logged() -> Iterator[list[Message]]:
    """Collect what WeasyPrint and fontTools log at level warning or above."""
    messages: list[Message] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(Message(record.levelno, record.getMessage()))

    handler = Collect(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield messages
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the cyclic collector from running over and over through the boxes of a layout."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
