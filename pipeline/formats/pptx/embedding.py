"""The typefaces of a deck are embedded in its file: a subset of each style that its text uses.

They contain the characters of the deck and of Western European keyboards, so that a correction is set in the
same typeface. All are under the SIL Open Font License, which allows it and is in each font.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn

from pipeline import harfbuzz
from pipeline.formats import fonts
from pipeline.formats.format import Setting
from pipeline.formats.pptx import eot
from pipeline.formats.pptx.elements import NAMES, RELATIONSHIPS, new
from pipeline.model import packaged
from pipeline.model.look import FontFile, FontSource
from pipeline.theme import Face, Theme

CONTENT_TYPE = "application/x-fontdata"
# Characters that every subset has: Basic Latin and Latin-1.
KEYBOARD = "".join(map(chr, chain(range(0x20, 0x7F), range(0xA0, 0x100))))
_ROLES = ("text", "furniture")
_BEHIND = ("p:custShowLst", "p:photoAlbum", "p:custDataLst", "p:kinsoku", "p:defaultTextStyle", "p:extLst")
# Pitch and family as Windows counts them.
_PITCHES = {"text": 18, "code": 49}
_SWISS = 34
_BOLD, _NORMAL = 700, 400
# Names and bits that distinguish the styles of a family (OpenType: name, OS/2, head).
_SELECTION = {"regular": 1 << 6, "bold": 1 << 5, "italic": 1, "boldItalic": 1 << 5 | 1}
_SELECTIONS = 1 << 6 | 1 << 5 | 1
_MAC_STYLE = {"regular": 0, "bold": 1, "italic": 2, "boldItalic": 3}
_STYLE_NAMES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "boldItalic": "Bold Italic"}
_INSTALLABLE = 0
# Names to keep: copyright, version, trademark and licence; the others name other styles.
_LEGAL_NAMES = (0, 5, 7, 13, 14)
_WINDOWS_ENGLISH = (3, 1, 0x409)
# What holds letters: runs, and in charts names and labels as the sheet has them.
_TEXTS = (qn("a:t"), qn("c:v"))


@dataclass(frozen=True, slots=True)
class Font:
    """A style of a family as PresentationML counts it, its file, and its weight."""

    style: str
    path: FontSource
    weight: int


def embed_fonts(presentation: Any, setting: Setting) -> None:
    """Embed the typefaces that the text of a presentation uses in its file."""
    text, theme = _text_of(presentation), setting.theme
    listing = new("p:embeddedFontLst")
    number = 0
    for face in _faces(theme, text):
        own_script = next((script for role, script in fonts.of_scripts(theme) if role == face.role), None)
        characters = fonts.select_characters(text.characters, own_script) if own_script else text.characters
        entry = new(
            "p:embeddedFont",
            new("p:font", typeface=face.family, pitchFamily=_PITCHES.get(face.role, _SWISS), charset=0),
        )
        for font in _styles(face, italic=text.has_italic):
            number += 1
            data = setting.cached_bytes(
                "eot",
                [font.path.name, font.style, str(font.weight), face.family, characters],
                partial(_file, font, face.family, characters),
            )
            uri = PackURI(f"/ppt/fonts/font{number}.fntdata")
            part = Part(uri, CONTENT_TYPE, presentation.part.package, data)
            relation = presentation.part.relate_to(part, RELATION.FONT)
            style = new(f"p:{font.style}")
            style.set(f"{{{RELATIONSHIPS}}}id", relation)
            entry.append(style)
        listing.append(entry)
    root = presentation.part._element
    root.insert_element_before(listing, *_BEHIND)
    root.set("saveSubsetFonts", "1")
    root.set("embedTrueTypeFonts", "1")


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a presentation: its characters, the families that runs name, whether any is italic."""

    characters: str
    families: frozenset[str]
    has_italic: bool


def _text_of(presentation: Any) -> _Text:
    roots = [root for slide in presentation.slides for root in _roots(slide)]
    characters = set(KEYBOARD)
    families: set[str] = set()
    has_italic = False
    for root in roots:
        for text in root.iter(*_TEXTS):
            characters |= set(fonts.characters_of(text.text or ""))
        for name in ("latin", "cs", "ea", "sym"):
            families |= {each.get("typeface", "") for each in root.iterfind(f".//a:rPr/a:{name}", NAMES)}
        has_italic = has_italic or root.find(".//a:rPr[@i='1']", NAMES) is not None
    return _Text("".join(sorted(characters)), frozenset(families), has_italic)


def _roots(slide: Any) -> Iterator[Any]:
    """Yield the roots of a slide and of its charts."""
    yield slide._element
    for relation in slide.part.rels.values():
        if relation.reltype == RELATION.CHART:
            yield relation.target_part._element


def _faces(theme: Theme, text: _Text) -> Iterator[Face]:
    """Yield the typefaces of the theme's roles, then those that runs name."""
    for face in theme.faces:
        if (face.role in _ROLES or face.family in text.families) and _may_embed(face):
            yield face


def _styles(face: Face, *, italic: bool) -> Iterator[Font]:
    """Yield the styles of a family that a deck may use; programs synthesize a style without a file."""
    yield Font("regular", face.upright, round(face.weight(_NORMAL)))
    if face.bold or _has_weights(face.upright):
        yield Font("bold", face.bold or face.upright, _BOLD)
    if italic and face.italic:
        yield Font("italic", face.italic, round(face.weight(_NORMAL)))
        if face.bold_italic or not face.is_house or _has_weights(face.italic):
            yield Font("boldItalic", face.bold_italic or face.italic, _BOLD)


def _may_embed(face: Face) -> bool:
    """Return whether a typeface may be in a file that is edited, in outlines that PowerPoint reads."""
    files = (face.upright, face.italic, face.bold, face.bold_italic)
    return all(
        each.is_editable and not each.data.startswith(b"OTTO") for each in files if isinstance(each, FontFile)
    )


def _has_weights(path: FontSource) -> bool:
    return "wght" in harfbuzz.axes(path)


def _file(font: Font, family: str, characters: str) -> bytes:
    return eot.wrap(_name(_cut(font, characters), family, font))


def _cut(font: Font, characters: str) -> bytes:
    return fonts.instance(font.path, characters, {"wght": font.weight})


def _name(data: bytes, family: str, font: Font) -> bytes:
    """Return a font with the name tables of one style of a family, marked as installable."""
    from fontTools.ttLib import TTFont

    result = io.BytesIO()
    with TTFont(io.BytesIO(packaged.data(font.path)), lazy=True) as whole:
        names = {number: whole["name"].getDebugName(number) for number in _LEGAL_NAMES}
    style = _STYLE_NAMES[font.style]
    full = family if font.style == "regular" else f"{family} {style}"
    names |= {1: family, 2: style, 3: f"{full}: Dossier", 4: full, 6: full.replace(" ", "-")}
    with TTFont(io.BytesIO(data), recalcTimestamp=False) as tables:
        tables["name"].names = []
        for number, text in sorted(names.items()):
            if text:
                tables["name"].setName(text, number, *_WINDOWS_ENGLISH)
        os2 = tables["OS/2"]
        os2.usWeightClass = _BOLD if font.style.startswith("bold") else _NORMAL
        if not isinstance(font.path, FontFile):
            os2.fsType = _INSTALLABLE
        os2.fsSelection = os2.fsSelection & ~_SELECTIONS | _SELECTION[font.style]
        tables["head"].macStyle = _MAC_STYLE[font.style]
        if "STAT" in tables:  # it describes axes that the subset does not have
            del tables["STAT"]
        tables.save(result)
    return result.getvalue()
