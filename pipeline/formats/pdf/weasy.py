"""WeasyPrint: the only module that calls it. HTML, a style sheet and resources in; pages and messages out.

WeasyPrint gets only the resources that the caller passes: every other request is refused and fails the build.
All its log messages become diagnostics.
"""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from pipeline.formats.pdf import conformance, edges, libraries
from pipeline.formats.pdf.patches import table
from pipeline.formats.pdf.resource import BASE, Resource, read_data_url
from pipeline.model.checkout import cure
from pipeline.model.diagnostics import DossierError, Place, ToolMissing, error
from pipeline.setup import native

VARIANT = "pdf/a-3a"
_LOADING = Lock()


@dataclass(frozen=True, slots=True)
class Message:
    """A message from WeasyPrint's log: its level and its text."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Printout:
    """A PDF from WeasyPrint, the number of its pages, and its faults.

    The faults are log messages, refused URLs, lines that the edge of a page cuts off, and contents in two
    columns that continue on another page.
    """

    data: bytes = field(repr=False)
    pages: int
    messages: tuple[Message, ...]
    refused_urls: tuple[str, ...]
    cut_lines: tuple[str, ...] = ()
    has_divided_contents: bool = False


def load() -> Any:
    """Import WeasyPrint after its native libraries are found. Raise ToolMissing if they are missing."""
    # Another thread may call this during the import and the patches.
    with _LOADING:
        return _import()


def warm_up(lang: str) -> None:
    """Load WeasyPrint and what it hyphenates a language with. Raise ToolMissing."""
    load()
    import pyphen  # type: ignore[import-untyped]

    if pyphen.language_fallback(lang):
        pyphen.Pyphen(lang=lang)


@cache
def _import() -> Any:
    native.prepare()
    with libraries.quick_lookup(), libraries.late_imports():
        try:
            # WeasyPrint prints a page of advice if the import fails.
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                import weasyprint
        except OSError as failure:
            message = "missing Pango libraries, which set the PDFs"
            debian = f"apt-get install {' '.join(dict.fromkeys(native.LIBRARIES.values()))}"
            by_hand = f"{debian} (macOS: brew install pango)"
            way = "`dossier doctor` tells which are missing, and `--to epub,html,pptx` builds the rest"
            hint = f"{cure('setup', by_hand)}; {way}"
            raise ToolMissing([error("tool-missing", message, Place("weasyprint"), hint)]) from failure
    table.apply()
    return weasyprint


@dataclass(frozen=True, slots=True)
class Press:
    """A parsed style sheet with its fonts, and the log messages of parsing it."""

    sheet: Any
    fonts: Any
    messages: tuple[Message, ...]


@lru_cache(maxsize=4)
def press(css: str, fonts: tuple[tuple[str, Resource], ...]) -> Press:
    """Parse a style sheet and load its fonts."""
    weasyprint = load()
    configuration = _font_configuration()
    fetcher = _fetcher(dict(fonts))
    with _collect_messages() as messages:
        sheet = weasyprint.CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=configuration)
    if fetcher.refused_urls:
        place = Place("styles")
        raise DossierError(error("resource-refused", f"the style sheets ask for {url}", place)
                           for url in fetcher.refused_urls)  # fmt: skip
    return Press(sheet, configuration, tuple(dict.fromkeys(messages)))


def _font_configuration() -> Any:
    """Return a font configuration whose files only the process that creates it removes.

    A forked process has a copy of each configuration; when that ends, others still use the files.
    """
    from weasyprint.text.fonts import FontConfiguration

    class OwnedFontConfiguration(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no types
        process = os.getpid()

        # When the interpreter ends, names of modules are gone before this is called.
        def __del__(self, current: Callable[[], int] = os.getpid) -> None:
            if current() == self.process:
                super().__del__()

    return OwnedFontConfiguration()


def boxes(html: str, ready: Press, resources: Mapping[str, Resource]) -> tuple[Any, ...]:
    """Return the boxes of the pages of HTML, without log messages: `write` collects them."""
    with _collect_messages():
        return tuple(page._page_box for page in _lay_out(html, ready, _fetcher(resources)).pages)


def _lay_out(html: str, ready: Press, fetcher: Any) -> Any:
    return (
        load()
        .HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        .render(
            font_config=ready.fonts,
            stylesheets=[ready.sheet],
            pdf_variant=VARIANT,
            presentational_hints=True,  # numbers of lists: their start and their type
        )
    )


def write(
    html: str,
    ready: Press,
    resources: Mapping[str, Resource],
    identifier: bytes,
    finish: Callable[[object, Any], None] = conformance.finish,
) -> Printout:
    """Lay out HTML and write it as a tagged PDF; `finish` makes it conform to PDF/A-3a and PDF/UA-1."""
    fetcher = _fetcher(resources)
    with _collect_messages() as messages:
        document = _lay_out(html, ready, fetcher)
        lost_lines, has_divided_contents = _find_faults([page._page_box for page in document.pages])
        data = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier, finisher=finish)
    all_messages = tuple(dict.fromkeys((*ready.messages, *messages)))
    return Printout(
        data,
        len(document.pages),
        all_messages,
        tuple(fetcher.refused_urls),
        lost_lines,
        has_divided_contents,
    )


def _find_faults(page_boxes: Sequence[Any]) -> tuple[tuple[str, ...], bool]:
    """Return the lines that are lost, and whether contents in two columns are on several pages."""
    cut_lines = (line for page in page_boxes for line in edges.find_cut_lines(page))
    lost_lines = (*cut_lines, *edges.find_lost_notes(page_boxes), *edges.find_lost_words(page_boxes))
    return lost_lines, edges.is_divided(page_boxes, "contents")


def _fetcher(resources: Mapping[str, Resource]) -> Any:
    """Return a fetcher that answers with these resources, and refuses and records all other requests.

    Pictures within an SVG are data URLs.
    """
    urls = load().urls

    class Fetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]  # its base is known only once loaded
        """Answers from memory; opens no file and no connection."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False)
            self.refused_urls: list[str] = []

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            resource = resources.get(url) or read_data_url(url)
            if resource is None:
                self.refused_urls.append(url)
                raise ValueError(f"refused: {url}")
            return urls.URLFetcherResponse(url, resource.data, {"Content-Type": resource.media_type})

    return Fetcher()


@contextmanager
def _collect_messages() -> Iterator[list[Message]]:
    """Collect what WeasyPrint and fontTools log at level warning or above."""
    messages: list[Message] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(Message(record.levelno, record.getMessage()))

    handler = Collector(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield messages
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
