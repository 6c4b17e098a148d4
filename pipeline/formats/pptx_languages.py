"""The language and the direction of the words on slides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy

from pipeline import theme
from pipeline.formats.pptx_text import TAB
from pipeline.formats.pptx_xml import NAMES, A, Element, parsed
from pipeline.wording.scripts import phrases, prevailing_direction, script_of

# What stands behind a typeface in the properties of a run.
_BEHIND = frozenset(f"{{{A}}}{name}" for name in ("sym", "hlinkClick", "hlinkMouseOver", "rtl", "extLst"))


def set_languages(root: Element, lang: str, own: Mapping[str, str]) -> None:
    """Mark the language of every run; a text in a language or script of its own becomes a run of its own."""
    for text, other in own.items():
        if script_of(other) is not script_of(lang):
            continue  # its script tells where it begins
        for run in list(root.iter(f"{{{A}}}r")):
            _split_run(run, re.split(f"({re.escape(text)})", _words(run)), {text: other})
    for run in list(root.iter(f"{{{A}}}r")):
        _split_scripts(run, lang, own)
    for tag in ("r", "fld", "br"):
        for run in root.iter(f"{{{A}}}{tag}"):
            properties = run.find("a:rPr", NAMES)
            if properties is None:
                properties = parsed("<a:rPr/>")
                run.insert(0, properties)
            if properties.get("lang") is None:
                properties.set("lang", lang)
            _set_face(properties)
    for end in root.iter(f"{{{A}}}endParaRPr"):
        end.set("lang", lang)
    for paragraph in root.iter(f"{{{A}}}p"):
        _turn(paragraph)


def _words(run: Element) -> str:
    return run.findtext("a:t", "", NAMES)


def _split_scripts(run: Element, lang: str, own: Mapping[str, str]) -> None:
    """Part a run whose language nobody told where another script begins."""
    properties, words = run.find("a:rPr", NAMES), _words(run)
    if words.isascii() or (properties is not None and properties.get("lang")):
        return
    parts = list(phrases(words))
    told = {script_of(other): other for other in own.values() if not other.startswith("und-")}
    langs = {
        part: own.get(part) or told.get(script, f"und-{script.code}")
        for script, part in parts
        if script is not None and script is not script_of(lang)
    }
    _split_run(run, [part for _, part in parts], langs)


def _split_run(run: Element, parts: list[str], langs: Mapping[str, str]) -> None:
    """Put a run for each part in place of a run, if any is in a language of its own."""
    if not any(part in langs for part in parts):
        return
    if run.find("a:rPr", NAMES) is None:
        run.insert(0, parsed("<a:rPr/>"))
    for part in reversed([part for part in parts if part]):
        new = deepcopy(run)
        inner, properties = new.find("a:t", NAMES), new.find("a:rPr", NAMES)
        assert inner is not None
        assert properties is not None
        inner.text = part
        if part in langs:
            properties.set("lang", langs[part])
        run.addnext(new)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def _set_face(properties: Element) -> None:
    """Name the typeface of a run in a script of its own, for programs that do not look it up in the theme."""
    script = script_of(properties.get("lang", ""))
    family = next(
        (face.family for face in theme.load().scripts() if script and face.script == script.code), ""
    )
    if family and properties.find("a:cs", NAMES) is None:
        place = next((i for i, each in enumerate(properties) if each.tag in _BEHIND), len(properties))
        properties.insert(place, parsed(f'<a:cs typeface="{family}"/>'))


def _turn(paragraph: Element) -> None:
    """Let a paragraph run from right to left whose letters do; one with a lead keeps its columns."""
    words = "".join(paragraph.itertext(f"{{{A}}}t"))
    if TAB in words or prevailing_direction(words) == "ltr":
        return
    properties = paragraph.find("a:pPr", NAMES)
    if properties is None:
        properties = parsed("<a:pPr/>")
        paragraph.insert(0, properties)
    properties.set("rtl", "1")
    if next(paragraph.iterancestors(f"{{{A}}}tc"), None) is None:
        properties.set("algn", "r")
