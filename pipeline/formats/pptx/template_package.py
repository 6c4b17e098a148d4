"""The package of a template: an archive with the types and the relations of its parts."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.formats.pptx.elements import Element
from pipeline.formats.pptx.template_faults import TemplateError

MAX_PARTS = 2_000
MAX_UNPACKED = 60_000_000
TYPES = "[Content_Types].xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SAVE = "save it in PowerPoint as a presentation (.pptx)"
_RELATION = f"{{{PACKAGE}/relationships}}Relationship"
_OLD_FILE = b"\xd0\xcf\x11\xe0"  # a compound file: PowerPoint 97, or a package with a password
_PASSWORD_FLAG = 0x1  # the flag of a member of an archive
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
# What zipfile raises for damage.
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, LookupError)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: its id, its kind, and the part or the address that it leads to."""

    id: str
    kind: str
    target: str
    is_external: bool = False


def open_package(data: bytes) -> zipfile.ZipFile:
    """Open a package; raise TemplateError if it is none, is encrypted or has more than is read."""
    if not data:
        raise TemplateError("it is an empty file", SAVE)
    if data.startswith(_OLD_FILE):
        message = "it is encrypted with a password, or a file of PowerPoint 97"
        raise TemplateError(message, f"{SAVE}, without a password")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as failure:
        raise TemplateError("it is no presentation of PowerPoint's, or is damaged", SAVE) from failure
    members = package.infolist()
    if len(members) > MAX_PARTS or sum(each.file_size for each in members) > MAX_UNPACKED:
        limits = f"more than {MAX_PARTS:,} parts, or unpacks to more than {MAX_UNPACKED:,} bytes"
        raise TemplateError(f"it has {limits}", "take slides and pictures out of it")
    [(name, count)] = Counter(each.filename.casefold() for each in members).most_common(1) or [("", 0)]
    if count > 1:
        raise TemplateError(f"it holds {name[:80]} {count} times")
    if any(each.flag_bits & _PASSWORD_FLAG for each in members):
        raise TemplateError("it is encrypted with a password", f"{SAVE}, without a password")
    return package


def read(package: zipfile.ZipFile, name: str) -> bytes:
    """Return the bytes of a part; raise TemplateError if it is missing or damaged."""
    try:
        return package.read(name)
    except KeyError as failure:
        raise TemplateError(f"{name[:80]} is missing in it") from failure
    except _DAMAGE as failure:
        raise TemplateError(f"{name[:80]} is damaged in it") from failure


def parse(name: str, data: bytes) -> Element:
    """Return the root of a part; raise TemplateError if it is not plain XML."""
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.LxmlError, ValueError) as failure:
        raise TemplateError(f"{name[:80]} is not XML") from failure
    if root.getroottree().docinfo.doctype:
        raise TemplateError(f"{name[:80]} declares a type of document (DOCTYPE)", "take it out of the file")
    return root


def write(root: Element) -> bytes:
    """Return the bytes of a part of this root."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def read_types(package: zipfile.ZipFile) -> Mapping[str, str]:
    """Return the types of content by the names of parts, and by endings with a dot, in small letters."""
    root = parse(TYPES, read(package, TYPES))
    by_key = {
        f".{each.get('Extension', '')}": each for each in root.iter(f"{{{PACKAGE}/content-types}}Default")
    }
    by_key |= {
        each.get("PartName", "").lstrip("/"): each
        for each in root.iter(f"{{{PACKAGE}/content-types}}Override")
    }
    return {key.casefold(): each.get("ContentType", "") for key, each in by_key.items()}


def read_relations(package: zipfile.ZipFile, name: str) -> tuple[Relation, ...]:
    """Return the relations of a part, or of the whole package for the empty name."""
    folder, path = posixpath.dirname(name), relations_path(name)
    if path not in package.NameToInfo and name:
        return ()
    return tuple(_relation(each, folder) for each in parse(path, read(package, path)).iter(_RELATION))


def relations_path(name: str) -> str:
    """Return the name of the part with the relations of a part, or of the package for the empty name."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _relation(element: Element, folder: str) -> Relation:
    target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(element.get("Id", ""), element.get("Type", ""), target, is_external)
