"""Inspection of an e-book: the chapters in the order of its spine; cover and title page are spot 0."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import unquote

from lxml.etree import _Element as Element

from pipeline.inspection import links, markup, styles
from pipeline.inspection.elements import EPUB_TYPE
from pipeline.inspection.line import single_blanks
from pipeline.inspection.links import Address
from pipeline.inspection.markup import View
from pipeline.inspection.package import Package, descendants, local
from pipeline.model.inspection import Flaw, Font, Inspection, InspectionError, Passage

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_TEXT = "application/xhtml+xml"
_STYLE = "text/css"
_NCX = "application/x-dtbncx+xml"
# Pages that are no chapters.
_BEFORE = frozenset({"cover", "titlepage"})
_METADATA: Mapping[str, str] = {
    "creator": "author",
    "date": "date",
    "description": "subject",
    "identifier": "identifier",
    "publisher": "publisher",
    "rights": "rights",
    "subject": "keywords",
}


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of the book: its path, its tree, and its number among the chapters."""

    path: str
    root: Element = field(repr=False)
    spot: int


@dataclass(frozen=True, slots=True)
class _Contents:
    """The list of the book's files: their paths and media types by id, and the order of the pages."""

    path: str
    root: Element = field(repr=False)
    items: Mapping[str, tuple[str, str]]
    navigation: frozenset[str]
    order: tuple[str, ...]


def inspect(data: bytes) -> Inspection:
    """Read an e-book back; raise InspectionError with the reason if it is none or is damaged."""
    package = Package(data, "e-book")
    contents = _contents(package)
    pages = tuple(_pages(package, contents))
    sheets = {
        path: styles.read(package.bytes_of(path).decode("utf-8", "replace"))
        for path, media_type in contents.items.values()
        if media_type == _STYLE and package.has(path)
    }
    hidden_selectors = tuple(each for sheet in sheets.values() for each in sheet.hidden_selectors)
    passages: list[Passage] = []
    tables = 0
    for each in pages:
        view = View(
            each.spot, hidden_selectors, target=partial(links.target_name, page=each.path), tables=tables
        )
        page = markup.read(each.root, view)
        passages += page.passages
        tables = page.tables
    ids = {each.path: links.anchors(each.root) for each in pages}
    files = frozenset(package.names)
    flaws = [flaw for each in pages for flaw in links.dead_links(each.path, each.root, each.spot, ids, files)]
    flaws += _missing_files(package, contents)
    flaws += _dead_entries(package, contents, ids)
    for path, sheet in sheets.items():
        flaws += [
            Flaw("link-dead", url, 0, reason)
            for url in (*sheet.urls, *(url for face in sheet.faces for url in face.urls))
            if (reason := links.absence(url, path, files))
        ]
    metadata = _metadata(contents.root)
    lang = metadata.pop("language", "")
    # Chapters are read out in the language that they say themselves.
    langs = dict.fromkeys((lang, *(own for each in pages if (own := _lang(each.root)))))
    return Inspection(
        "epub",
        metadata.pop("title", ""),
        ", ".join(langs),
        "chapter",
        max((each.spot for each in pages), default=0),
        tuple(passages),
        frozenset(name for names in ids.values() for name in names),
        tuple(_fonts(sheets, files)),
        tuple(dict.fromkeys(flaws)),
        metadata,
    )


def _contents(package: Package) -> _Contents:
    """Return the list of the book's files."""
    if not package.has(_CONTAINER):
        raise InspectionError(f"this e-book has no contents: its part {_CONTAINER} is not there")
    if package.has(_ENCRYPTION) and descendants(package.xml(_ENCRYPTION), "EncryptedData"):
        raise InspectionError("this e-book is encrypted")
    roots = (each.get("full-path") for each in descendants(package.xml(_CONTAINER), "rootfile"))
    path = next(roots, None)
    if not path:
        raise InspectionError("this e-book names no list of its chapters")
    root = package.xml(path)
    items, navigation = {}, set()
    for each in descendants(root, "item"):
        where = posixpath.join(posixpath.dirname(path), unquote(each.get("href") or ""))
        own_path = posixpath.normpath(where)
        items[each.get("id", "")] = (own_path, each.get("media-type", ""))
        if "nav" in (each.get("properties") or "").split():
            navigation.add(own_path)
    order = tuple(each.get("idref", "") for each in descendants(root, "itemref"))
    if not order:
        raise InspectionError("this e-book has no chapters: its spine is empty")
    return _Contents(path, root, items, frozenset(navigation), order)


def _pages(package: Package, contents: _Contents) -> Iterator[_Page]:
    """Yield the pages in reading order; one that the spine names and the book lacks is a flaw."""
    count = 0
    for name in contents.order:
        path, _ = contents.items.get(name, ("", ""))
        if not package.has(path):
            continue
        root = package.xml(path)
        is_before = any(
            not _BEFORE.isdisjoint(each.get(EPUB_TYPE, "").split())
            for each in descendants(root, "body", "section")
        )
        count += 0 if is_before or path in contents.navigation else 1
        yield _Page(path, root, 0 if is_before or path in contents.navigation else count)


def _missing_files(package: Package, contents: _Contents) -> Iterator[Flaw]:
    files = frozenset(package.names)
    for path, _ in contents.items.values():
        if path not in files:
            yield Flaw("link-dead", path, 0, "the book's list of files names it, and the book lacks it")
    for name in contents.order:
        path, _ = contents.items.get(name, ("", ""))
        if not path:
            yield Flaw(
                "link-dead", name, 0, "the book's order of pages names it, and its list of files does not"
            )
        elif path in files and not package.has(path):
            yield Flaw("link-dead", path, 0, "the page is empty")


def _dead_entries(package: Package, contents: _Contents, ids: Mapping[str, frozenset[str]]) -> Iterator[Flaw]:
    """Yield the entries without a target in the list of contents that old readers use."""
    for path, media_type in contents.items.values():
        if media_type != _NCX or not package.has(path):
            continue
        for entry in descendants(package.xml(path), "navPoint", "pageTarget"):
            source = next((each.get("src") or "" for each in entry if local(each) == "content"), "")
            words = single_blanks(
                "".join(text for each in entry if local(each) == "navLabel" for text in each.itertext())
            )
            where: Address | None = links.address(source, path)
            if where and (where.file not in ids or (where.anchor and where.anchor not in ids[where.file])):
                yield Flaw("link-dead", words, 0, f"the contents lead to {source}, which is not there")


def _lang(root: Element) -> str:
    return root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("lang") or ""


def _metadata(root: Element) -> dict[str, str]:
    """Return the metadata; a value that is there several times has all of them, with semicolons between."""
    values: dict[str, list[str]] = {}
    for each in next(iter(descendants(root, "metadata")), ()):
        name = local(each)
        text = single_blanks("".join(each.itertext()))
        if text and name in (*_METADATA, "title", "language"):
            values.setdefault(_METADATA.get(name, name), []).append(text)
    result = {name: "; ".join(texts) for name, texts in values.items()}
    for name in ("title", "language"):
        if name in values:
            result[name] = values[name][0]
    return result


def _fonts(sheets: Mapping[str, styles.Sheet], files: frozenset[str]) -> Iterator[Font]:
    for path, sheet in sheets.items():
        for face in sheet.faces:
            yield Font(face.name, any(not links.absence(url, path, files) for url in face.urls))
