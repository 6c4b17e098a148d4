"""The text of an EPUB: the chapters in the order of its spine."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.etree import _Element as Element

from pipeline.against import page
from pipeline.against.pieces import OtherText, Piece, UnreadableError
from pipeline.inspection.package import Package, descendants, local

_CONTAINER = "META-INF/container.xml"
_TEXT = "application/xhtml+xml"


def read(data: bytes) -> OtherText:
    """Return the text of an e-book."""
    package = Package(data, "e-book")
    if not package.has(_CONTAINER):
        raise UnreadableError(f"this e-book has no contents: its part {_CONTAINER} is not there")
    if package.has("META-INF/encryption.xml") and any(
        "adobe.com" not in (each.get("Algorithm") or "") and "idpf.org" not in (each.get("Algorithm") or "")
        for each in descendants(package.xml("META-INF/encryption.xml"), "EncryptionMethod")
    ):
        raise UnreadableError("this e-book is encrypted", "save a copy of it without protection")
    root = next((each.get("full-path") for each in descendants(package.xml(_CONTAINER), "rootfile")), None)
    if not root:
        raise UnreadableError("this e-book names no list of its chapters")
    contents = package.xml(root)
    lang = next((each.text for each in contents.iter() if local(each) == "language" and each.text), None)
    return OtherText(tuple(_chapters(package, root, contents)), lang.strip() if lang else None)


def _chapters(package: Package, root: str, contents: Element) -> Iterator[Piece]:
    folder = posixpath.dirname(root)
    files = {}
    for each in descendants(contents, "item"):
        if each.get("media-type") == _TEXT and "nav" not in (each.get("properties") or "").split():
            path = posixpath.normpath(posixpath.join(folder, unquote(each.get("href") or "")))
            files[each.get("id")] = path
    for number, each in enumerate(descendants(contents, "itemref"), 1):
        name = files.get(each.get("idref"))
        if name and package.has(name):
            yield from page.pieces_of(page.parse(package.bytes_of(name)), f"chapter {number}")
