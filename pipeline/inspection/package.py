"""Packed documents: their parts as XML, read within limits and without entities."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.importers import archive
from pipeline.model.inspection import InspectionError

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OFFICE_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def parse_xml(data: bytes, name: str) -> Element:
    """Parse a part of a document: nothing is fetched, and no entity is resolved."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True,
        remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as failure:
        raise InspectionError(f"its part {name} is damaged: {' '.join(str(failure).split())[:120]}") from None
    if any(True for _ in root.iter(etree.Entity)):
        raise InspectionError(f"its part {name} defines entities of its own, which are not read")
    return root


class Package:
    """The parts of a packed document; a part is parsed when it is asked for."""

    def __init__(self, data: bytes, form: str) -> None:
        """Unpack a document within the limits of an import."""
        try:
            self._parts: Mapping[str, bytes] = archive.unpack(data)
            self._faults = archive.faults(data)
        except archive.ArchiveError as failure:
            raise InspectionError(f"this {form} cannot be unpacked: {failure}") from None
        self._form = form
        self._relations_by_part: dict[str, list[Element]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(self._parts)

    def has(self, name: str) -> bool:
        """Return whether there is a part of that name."""
        return bool(self._parts.get(name))

    def fault_of(self, name: str) -> str:
        """Return what is wrong with a part, as the end of a sentence; nothing for one that is whole."""
        return self._faults.get(name, "") if name in self._parts else "is not there"

    def bytes_of(self, name: str) -> bytes:
        """Return a part's bytes."""
        if not self.has(name):
            raise InspectionError(f"this {self._form} has no part {name}, or an empty one")
        return self._parts[name]

    def xml(self, name: str) -> Element:
        """Return a part as XML."""
        return parse_xml(self.bytes_of(name), name)

    def relations(self, name: str) -> Mapping[str, tuple[str, str]]:
        """Return the parts that a part names: by id, the last word of the type and the name."""
        folder = name.rpartition("/")[0]
        result = {}
        for each in self._relations(name):
            if each.get("TargetMode") != "External":
                target = unquote(str(each.get("Target", "")))
                path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                result[str(each.get("Id"))] = (str(each.get("Type", "")).rpartition("/")[2], path)
        return result

    def addresses(self, name: str) -> Mapping[str, str]:
        """Return the addresses outside the file that a part names, by id."""
        return {
            str(each.get("Id")): str(each.get("Target", ""))
            for each in self._relations(name)
            if each.get("TargetMode") == "External"
        }

    def _relations(self, name: str) -> list[Element]:
        folder, _, file = name.rpartition("/")
        own = f"{folder}/_rels/{file}.rels".lstrip("/")
        if own not in self._relations_by_part:
            self._relations_by_part[own] = list(self.xml(own).iter(_RELATION)) if self.has(own) else []
        return self._relations_by_part[own]


def local(element: Any) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute by its name without a namespace."""
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None
    )


def child(element: Element, name: str) -> Element | None:
    """Return the first child of that local name."""
    return next((each for each in element if local(each) == name), None)


def children(element: Element, name: str) -> list[Element]:
    """Return the children of that local name."""
    return [each for each in element if local(each) == name]


def descendants(element: Element, *names: str) -> list[Element]:
    """Return the elements of these local names within an element, in order."""
    return [each for each in element.iter() if local(each) in names]


def most_common(languages: Counter[str]) -> str | None:
    """Return the language that most text is marked with."""
    return languages.most_common(1)[0][0] if languages else None
