"""Links within a file of several pages: where each leads, and those that lead nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml.etree import _Element as Element

from pipeline.inspection.elements import local
from pipeline.inspection.line import single_blanks
from pipeline.model.inspection import Flaw

_SCHEME_OF_DATA = "data"


@dataclass(frozen=True, slots=True)
class Address:
    """An address in a page: the file that it names, if it is one of the same package, and the id in it."""

    file: str
    anchor: str


def address(url: str, page: str) -> Address | None:
    """Return where an address in a page leads within the same package; None if it leads out of it."""
    text = "".join(url.split()) if url != url.strip() else url
    try:
        parts = urlsplit(text)
    except ValueError:
        return Address(text, "")
    if parts.scheme or parts.netloc:
        return None
    file = page
    if parts.path:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    return Address(file, unquote(parts.fragment))


def target_name(url: str, page: str) -> str:
    """Return a link's target as one name, in whatever file of the package it is; others as they are."""
    where = address(url, page)
    if where is None:
        return url
    return f"#{where.anchor}" if where.anchor else where.file


def anchors(root: Element) -> frozenset[str]:
    """Return the ids of a page, and the names of its old-fashioned anchors."""
    names = {str(each) for each in root.xpath("//@id")}
    return frozenset(names | {str(each) for each in root.xpath("//*[local-name()='a']/@name")})


def dead_links(
    page: str, root: Element, spot: int, ids: Mapping[str, Collection[str]], files: Collection[str]
) -> Iterator[Flaw]:
    """Yield the links of a page without a target, and the pictures and other files that are not there.

    `ids` are those of each page, by its file; `files` are all files of the package.
    """
    for element in root.iter("{*}a", "{*}area"):
        url = element.get("href")
        if url is None or (where := address(url, page)) is None:
            continue
        words = single_blanks("".join(element.itertext())) or url
        if where.file not in ids and where.file not in files:
            yield Flaw("link-dead", words, spot, f"it leads to {where.file}, which the file does not have")
        elif (
            where.anchor
            and where.anchor not in ids.get(where.file, (where.anchor,))
            and where.anchor.lower() != "top"
        ):
            yield Flaw("link-dead", words, spot, f"it leads to {url}, and nothing has that id")
    for url, element in _sources(root):
        if not url.strip():
            yield Flaw("link-dead", _name(element), spot, "it names no file")
        elif reason := absence(url, page, files):
            yield Flaw("link-dead", _name(element), spot, reason)


def absence(url: str, page: str, files: Collection[str]) -> str:
    """Return why a picture, a typeface or a sheet cannot be shown; the empty text if it can."""
    if url.partition(":")[0].lower() == _SCHEME_OF_DATA:
        return "" if url.partition(",")[2] else "its data is empty"
    where = address(url, page)
    if where is None:
        return f"it is at {url}, not in the file"
    if where.file == page or where.file in files:
        return ""
    return f"it is {where.file}, which the file does not have"


def _sources(root: Element) -> Iterator[tuple[str, Element]]:
    """Yield the address of each file that a page shows or needs, with the element that names it."""
    for each in root.iter("{*}img", "{*}script", "{*}source", "{*}image", "{*}link"):
        name = local(each)
        url = each.get("src")
        if name == "image":
            url = each.get("{http://www.w3.org/1999/xlink}href") or each.get("href")
        if name == "link" and each.get("rel") in ("stylesheet", "icon"):
            url = each.get("href")
        if url is not None:
            yield url, each
        for candidate in (each.get("srcset") or "").split(", "):
            if candidate.strip():
                yield candidate.split()[0], each


def _name(element: Element) -> str:
    return single_blanks(element.get("alt") or "") or local(element)
