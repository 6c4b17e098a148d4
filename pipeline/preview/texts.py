"""The words of finished files in their order, and where each stands: what the preview finds its way by."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from lxml import etree, html

from pipeline.pdfium.pages import Pages

# The elements that the page counts as well (preview.js): a place in a page is the number of one of them.
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset((*_HEADINGS, "p", "li", "td", "th", "figcaption", "caption", "dt", "dd", "pre", "summary"))
_SILENT = frozenset(["script", "style", "template"])
_CONTAINER = "META-INF/container.xml"
_NAMESPACES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an edition: a block of a document, a slide, or a box on a page; all numbers from 0.

    `document` is the name of a file in an e-book, the id of a slide, or empty; `box` is left, top, width and
    height in shares of the page. `index` counts the bound facts of a document.
    """

    document: str = ""
    label: str = ""
    block: int = -1
    page: int = -1
    box: tuple[float, float, float, float] | None = None
    index: int = -1


@dataclass(frozen=True, slots=True)
class BoundWords:
    """Words that are bound to a fact: their first and last word in a text, and the spot."""

    fact: str
    first: int
    last: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class Text:
    """The words of an edition, folded to small letters, with the spot of each; and those that are bound."""

    words: tuple[str, ...] = field(repr=False)
    spots: tuple[Spot, ...] = field(repr=False)
    bindings: tuple[BoundWords, ...] = field(repr=False)


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text: letters and digits in a row, in small letters."""
    for match in re.finditer(r"[^\W_]+", _without_marks(text)):
        yield match[0].casefold()


def _without_marks(text: str) -> str:
    """Return a text without marks on letters, so that one with and one without are one word."""
    if text.isascii():
        return text
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))


@dataclass(frozen=True, slots=True)
class Book:
    """An e-book: its files by name, and its chapters in reading order with their titles."""

    files: Mapping[str, bytes] = field(repr=False)
    types: Mapping[str, str]
    chapters: tuple[tuple[str, str], ...]


def read_book(data: bytes) -> Book:
    """Read an e-book of our own. Raises ValueError for what is none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        package_name = _xml(files[_CONTAINER]).xpath(
            "string(//c:rootfile/@full-path)", namespaces=_NAMESPACES
        )
        package = _xml(files[package_name])
        folder = PurePosixPath(package_name).parent
        items = {
            each.get("id"): (str(folder / each.get("href")), each.get("media-type"))
            for each in package.iterfind(".//opf:item", _NAMESPACES)
        }
        names = [items[each.get("idref")][0] for each in package.iterfind(".//opf:itemref", _NAMESPACES)]
        chapters = tuple((name, _title(files[name])) for name in names)
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as failure:
        raise ValueError(f"no e-book: {failure}") from failure
    return Book(files, dict(items.values()), chapters)


def _xml(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _title(data: bytes) -> str:
    title = _xml(data).find(".//{*}title")
    return " ".join("".join(title.itertext()).split()) if title is not None else ""


def book_text(book: Book) -> Text:
    """Return the words of an e-book in reading order."""
    writer = _Writer()
    for name, title in book.chapters:
        writer.add(_xml(book.files[name]), Spot(name, title), is_deck=False)
    return writer.text()


def page_text(data: bytes) -> Text:
    """Return the words of a page."""
    writer = _Writer()
    writer.add(html.document_fromstring(data.decode("utf-8")), Spot(), is_deck=False)
    return writer.text()


def deck_text(data: bytes) -> Text:
    """Return the words of an HTML deck; the spots name its slides by their ids."""
    writer = _Writer()
    writer.add(html.document_fromstring(data.decode("utf-8")), Spot(), is_deck=True)
    return writer.text()


def pdf_text(pages: Pages) -> Text:
    """Return the words of a PDF, none of which is bound yet."""
    words: list[str] = []
    spots: list[Spot] = []
    for number in range(len(pages.sizes)):
        for word in pages.words(number):
            spot = Spot(label=str(number + 1), page=number, box=(word.x, word.y, word.width, word.height))
            for part in words_of(word.text):
                words.append(part)
                spots.append(spot)
    return Text(tuple(words), tuple(spots), ())


class _Writer:
    """Gathers the words of documents."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.spots: list[Spot] = []
        self.bindings: list[BoundWords] = []

    def text(self) -> Text:
        return Text(tuple(self.words), tuple(self.spots), tuple(self.bindings))

    def add(self, tree: Any, start: Spot, *, is_deck: bool) -> None:
        """Add the words of a document."""
        body = next(tree.iter("{*}body"), tree)
        self.block, self.index, self.slide = -1, 0, 0
        self._walk(body, start, is_deck)

    def _walk(self, body: Any, start: Spot, is_deck: bool) -> None:
        """Go through elements in the order of the document, without recursion: they may be nested deeply."""
        spot = start
        stack: list[Spot] = []
        facts: list[tuple[str, int, int]] = []
        for event, element in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
            tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if event == "start":
                stack.append(spot)
                if is_deck and tag == "section" and element.get("id") and "slide" in _classes(element):
                    self.slide += 1
                    spot = Spot(element.get("id"), str(self.slide))
                if is_deck and tag == "aside" and "notes" in _classes(element):
                    spot = Spot(spot.document, f"{self.slide}, notes")
                if tag in BLOCKS:
                    self.block += 1
                    spot = Spot(spot.document, spot.label, self.block)
                if name := element.get("data-fact"):
                    facts.append((name, len(self.words), self.index))
                    self.index += 1
                if tag not in _SILENT:
                    self._put(element.text, spot)
            elif event == "end":
                if element.get("data-fact") and facts:
                    self._bind(*facts.pop(), spot)
                spot = stack.pop()
            if event != "start" and element is not body and tag_is_shown(element):
                self._put(element.tail, spot)

    def _put(self, text: str | None, spot: Spot) -> None:
        for word in words_of(text or ""):
            self.words.append(word)
            self.spots.append(spot)

    def _bind(self, name: str, first: int, index: int, spot: Spot) -> None:
        own = Spot(spot.document, spot.label, spot.block, index=index)
        self.bindings.append(BoundWords(name, first, len(self.words) - 1, own))


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def tag_is_shown(element: Any) -> bool:
    """Return whether the text after an element belongs to a text that a reader sees."""
    parent = element.getparent()
    return parent is None or not isinstance(parent.tag, str) or etree.QName(parent).localname not in _SILENT
