"""The catalogue of all releases, for e-readers: OPDS 1.2, which is Atom, and OPDS 2.0, which is JSON.

One entry a release, the newest first. Identifiers depend on the article and its version alone: whoever has a
release knows it again, wherever the catalogue is and however often it is written.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from lxml import etree

from pipeline.model.characters import fit
from pipeline.model.release import Publication, ReleasedFile
from pipeline.release.json_text import text, without_blanks

ATOM_FILE, JSON_FILE = "opds.xml", "opds.json"
ATOM_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
JSON_TYPE = "application/opds+json"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://article.invalid/releases/")
_ATOM = "http://www.w3.org/2005/Atom"
_TERMS = "http://purl.org/dc/terms/"
_OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
_IMAGES = ("http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail")
# Readers take the first form that they know: what flows before what has pages, and that before slides.
_FORMS = ("application/epub+zip", "application/pdf", "text/html")
_COVERS = frozenset(["image/jpeg", "image/png", "image/gif"])
_LANDING = "index.html"
# What e-books say of their accessibility, by the names of web publications.
_ACCESS = {
    "accessMode": "accessMode",
    "accessModeSufficient": "accessModeSufficient",
    "accessibilityFeature": "feature",
    "accessibilityHazard": "hazard",
}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A folder of releases: its title, who publishes it, and its address, empty if it is not known."""

    title: str
    publisher: str = ""
    base: str = ""

    def address(self, path: str) -> str:
        """Return the address of a file: below the base, or relative."""
        return f"{self.base.rstrip('/')}/{path}" if self.base else path


def identifier(publication: Publication) -> str:
    """Return the identifier of a release."""
    return uuid.uuid5(NAMESPACE, f"{publication.slug}\n{publication.version}").urn


def atom(catalogue: Catalogue, publications: Sequence[Publication]) -> str:
    """Return the catalogue as a feed of acquisitions. ValueError if nothing is published."""
    entries = _newest_first(publications)
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM, "dc": _TERMS})
    _add(feed, "id", _own_identifier(catalogue))
    _add(feed, "title", catalogue.title)
    _add(feed, "updated", _moment(entries[0].date))
    _add(_add(feed, "author"), "name", catalogue.publisher or catalogue.title)
    for relation in ("self", "start"):
        _link(feed, relation, catalogue.address(ATOM_FILE), ATOM_TYPE)
    _link(feed, "alternate", catalogue.address(JSON_FILE), JSON_TYPE)
    for each in entries:
        _entry(feed, catalogue, each)
    etree.indent(feed)
    data: bytes = etree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return data.decode() + "\n"


def _entry(feed: etree._Element, catalogue: Catalogue, publication: Publication) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", identifier(publication))
    _add(entry, "title", _full_title(publication))
    _add(entry, "updated", _moment(publication.date))
    for name in publication.authors or (publication.publisher or catalogue.publisher or catalogue.title,):
        _add(_add(entry, "author"), "name", name)
    _add(entry, "dc:language", publication.lang)
    _add(entry, "dc:issued", f"{publication.date:%Y-%m-%d}")
    _add(entry, "dc:publisher", publication.publisher)
    _add(entry, "dc:identifier", publication.identifier)
    for keyword in publication.keywords:
        if words := _words(keyword):
            etree.SubElement(entry, f"{{{_ATOM}}}category", term=words, label=words)
    _add(entry, "rights", publication.rights)
    _add(entry, "summary", publication.summary or publication.subtitle)
    _link(entry, "alternate", _address(catalogue, publication, _LANDING), "text/html")
    for file in _covers(publication):
        for relation in _IMAGES:
            _link(entry, relation, _address(catalogue, publication, file.name), file.media_type)
    for file in _editions(publication):
        link = _link(entry, _OPEN_ACCESS, _address(catalogue, publication, file.name), file.media_type)
        link.set("length", str(file.size))
        if file.edition:
            link.set("title", _words(file.edition))


def _add(parent: etree._Element, name: str, words: str | None = None) -> etree._Element:
    """Add an element; none for an empty text."""
    prefix, _, local = name.rpartition(":")
    element = etree.Element(f"{{{_TERMS if prefix else _ATOM}}}{local}")
    element.text = None if words is None else _words(words)
    if words is None or element.text:
        parent.append(element)
    return element


def _link(parent: etree._Element, relation: str, address: str, media_type: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_ATOM}}}link", rel=relation, href=address, type=media_type)


def opds(catalogue: Catalogue, publications: Sequence[Publication]) -> str:
    """Return the catalogue as OPDS 2.0. ValueError if nothing is published."""
    entries = _newest_first(publications)
    return text(
        {
            "metadata": {
                "title": catalogue.title,
                "identifier": _own_identifier(catalogue),
                "modified": _moment(entries[0].date),
                "numberOfItems": len(entries),
            },
            "links": [
                {"rel": "self", "href": catalogue.address(JSON_FILE), "type": JSON_TYPE},
                {"rel": "alternate", "href": catalogue.address(ATOM_FILE), "type": ATOM_TYPE},
            ],
            "publications": [_publication(catalogue, each) for each in entries],
        }
    )


def _publication(catalogue: Catalogue, publication: Publication) -> Mapping[str, Any]:
    address = re.match(r"https?://\S+$", publication.identifier)
    metadata = {
        "@type": "http://schema.org/Report",
        "title": _full_title(publication),
        "subtitle": publication.subtitle,
        "identifier": identifier(publication),
        "author": list(publication.authors),
        "publisher": publication.publisher or catalogue.publisher,
        "language": publication.lang,
        "published": f"{publication.date:%Y-%m-%d}",
        "modified": _moment(publication.date),
        "description": publication.summary,
        "subject": list(publication.keywords),
        "altIdentifier": [publication.identifier] if address else None,
        "accessibility": _accessibility(publication),
    }
    links = [
        {
            "rel": _OPEN_ACCESS,
            "href": _address(catalogue, publication, file.name),
            "type": file.media_type,
            "size": file.size or None,
            "title": file.edition,
        }
        for file in _editions(publication)
    ]
    images = [
        {"href": _address(catalogue, publication, file.name), "type": file.media_type}
        for file in _covers(publication)
    ]
    landing = {
        "rel": "alternate",
        "href": _address(catalogue, publication, _LANDING),
        "type": "text/html",
    }
    return without_blanks(
        {
            "metadata": without_blanks(metadata),
            "links": [*map(without_blanks, links), landing],
            "images": images,
        }
    )


def _accessibility(publication: Publication) -> Mapping[str, Any]:
    """Return what the e-book says of its accessibility, as web publications have it."""
    result: dict[str, Any] = {}
    for name, value in publication.accessibility:
        if name in _ACCESS:
            parts = value.split(",")
            result.setdefault(_ACCESS[name], []).append(value if len(parts) == 1 else parts)
        elif name == "accessibilitySummary":
            result["summary"] = value
    return result


def _newest_first(publications: Sequence[Publication]) -> list[Publication]:
    """Return those that a reader can get, each once."""
    by_name = {identifier(each): each for each in publications if any(_editions(each))}
    if not by_name:
        raise ValueError("nothing is published here")
    return sorted(
        by_name.values(), key=lambda each: (each.date, _numbers(each.version), each.slug), reverse=True
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(each) for each in re.findall(r"\d+", version))


def _editions(publication: Publication) -> Iterator[ReleasedFile]:
    files = (each for each in publication.files if each.role == "edition")
    yield from sorted(files, key=lambda each: (*(each.media_type != form for form in _FORMS), each.name))


def _covers(publication: Publication) -> Iterator[ReleasedFile]:
    return (each for each in publication.files if each.role == "cover" and each.media_type in _COVERS)


def _address(catalogue: Catalogue, publication: Publication, name: str) -> str:
    return catalogue.address(quote(f"{publication.folder}/{name}" if publication.folder else name))


def _own_identifier(catalogue: Catalogue) -> str:
    return uuid.uuid5(NAMESPACE, catalogue.base.rstrip("/") or _words(catalogue.title)).urn


def _full_title(publication: Publication) -> str:
    return f"{publication.title} ({publication.version})"


def _moment(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"


def _words(words: str) -> str:
    """Return a text on one line, without what XML forbids."""
    return " ".join(fit(words).split())
