"""The ids in an SVG: only those that something names, each once, and all of them names of XML."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from pipeline.load.svg_words import HREFS, reference

_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


def settle(root: Element) -> None:
    """Remove ids that are unused or repeated, and rename those that are not valid XML names."""
    references: dict[str, list[tuple[Element, str]]] = {}
    for element in root.iter():
        for key, value in element.attrib.items():
            if name := target(str(key), str(value)):
                references.setdefault(name, []).append((element, str(key)))
    ids_so_far: set[str] = set()
    for count, element in enumerate(root.iter()):
        name = element.get("id")
        if name is None:
            continue
        if name in ids_so_far or name not in references:
            del element.attrib["id"]
            continue
        ids_so_far.add(name)
        if not _NAME.fullmatch(name):
            element.set("id", f"part.{count}")
            for other, key in references[name]:
                other.set(key, f"#part.{count}" if key == HREFS[1] else f"url(#part.{count})")


def target(key: str, value: str) -> str | None:
    """Return the id that an attribute names, or None."""
    if key == HREFS[1]:
        return value[1:] if value.startswith("#") else None
    return reference(value) if "(" in value else None
