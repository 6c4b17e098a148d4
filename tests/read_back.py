"""The words of finished files as their readers have them, one function for each format."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdfium2
from lxml import etree, html

_SLIDE = re.compile(r"ppt/(?:slides|notesSlides|charts)/[^/]+\.xml")


def of_pdf(path: Path) -> str:
    """Return the words of a PDF, page by page."""
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))


def of_epub(path: Path) -> str:
    """Return the words of the texts of an EPUB."""
    with zipfile.ZipFile(path) as book:
        names = [name for name in book.namelist() if name.endswith(".xhtml")]
        return "\n".join(" ".join(etree.fromstring(book.read(name)).itertext()) for name in names)


def of_html(path: Path) -> str:
    """Return the words of a web page, without those of its programs."""
    page = html.fromstring(path.read_bytes())
    for each in page.xpath("//script | //style"):
        each.drop_tree()
    return str(page.text_content())


def of_pptx(path: Path) -> str:
    """Return the words on slides, in their charts and in their notes."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if _SLIDE.fullmatch(name)]
        return "\n".join(" ".join(etree.fromstring(package.read(name)).itertext()) for name in names)


READERS: Mapping[str, Callable[[Path], str]] = {
    "briefing.pdf": of_pdf,
    "ebook.epub": of_epub,
    "deck.html": of_html,
    "deck.pptx": of_pptx,
    "deck.pdf": of_pdf,
    "article.html": of_html,
}
# The files that leave out what is only said: the speaker notes.
WITHOUT_NOTES = ("deck.pdf",)
