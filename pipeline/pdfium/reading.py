"""A PDF read whole: metadata, structure, the text of its marked content, links, anchors and fonts."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.pdfium import library
from pipeline.pdfium.library import LOCK
from pipeline.pdfium.marked import PageReader, Run
from pipeline.pdfium.objects import FontUse, Rectangle
from pipeline.pdfium.structure import Node, StructureReader

MOST_PAGES = 5_000
MOST_ANCHORS = 200_000
# Annotations of a page that are looked at.
MOST_LINKS = 20_000
_METADATA = {
    "title": "Title", "author": "Author", "subject": "Subject", "keywords": "Keywords", "creator": "Creator",
    "producer": "Producer", "created": "CreationDate", "date": "ModDate",
}  # fmt: skip
# A permanent identifier of a file, and not that of one version of it.
_PERMANENT = 0


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A link's rectangle on a page: what it leads to, a URL or `#` and a name, and whether that exists."""

    box: Rectangle
    target: str
    is_dead: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its runs of text and its links."""

    runs: tuple[Run, ...]
    links: tuple[LinkArea, ...]


@dataclass(frozen=True, slots=True)
class File:
    """All of a PDF that a reader needs."""

    pages: tuple[Page, ...]
    root: Node
    metadata: Mapping[str, str]
    lang: str
    anchors: frozenset[str]
    fonts: tuple[FontUse, ...]


def read_file(data: bytes) -> File:
    """Read a PDF. Raise ValueError with the reason if it cannot be read."""
    pdfium = library.load()
    with LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as failure:
            raise ValueError(_reason(str(failure))) from None
        try:
            return _read(document)
        except pdfium.PdfiumError as failure:
            raise ValueError(str(failure)) from None
        finally:
            document.close()


def _reason(failure: str) -> str:
    return "it is encrypted with a password" if "assword" in failure else "it is damaged, or no PDF"


def _read(document: Any) -> File:
    count = len(document)
    if not 0 < count <= MOST_PAGES:
        raise ValueError("it has no page" if count <= 0 else f"it has more than {MOST_PAGES} pages")
    raw = library.raw()
    reader, structure, strings = PageReader(), StructureReader(), library.Strings()
    pages: list[Page] = []
    for number in range(1, count + 1):
        page = raw.FPDF_LoadPage(document, number - 1)
        if not page:
            raise ValueError(f"its page {number} is damaged")
        try:
            structure.add(page, number)
            links = tuple(_links(raw, strings, document, page))
            pages.append(Page(tuple(reader.runs(page)), links))
        finally:
            raw.FPDF_ClosePage(page)
    metadata = {
        name: value
        for name, key in _METADATA.items()
        if (value := strings.wide(raw.FPDF_GetMetaText, document, key.encode()))
    }
    if identifier := _identifier(raw, strings, document):
        metadata["identifier"] = identifier
    return File(
        tuple(pages),
        structure.root,
        metadata,
        _lang(raw, strings, document),
        frozenset(_anchors(raw, document)),
        tuple(reader.objects.fonts.values()),
    )


def _identifier(raw: Any, strings: library.Strings, document: Any) -> str:
    value = strings.bytes_of(raw.FPDF_GetFileIdentifier, document, _PERMANENT)
    return value[:-1].hex()


def _lang(raw: Any, strings: library.Strings, document: Any) -> str:
    return strings.wide(raw.FPDFCatalog_GetLanguage, document, kind=ctypes.POINTER(raw.FPDF_WCHAR))


def _anchors(raw: Any, document: Any) -> Iterator[str]:
    """Yield the names of destinations."""
    buffer = ctypes.create_string_buffer(4_096)
    length = ctypes.c_long()
    for index in range(min(raw.FPDF_CountNamedDests(document), MOST_ANCHORS)):
        length.value = len(buffer)
        if raw.FPDF_GetNamedDest(document, index, buffer, ctypes.byref(length)) and length.value > 0:
            yield ctypes.string_at(buffer, length.value).decode("utf-16-le", "replace").rstrip("\0")


def _links(raw: Any, strings: library.Strings, document: Any, page: Any) -> Iterator[LinkArea]:
    """Yield the links of a page."""
    position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    for _ in range(MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
            return
        if not raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            continue
        area = box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)
        target, is_dead = _target(raw, strings, document, page, link)
        yield LinkArea(area, target, is_dead)


def _target(raw: Any, strings: library.Strings, document: Any, page: Any, link: Any) -> tuple[str, bool]:
    """Return what a link leads to, and whether that is missing."""
    action = raw.FPDFLink_GetAction(link)
    if action:
        kind = raw.FPDFAction_GetType(action)
        if kind == raw.PDFACTION_URI:
            uri = strings.narrow(raw.FPDFAction_GetURIPath, document, action)
            return uri, not uri
        if kind != raw.PDFACTION_GOTO:
            return "", kind == raw.PDFACTION_UNSUPPORTED
    name = ""
    annotation = raw.FPDFLink_GetAnnot(page, link)
    if annotation:
        kind_of_letters = ctypes.POINTER(ctypes.c_ushort)
        name = strings.wide(raw.FPDFAnnot_GetStringValue, annotation, b"Dest", kind=kind_of_letters)
        raw.FPDFPage_CloseAnnot(annotation)
    destination = raw.FPDFLink_GetDest(document, link)
    index = raw.FPDFDest_GetDestPageIndex(document, destination) if destination else -1
    return f"#{name}" if name else "", index < 0
