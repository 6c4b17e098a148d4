"""WeasyPrint: the only module that imports it. HTML, a style sheet and resources in; pages or a report out.

WeasyPrint fetches nothing but what it is given: every other request is refused and fails the build, and
nothing that it logs is lost.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from pipeline.formats.pdf import conformance, edges, libraries
from pipeline.formats.pdf.patches import table
from pipeline.formats.pdf.resource import BASE, Resource, embedded
from pipeline.model.checkout import cure
from pipeline.model.diagnostics import DossierError, Place, ToolMissing, error
from pipeline.setup import native

VARIANT = "pdf/a-3a"
_LOADING = Lock()


@dataclass(frozen=True, slots=True)
class Message:
    """What WeasyPrint logged: how grave it took it to be, and its words."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF as WeasyPrint wrote it, the number of its pages, and what is wrong with it.

    That is what was logged, which URLs were refused, which lines the edge of a page cuts off, and whether
    contents that stand side by side go on over a page.
    """

    data: bytes = field(repr=False)
    pages: int
    messages: tuple[Message, ...]
    refused: tuple[str, ...]
    cut: tuple[str, ...] = ()
    divided: bool = False


def load() -> Any:
    """Import WeasyPrint, its native libraries made known first; ToolMissing if they are not there."""
    # Another thread may ask for it while it is imported and patched.
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> Any:
    native.prepare()
    with libraries.quick_lookup():
        try:
            # WeasyPrint prints a page of advice of its own when it fails.
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                import weasyprint
        except OSError as failure:
            message = "the Pango libraries, with which PDFs are set, are not there"
            debian = f"apt-get install {' '.join(dict.fromkeys(native.LIBRARIES.values()))}"
            by_hand = f"{debian} (macOS: brew install pango)"
            hint = f"{cure('setup', by_hand)}; `dossier doctor` tells which are missing"
            raise ToolMissing([error("tool-missing", message, Place("weasyprint"), hint)]) from failure
    table.apply()
    return weasyprint


@dataclass(frozen=True, slots=True)
class Press:
    """A parsed style sheet with its fonts loaded, and what was logged on the way."""

    sheet: Any
    fonts: Any
    messages: tuple[Message, ...]


@lru_cache(maxsize=4)
def press(css: str, fonts: tuple[tuple[str, Resource], ...]) -> Press:
    """Make ready for printing with a style sheet, whose URLs are those of the fonts."""
    weasyprint = load()
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()
    fetcher = _fetcher(dict(fonts))
    with _logged() as messages:
        sheet = weasyprint.CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=configuration)
    if fetcher.refused:
        place = Place("styles")
        raise DossierError(error("resource-refused", f"the style sheets ask for {url}", place)
                           for url in fetcher.refused)  # fmt: skip
    return Press(sheet, configuration, tuple(dict.fromkeys(messages)))


def boxes(html: str, ready: Press, resources: Mapping[str, Resource]) -> tuple[Any, ...]:
    """Return the boxes of the pages that HTML is set in; what is wrong with it is said when it is written."""
    with _logged():
        return tuple(page._page_box for page in _laid_out(html, ready, _fetcher(resources)).pages)


def _laid_out(html: str, ready: Press, fetcher: Any) -> Any:
    return (
        load()
        .HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        .render(
            font_config=ready.fonts,
            stylesheets=[ready.sheet],
            pdf_variant=VARIANT,
            presentational_hints=True,  # numbers of lists: where they start, and of which kind they are
        )
    )


def write(
    html: str,
    ready: Press,
    resources: Mapping[str, Resource],
    identifier: bytes,
    finish: Callable[[object, Any], None] = conformance.finish,
) -> Printed:
    """Set HTML in pages and write them as a tagged PDF; `finish` makes it PDF/A-3a and PDF/UA-1 at once."""
    fetcher = _fetcher(resources)
    with _logged() as messages:
        document = _laid_out(html, ready, fetcher)
        data = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier, finisher=finish)
    logged = tuple(dict.fromkeys((*ready.messages, *messages)))
    pages = [page._page_box for page in document.pages]
    cut = tuple(line for page in pages for line in edges.cut(page))
    lost = (*cut, *edges.unset_notes(pages))
    return Printed(
        data, len(pages), logged, tuple(fetcher.refused), lost, edges.is_divided(pages, "contents")
    )


def _fetcher(known: Mapping[str, Resource]) -> Any:
    """Return a fetcher that answers with these resources and refuses, and records, everything else.

    Pictures in an SVG are addresses of data.
    """
    urls = load().urls

    class Fetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]  # its base is known only once loaded
        """Answers from memory; opens no file and no connection."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False)
            self.refused: list[str] = []

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            resource = known.get(url) or embedded(url)
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
