"""The structure tree of the PDF is Dossier's own: `structure.py` writes it from the boxes of the pages.

WeasyPrint 70 marks no running line as an artifact (#1836) and writes a link once for each box that it
consists of (#185); notes are apart from their calls, and formulas have no structure.
"""

from __future__ import annotations

from typing import Any

from pipeline.formats.pdf import structure
from pipeline.formats.pdf.patches.patch import Function, Patch, Target

GENERATE = Target("weasyprint.document", "generate_pdf", "(document, target, zoom, **options)")
TAGS = Target("weasyprint.pdf", "add_tags", "(pdf, document, pdf_version, page_streams)")


def read_pages(generate: Function) -> Function:
    """Return a function that generates a PDF, and reads the structure of each page when it is painted."""

    def generate_pdf(document: Any, target: Any, zoom: float, **options: Any) -> Any:
        document.pages = structure.sheets(document.pages)
        return generate(document, target, zoom, **options)

    return generate_pdf


def write_structure(tag: Function) -> Function:
    """Return a function that writes Dossier's structure in place of WeasyPrint's."""

    def add_tags(pdf: Any, document: Any, pdf_version: object, page_streams: Any) -> None:
        structure.write_structure(pdf, document, page_streams)

    return add_tags


PATCH = Patch(
    "tags",
    "https://github.com/Kozea/WeasyPrint/issues/1836",
    ((GENERATE, read_pages), (TAGS, write_structure)),
)
