"""Packed documents: what they unpack to is bounded, and only their texts go on."""

from __future__ import annotations

import io
import zipfile
import zlib

MAX_PARTS = 10_000
MAX_UNPACKED = 60_000_000
# Parts that hold words, structure or where they are; pictures are not imported.
_TEXTS = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx", ".css", ".smil")


class ArchiveError(Exception):
    """A packed document that cannot be unpacked, or to too much; says why."""


def repack(data: bytes) -> bytes:
    """Repack a document with its texts only, other members empty; raise ArchiveError.

    Each part is as long as it says: a program that unpacks it meets nothing that was not counted.
    """
    output = io.BytesIO()
    total = 0
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as old,
            zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            parts = {each.filename: each for each in old.infolist() if not each.is_dir()}
            if len(old.infolist()) > MAX_PARTS:
                raise ArchiveError(f"it has more than {MAX_PARTS:,} parts")
            for name, part in parts.items():
                text = b""
                if name.lower().endswith(_TEXTS) or name == "mimetype":
                    total += part.file_size
                    if total > MAX_UNPACKED:
                        raise ArchiveError(f"its texts unpack to more than {MAX_UNPACKED:,} bytes")
                    text = old.read(part)
                new.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as failure:
        # An encrypted part is a RuntimeError, an unknown way of packing one of its kinds.
        raise ArchiveError("it is damaged or encrypted") from failure
    return output.getvalue()
