"""The typefaces of a presentation: those of its theme, those that runs name, and those that it carries."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element as Element

from pipeline.inspection.package import OFFICE_ID, Package, child, children, descendants
from pipeline.model.inspection import Font

_PRESENTATION = "ppt/presentation.xml"


def fonts_of(package: Package, presentation: Element, typefaces: Iterable[str]) -> tuple[Font, ...]:
    """Return the typefaces; those of runs that begin with `+` are the theme's."""
    relations = package.relations(_PRESENTATION)
    parts_by_name: dict[str, list[str]] = {}
    for each in descendants(presentation, "embeddedFont"):
        face = child(each, "font")
        name = face.get("typeface") or "" if face is not None else ""
        ids = [style.get(OFFICE_ID) or "" for style in each if style.get(OFFICE_ID)]
        parts_by_name[name] = [relations.get(id_of, ("", ""))[1] for id_of in ids]
    themes = (part for kind, part in relations.values() if kind == "theme" and package.has(part))
    names = {name for part in themes for name in _theme_names(package.xml(part))}
    names |= {each for each in typefaces if each and not each.startswith("+")} | set(parts_by_name)
    return tuple(Font(name, _is_carried(package, parts_by_name.get(name, ()))) for name in sorted(names))


def _theme_names(theme: Element) -> set[str]:
    """Return the typefaces of headings and text; those of other scripts are for programs that have them."""
    return {
        face.get("typeface") or ""
        for holder in descendants(theme, "majorFont", "minorFont")
        for face in children(holder, "latin")
        if face.get("typeface")
    }


def _is_carried(package: Package, parts: Iterable[str]) -> bool:
    names = list(parts)
    return bool(names) and all(not package.fault_of(each) for each in names)
