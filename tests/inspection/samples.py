"""Files to read back, written by hand: small e-books, pages and sites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline import archive
from pipeline.model.inspection import Flaw, Inspection, Passage

CONTAINER = b"""<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
METADATA = (
    "<dc:title>A short  book</dc:title><dc:language>km</dc:language><dc:creator>A. Author</dc:creator>"
    "<dc:creator>B. Writer</dc:creator><dc:identifier>urn:x:1</dc:identifier><dc:date>2026-01-02</dc:date>"
)


def xhtml(body: str, head: str = "") -> str:
    """Return an XHTML page."""
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>t</title>{head}</head><body>{body}</body></html>"
    )


def book(pages: Mapping[str, str], others: Mapping[str, bytes] | None = None, items: str = "") -> bytes:
    """Return an e-book of pages, in their order in the spine, and other files; `items` are for its list."""
    manifest = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in pages
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    contents = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{METADATA}</metadata><manifest>{manifest}{items}</manifest><spine>{spine}</spine></package>"
    )
    return archive.pack(
        [
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", CONTAINER),
            ("OEBPS/book.opf", contents.encode()),
            *((f"OEBPS/{name}", xhtml(body).encode()) for name, body in pages.items()),
            *((f"OEBPS/{name}", data) for name, data in (others or {}).items()),
        ]
    )


def page(body: str, head: str = "") -> bytes:
    """Return a web page."""
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


def site(pages: Mapping[str, str], others: Mapping[str, bytes] | None = None) -> bytes:
    """Return a site as an archive."""
    files = {name: page(body) for name, body in pages.items()}
    return archive.pack([*files.items(), *(others or {}).items()])


def lines(inspection: Inspection) -> list[tuple[str, str]]:
    """Return the kind and the words of each passage."""
    return [(each.kind, each.text) for each in inspection.passages]


def marks(passage: Passage) -> list[tuple[str, str, str]]:
    """Return the kind, the name and the words of each mark."""
    return [(each.kind, each.name, passage.text[each.start : each.end]) for each in passage.marks]


def reasons(flaws: Sequence[Flaw]) -> list[tuple[str, str]]:
    """Return the words of each flaw and its reason."""
    return [(each.text, each.reason) for each in flaws]
