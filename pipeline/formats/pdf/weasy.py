"""WeasyPrint: the only module that imports it. HTML, a style sheet and resources in; pages or a report out.

WeasyPrint fetches nothing but what it is given: every other request is refused and fails the build, and
nothing that it logs is lost.
"""

from __future__ import annotations

import ctypes.util
import io
import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from threading import Lock
from typing import Any

from pipeline.formats.pdf import (
    columns,
    conformance,
    edges,
    floats,
    footnotes,
    line_starts,
    memory,
    returns,
    structure,
    unplaced,
)
from pipeline.formats.pdf.lines import hanging_space
from pipeline.formats.pdf.long_lines import near_pieces, near_text
from pipeline.formats.pdf.meanings import meant
from pipeline.formats.pdf.resource import BASE, Resource, embedded
from pipeline.model.checkout import cure
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
VARIANT = "pdf/a-3a"
_GLYPHS = "hb_codepoint_t[]"
_LOADING = Lock()
OPTIONAL = frozenset({"harfbuzz-vector"})
_AFFIXES = re.compile(r"^lib|(?:[-.](?:\d+|so|dylib|dll))+$")


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
    # It is asked for while another thread imports it: what is mended twice lays out in another way.
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> Any:
    native.prepare()
    with _quick_find():
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
    _mend()
    return weasyprint


def _mend() -> None:
    """Put our functions in place of some of WeasyPrint's own; its version is pinned, and each has a test."""
    import pydyf
    import weasyprint.layout as layout
    import weasyprint.layout.block as block
    import weasyprint.layout.inline as inline
    import weasyprint.layout.percent as percent
    import weasyprint.pdf as pdf
    import weasyprint.pdf.fonts as pdf_fonts
    import weasyprint.text.ffi as ffi

    context = layout.LayoutContext
    context._update_footnote_area = footnotes.fitting(context._update_footnote_area)
    block._linebox_layout = footnotes.staying(block._linebox_layout)
    block.columns_layout = columns.filled(block, percent)
    laid_out = floats.floating(returns.paged(unplaced.forgotten(block._in_flow_layout)))
    block._in_flow_layout = memory.watched(laid_out)
    inline.split_first_line = hanging_space(near_text(inline.split_first_line))
    inline.split_inline_box = line_starts.keeping_start(inline.split_inline_box)
    inline.split_text_box = line_starts.dividing_at_start(inline.split_text_box)
    inline._break_waiting_children = near_pieces(inline._break_waiting_children)
    pdf.add_tags = structure.tag
    pdf.build_fonts_dictionary = meant(pdf.build_fonts_dictionary)
    written = pydyf.Stream.data
    pydyf.Stream.data = property(lambda stream: conformance.parted(written.fget(stream)))
    pdf.ColorProfile = _closing(pdf.ColorProfile)
    # The time of the build does not get into the fonts.
    pdf_fonts.TTFont = partial(pdf_fonts.TTFont, recalcTimestamp=False)
    ffi.ffi.new = _one_type(ffi.ffi.new)


def _closing(profile: Callable[..., Any]) -> Callable[..., Any]:
    """Return a maker of colour profiles that closes the file it reads."""

    def made(file: Any, *rest: Any) -> Any:
        with file:
            return profile(file, *rest)

    return made


def _one_type(new: Callable[..., Any]) -> Callable[..., Any]:
    """Return cffi's `new` that takes arrays of glyphs of any length as one type: it parses each type anew."""

    def made(kind: str, *rest: Any) -> Any:
        return new(_GLYPHS if kind.startswith("hb_codepoint_t[") and rest else kind, *rest)

    return made


@contextmanager
def _quick_find() -> Iterator[None]:
    """Answer `find_library` from a table of the names that the loader knows, as long as the block runs."""
    original = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _find(original)  # type: ignore[assignment]  # the same but for its name
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
