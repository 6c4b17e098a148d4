"""Formats: an edition becomes bytes. The table is all that the rest of the program knows of them."""

from __future__ import annotations

from pipeline.formats.epub import EPUB
from pipeline.formats.format import Format
from pipeline.formats.pdf import PDF, SUMMARY
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML

FORMATS: tuple[Format, ...] = (PDF, EPUB, HTML, PPTX, SUMMARY)
# What is built where nothing is named: the summary is made only when it is asked for.
DEFAULT = tuple(each for each in FORMATS if each.edition != "summary")
