"""The allowed content of an SVG, from `svg.toml`: the elements, attributes and properties that draw."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

from pipeline.model import packaged

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
HREFS = ("href", f"{{{XLINK}}}href")
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_LISTS = tomllib.loads(packaged.text(resources.files("pipeline.load") / "svg.toml"))
ELEMENTS = frozenset(_LISTS["elements"])
# Elements that run or load something; by their names in lowercase.
ACTIVE = frozenset(_LISTS["active"])
PROPERTIES = frozenset(_LISTS["properties"])
ATTRIBUTES = PROPERTIES | frozenset(_LISTS["attributes"])
# Properties that are no attributes: they stay in `style`.
STYLE_PROPERTIES = frozenset({"mix-blend-mode", "isolation", "white-space"})
# Attributes whose values are names.
WORDS = frozenset({"id", "in", "in2", "result", "font-family", "fill", "stroke", "color", "stop-color"})
# Elements that are replaced by their content.
GROUPS = frozenset({"a", "switch"})
SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
TEXTUAL = frozenset({"text", "tspan", "textPath", "title", "desc"})

_FUNCTIONS = frozenset(_LISTS["functions"])
_CALL = re.compile(r"([\w-]*)\s*\(([^()]*)\)?")
_INNER = re.compile(r"""\s*["']?\s*(#[^\s"'()]+)\s*["']?\s*""")


def reference(value: str) -> str | None:
    """Return the id that `url(#id)` names, or None if a value names none."""
    match = _CALL.search(value)
    inner = _INNER.fullmatch(match.group(2)) if match and match.group(1).lower() == "url" else None
    return inner.group(1)[1:] if inner else None


def loads(value: str) -> bool:
    """Return whether a value refers to anything outside its file."""
    return any(
        name.lower() == "url" and not _INNER.fullmatch(inner) for name, inner in _CALL.findall(value)
    ) or bool(re.search(r"(?i)@import|javascript:|expression", value))


def drawable(value: str) -> bool:
    """Return whether a value has only numbers, names, colours and references within its file."""
    if "\\" in value or "{" in value or "<" in value:
        return False
    if "(" not in value:
        return True
    return not loads(value) and all(name.lower() in _FUNCTIONS for name, _ in _CALL.findall(value))
