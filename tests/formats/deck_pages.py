"""A deck's PDF as its readers have it: the slide of each page, read from the structure and from the page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2

from tests import tagged
from tests.formats.tagged_text import TextElement, read_marked_content

_MARK = re.compile(r"[•◦▪]|\w{1,8}\.")
HEADINGS = ("H1", "H2", "H3")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title, its words in reading order, with those of pictures, and its elements."""

    title: str
    words: str
    elements: tuple[TextElement, ...]

    def all(self, *tags: str) -> list[TextElement]:
        """Return the elements of these tags."""
        return [each for element in self.elements for each in element.all(*tags)]


def read_pages(data: bytes) -> list[Page]:
    """Return the slides of a PDF in the order of its structure."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        contents = [read_marked_content(page) for page in pdf.pages]
        root = tagged.structure(pdf, lambda page, number: contents[page].texts[number])
        assert [each for content in contents for each in content.loose if each.strip(" fSDo*")] == []
        return [_page(section.children()) for section in _slides(root)]


def _slides(root: TextElement) -> Iterator[TextElement]:
    """Yield the sections that have a title of their own."""
    for each in root.children():
        if any(kid.tag in HEADINGS for kid in each.children()):
            yield each
        else:
            yield from _slides(each)


def _page(elements: Sequence[TextElement]) -> Page:
    title = next(each.text() for each in elements if each.tag in HEADINGS)
    words = " ".join(_words(each) for each in elements)
    return Page(" ".join(title.split()), " ".join(words.split()), tuple(elements))


def _words(element: TextElement) -> str:
    """Return the words of an element; those of a picture or formula are its alternative text."""
    if element.tag == "Lbl" and _MARK.fullmatch(element.text().strip()):
        return ""
    if "Alt" in element.entries and element.tag in ("Figure", "Formula"):
        return str(element.entries["Alt"])
    parts = (
        f" {_words(kid)} " if isinstance(kid, tagged.Element) else str(kid)
        for kid in element.kids
        if not isinstance(kid, tagged.Link)
    )
    return "".join(parts)


def outline(data: bytes) -> list[tuple[int, str, int]]:
    """Return the entries of the outline: their level, title and page, from 0."""
    with pypdfium2.PdfDocument(data) as pdf:
        entries = [(each.level, each.get_title(), each.get_dest()) for each in pdf.get_toc()]
        return [(level, title, place.get_index()) for level, title, place in entries if place is not None]


def letters_outside(data: bytes, slack: float = 0.5) -> list[tuple[int, str]]:
    """Return the letters that are not wholly within their page, with its number from 0."""
    result: list[tuple[int, str]] = []
    with pypdfium2.PdfDocument(data) as pdf:
        for number, page in enumerate(pdf):
            (width, height), text = page.get_size(), page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                letter = text.get_text_range(index, 1)
                if letter.strip() and (
                    min(left, bottom) < -slack or right > width + slack or top > height + slack
                ):
                    result.append((number, letter))
    return result
