"""Formats: an edition becomes bytes. The table is all that the rest of the program knows of them."""

from __future__ import annotations

from pipeline.formats.epub import EPUB
from pipeline.formats.format import Format
from pipeline.formats.pdf import PDF
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML

FORMATS: tuple[Format, ...] = (PDF, EPUB, HTML, PPTX)
