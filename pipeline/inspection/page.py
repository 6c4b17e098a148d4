"""Inspection of a web page and of a site: a page's sections, or a site's pages, are its spots."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lxml import etree, html
from lxml.etree import _Element as Element

from pipeline.inspection import links, markup, styles
from pipeline.inspection.elements import is_in_header
from pipeline.inspection.line import single_blanks
from pipeline.inspection.markup import View
from pipeline.inspection.package import Package
from pipeline.inspection.styles import Sheet
from pipeline.model.inspection import Flaw, Font, Inspection, InspectionError, Passage

MAX_BYTES = 200_000_000
INDEX = "index.html"
# The metadata of a page by their names in the field.
_METADATA: Mapping[str, str] = {
    "author": "author",
    "citation_publication_date": "date",
    "description": "subject",
    "keywords": "keywords",
    "publisher": "publisher",
}


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of a site: its file, its tree, its style sheets by the file that they stand in, its number."""

    file: str
    root: Element = field(repr=False)
    sheets: Mapping[str, Sequence[Sheet]] = field(repr=False)
    number: int


def parse(data: bytes) -> Element:
    """Parse a page as a browser does: damage is mended, and nothing is fetched."""
    if not data.strip():
        raise InspectionError("this page is empty")
    if len(data) > MAX_BYTES:
        raise InspectionError(f"this page has more than {MAX_BYTES:,} bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise InspectionError("this page is not in UTF-8") from None
    # Pictures in a page are long texts, which libxml2 takes for an attack.
    parser = html.HTMLParser(
        no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        return html.document_fromstring(text.encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as failure:
        raise InspectionError(f"this page cannot be read: {single_blanks(str(failure))[:120]}") from None


def inspect(data: bytes) -> Inspection:
    """Read a web page back; raise InspectionError with the reason if it cannot be read."""
    return inspect_root(parse(data))


def inspect_root(root: Element) -> Inspection:
    """Return what a web page says."""
    page = _Page("", root, {"": tuple(own_sheets(root))}, 0)
    return _inspection((page,), frozenset(), counts_sections=True)


def inspect_site(data: bytes) -> Inspection:
    """Read a site back from a zip archive of its files; raise InspectionError if it cannot be read."""
    package = Package(data, "site")
    if not package.has(INDEX):
        raise InspectionError(f"this site has no first page: {INDEX} is not there")
    roots = {
        name: parse(package.bytes_of(name))
        for name in package.names
        if name.endswith(".html") and package.has(name)
    }
    common_sheets: dict[str, Sheet] = {}
    pages = []
    for number, file in enumerate(_order(roots), 1):
        sheets: dict[str, Sequence[Sheet]] = {file: tuple(own_sheets(roots[file]))}
        for each in roots[file].iter("link"):
            where = links.address(each.get("href") or "", file)
            if each.get("rel") == "stylesheet" and where and package.has(where.file):
                if where.file not in common_sheets:
                    text = package.bytes_of(where.file).decode("utf-8", "replace")
                    common_sheets[where.file] = styles.read(text)
                sheets[where.file] = (common_sheets[where.file],)
        pages.append(_Page(file, roots[file], sheets, number))
    return _inspection(pages, frozenset(package.names), counts_sections=False)


def _inspection(pages: Sequence[_Page], files: frozenset[str], *, counts_sections: bool) -> Inspection:
    passages: list[Passage] = []
    flaws: list[Flaw] = []
    fonts: dict[Font, None] = {}
    ids = {each.file: links.anchors(each.root) for each in pages}
    tables = spot = 0
    for each in pages:
        view = View(
            each.number,
            tuple(
                own for sheets in each.sheets.values() for sheet in sheets for own in sheet.hidden_selectors
            ),
            partial(links.target_name, page=each.file),
            counts_sections,
            1 if any(map(is_in_header, each.root.iter("h1"))) else 0,
            tables,
        )
        page = markup.read(each.root, view)
        passages += page.passages
        tables, spot = page.tables, page.spot
        flaws += links.dead_links(each.file, each.root, each.number, ids, files)
        for file, sheets in each.sheets.items():
            flaws += absent_files(file, sheets, files)
            fonts |= dict.fromkeys(fonts_of(file, sheets, files))
    root = pages[0].root
    return Inspection(
        "html" if counts_sections else "site",
        title_of(root),
        root.get("lang") or "",
        "chapter" if counts_sections else "page",
        spot if counts_sections else len(pages),
        tuple(passages),
        frozenset(name for names in ids.values() for name in names),
        tuple(fonts),
        tuple(dict.fromkeys(flaws)),
        metadata_of(root),
    )


def title_of(root: Element) -> str:
    """Return the title in the head of a page."""
    return next((single_blanks("".join(each.itertext())) for each in root.iter("title")), "")


def own_sheets(root: Element) -> Iterator[Sheet]:
    """Yield the style sheets in a page."""
    for each in root.iter("style"):
        yield styles.read(each.text or "")


def _order(roots: Mapping[str, Element]) -> list[str]:
    """Return the files of a site in reading order: each page names the next one, others come after them."""
    order: dict[str, None] = {}
    file = INDEX
    while file in roots and file not in order:
        order[file] = None
        ways = (each.get("href") or "" for each in roots[file].iter("a") if each.get("rel") == "next")
        where = links.address(next(ways, ""), file)
        file = where.file if where else ""
    return [*order, *sorted(each for each in roots if each not in order)]


def absent_files(file: str, sheets: Sequence[Sheet], files: frozenset[str]) -> Iterator[Flaw]:
    """Yield what style sheets name and no file is."""
    for sheet in sheets:
        for url in (*sheet.urls, *(url for face in sheet.faces for url in face.urls)):
            if reason := links.absence(url, file, files):
                yield Flaw("link-dead", url, 0, reason)


def fonts_of(file: str, sheets: Sequence[Sheet], files: frozenset[str]) -> Iterator[Font]:
    """Yield the typefaces that style sheets declare."""
    for sheet in sheets:
        for face in sheet.faces:
            yield Font(face.name, any(not links.absence(url, file, files) for url in face.urls))


def metadata_of(root: Element) -> dict[str, str]:
    """Return what the head of a page says of it."""
    values: dict[str, list[str]] = {}
    for each in root.iter("meta"):
        name, text = _METADATA.get(each.get("name") or ""), single_blanks(each.get("content") or "")
        if name and text:
            values.setdefault(name, []).append(text)
    result = {name: "; ".join(texts) for name, texts in values.items()}
    if "date" in result:
        result["date"] = result["date"].replace("/", "-")
    for each in root.iter("script"):
        if each.get("type") == "application/ld+json" and (name := _identifier(each.text or "")):
            result["identifier"] = name
    return result


def _identifier(text: str) -> str:
    """Return the article's identifier from linked data; the empty text if there is none."""
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    graph = data.get("@graph") if isinstance(data, dict) else None
    for each in graph if isinstance(graph, list) else [data]:
        if isinstance(each, dict) and isinstance(each.get("identifier"), str):
            return str(each["identifier"])
    return ""
