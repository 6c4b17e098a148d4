"""Packed documents: unpacked within limits, and reduced to their texts."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from pipeline import archive

MAX_PARTS = 10_000
MAX_UNPACKED = 60_000_000
# Parts with words, structure or their places; pictures are not imported.
_TEXTS = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx", ".css", ".smil")
# What the others unpack to before they are no longer looked at.
MAX_OTHERS = 300_000_000
# An encrypted part raises RuntimeError, an unknown compression NotImplementedError, its subclass.
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)


class ArchiveError(Exception):
    """A packed document that cannot be unpacked, or only to too much data; its text is the reason."""


def repack(data: bytes) -> bytes:
    """Repack a document with its texts only, other members empty; raise ArchiveError.

    Each part has its stated length: a program that unpacks it gets no data that was not counted.
    """
    return archive.pack(unpack(data).items())


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of a document by name, those that are not texts empty; raise ArchiveError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return dict(_parts(package))
    except _DAMAGE as failure:
        raise ArchiveError("it is damaged or encrypted") from failure


def faults(data: bytes) -> dict[str, str]:
    """Return what is wrong with parts that are not texts, by name, as the end of a sentence."""
    result: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        total = 0
        for part in package.infolist():
            if part.is_dir() or _is_text(part.filename):
                continue
            total += part.file_size
            if not part.file_size:
                result[part.filename] = "is empty"
            elif total > MAX_OTHERS or not _is_whole(package, part):
                result[part.filename] = "is too large" if total > MAX_OTHERS else "is damaged"
    return result


def _is_whole(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Return whether a part unpacks to what its checksum says; it is not kept."""
    try:
        package.read(part)
    except _DAMAGE:
        return False
    return True


def _is_text(name: str) -> bool:
    return name.lower().endswith(_TEXTS) or name == "mimetype"


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a package by name, each once; parts that are not texts are empty."""
    if len(package.infolist()) > MAX_PARTS:
        raise ArchiveError(f"it has more than {MAX_PARTS:,} parts")
    total = 0
    for name, part in {each.filename: each for each in package.infolist() if not each.is_dir()}.items():
        text = b""
        if _is_text(name):
            total += part.file_size
            if total > MAX_UNPACKED:
                raise ArchiveError(f"its texts unpack to more than {MAX_UNPACKED:,} bytes")
            text = package.read(part)
        yield name, text
