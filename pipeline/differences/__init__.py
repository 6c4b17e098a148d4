"""Differences between two files that ought to have the same bytes: the part, down to the node or the key.

Pure functions from two files to what differs in them; what the files mean is none of their concern.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from pipeline.differences.archives import archive_differences
from pipeline.differences.difference import Difference
from pipeline.differences.pdfs import pdf_differences
from pipeline.differences.texts import byte_differences, text_differences
from pipeline.differences.trees import html_differences, xml_differences

_XML = {".xml", ".xhtml", ".opf", ".ncx", ".rels", ".svg", ".xsl", ".vml"}
_HTML = {".html", ".htm"}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def file_differences(name: str, one: bytes, other: bytes) -> tuple[Difference, ...]:
    """Return what differs between two files of a name; nothing only if all their bytes are the same.

    Where the parts of a form of file are the same and its bytes are not, the place of the first byte is told.
    """
    if one == other:
        return ()
    return _by_form(name, one, other) or text_differences(one, other) or byte_differences(one, other)


def folder_differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> tuple[Difference, ...]:
    """Return what differs between the files of two folders, by their names."""
    result: list[Difference] = []
    for name in sorted({*one, *other}):
        if name not in other:
            result.append(Difference(name, "is there", "is not there"))
        elif name not in one:
            result.append(Difference(name, "is not there", "is there"))
        else:
            result += (each.inside(name) for each in file_differences(name, one[name], other[name]))
    return tuple(result)


def _by_form(name: str, one: bytes, other: bytes) -> tuple[Difference, ...]:
    ending = PurePosixPath(name).suffix.lower()
    if one.startswith(_ZIP) and other.startswith(_ZIP):
        return archive_differences(one, other, file_differences)
    if b"%PDF-" in one[:1024] and b"%PDF-" in other[:1024]:
        return pdf_differences(one, other, file_differences)
    if ending in _XML or (one.startswith(b"<?xml") and other.startswith(b"<?xml")):
        return xml_differences(one, other)
    return html_differences(one, other) if ending in _HTML else ()
