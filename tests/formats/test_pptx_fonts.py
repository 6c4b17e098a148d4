"""The typefaces that a PPTX carries, unwrapped from the finished file and opened by fontTools."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass, replace
from functools import cache

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION

from pipeline.formats.pptx import PPTX, eot
from pipeline.formats.pptx.embedding import CONTENT_TYPE, KEYBOARD
from pipeline.model import nodes as n
from pipeline.model.front_matter import DeckOptions
from pipeline.model.stages import Edition
from tests.editions.deck_sample import edition, of_slides
from tests.formats.deck_setting import SETTING

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STYLES = {"regular": (400, 0), "bold": (700, 1), "italic": (400, 2), "boldItalic": (700, 3)}
INSTALLABLE, EDITABLE = 0, 8


@dataclass(frozen=True)
class Font:
    """A font of a file: its family and style as the presentation says, the header, and the font itself."""

    family: str
    style: str
    header: bytes
    data: bytes

    @property
    def tables(self) -> TTFont:
        """The font as fontTools reads it."""
        return TTFont(io.BytesIO(self.data))


def unwrap(data: bytes) -> tuple[bytes, bytes]:
    """Return the header of an EOT and the font behind it, by the sizes that its first two fields state."""
    size, font_size = struct.unpack_from("<II", data)
    assert size == len(data)
    return data[: size - font_size], data[size - font_size :]


def render(content: Edition) -> dict[str, bytes]:
    """Return the parts of a PPTX."""
    with zipfile.ZipFile(io.BytesIO(PPTX.render(content, SETTING).data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def fonts(parts: dict[str, bytes]) -> list[Font]:
    """Return the fonts that a presentation lists, found by its relationships."""
    relations = {
        each.get("Id"): each
        for each in etree.fromstring(parts["ppt/_rels/presentation.xml.rels"])
        if each.get("Type") == RELATION.FONT
    }
    result = []
    for entry in etree.fromstring(parts["ppt/presentation.xml"]).iter(f"{P}embeddedFont"):
        family, *styles = entry
        for style in styles:
            target = relations.pop(style.get(f"{R}id")).get("Target")
            header, data = unwrap(parts[f"ppt/{target}"])
            result.append(Font(str(family.get("typeface")), str(etree.QName(style).localname), header, data))
    assert relations == {}
    return result


@cache
def parts_of(target: str) -> dict[str, bytes]:
    return render(edition(target))


def letters(parts: dict[str, bytes]) -> set[str]:
    """Return the letters on the slides."""
    slides = [data for name, data in parts.items() if name.startswith("ppt/slides/slide")]
    return {c for data in slides for text in etree.fromstring(data).iter(f"{A}t") for c in text.text or ""}


@pytest.mark.parametrize("target", ["tests/sample", "tests/torture", "tests/joss/paper.md"])
def test_every_font_opens_and_says_which_style_of_which_family_it_is(target: str) -> None:
    all_fonts = fonts(parts_of(target))
    assert {each.family for each in all_fonts} >= {"Source Serif 4", "Inter"}
    for font in all_fonts:
        tables = font.tables
        weight, mac_style = STYLES[font.style]
        assert tables["name"].getDebugName(1) == font.family
        assert tables["OS/2"].usWeightClass == weight
        assert tables["head"].macStyle == mac_style
        assert tables["OS/2"].fsType in (INSTALLABLE, EDITABLE)
        assert bool(tables["OS/2"].fsSelection & 1) is ("talic" in font.style)
        assert "fvar" not in tables
        assert "glyf" in tables
        assert "Open Font License" in tables["name"].getDebugName(13)


def test_the_header_repeats_what_the_font_says() -> None:
    for font in fonts(parts_of("tests/sample")):
        tables, header = font.tables, font.header
        version, flags = struct.unpack_from("<II", header, 8)
        charset, italic, weight, rights, magic = struct.unpack_from("<BBIHH", header, 26)
        assert (version, flags, charset, magic) == (eot.VERSION, 0, eot.DEFAULT_CHARSET, 0x504C)
        assert (italic, weight, rights) == (int("talic" in font.style), *[STYLES[font.style][0], 0])
        assert struct.unpack_from("<I", header, 60)[0] == tables["head"].checkSumAdjustment
        position, names = 80, []
        for _ in range(5):
            padding, size = struct.unpack_from("<HH", header, position)
            assert padding == 0
            names.append(header[position + 4 : position + 4 + size].decode("utf-16-le"))
            position += 4 + size
        assert position == len(header)
        stated_names = [tables["name"].getDebugName(number) for number in (1, 2, 5, 4)]
        assert names == [*stated_names, ""]


@pytest.mark.parametrize("target", ["tests/sample", "tests/torture", "source/si-2019"])
def test_letters_of_the_deck_and_of_a_keyboard_are_in_every_style_of_its_typefaces(target: str) -> None:
    parts = parts_of(target)
    all_fonts = fonts(parts)
    union = {code for font in all_fonts for code in font.tables.getBestCmap()}
    absent = {letter for letter in letters(parts) if letter.isprintable() and ord(letter) not in union}
    # Signs of mathematics and arrows: no typeface of the deck has them, and programs take another.
    assert all(not letter.isalpha() or ord(letter) > 0x2100 for letter in absent), absent
    for font in all_fonts:
        if font.family in ("Source Serif 4", "Inter"):
            assert {ord(letter) for letter in KEYBOARD} - set(font.tables.getBestCmap()) <= {0xA0, 0xAD}


def test_a_deck_carries_what_it_uses_and_nothing_else() -> None:
    sample = edition("tests/sample")
    plain = n.Plain((n.Str("word"),))
    (slide,) = (each for each in sample.slides if each.kind == "points")

    def styles(*inlines: n.Inline) -> set[tuple[str, str]]:
        one = replace(
            slide, title=(n.Str("T"),), content=(replace(plain, inlines=inlines),), source=(), notes=()
        )
        return {(each.family, each.style) for each in fonts(render(of_slides((one,), sample)))}

    upright = {(family, style) for family in ("Source Serif 4", "Inter") for style in ("regular", "bold")}
    italics = {
        (family, style) for family in ("Source Serif 4", "Inter") for style in ("italic", "boldItalic")
    }
    assert styles(n.Str("word")) == upright
    assert styles(n.Emph((n.Str("word"),))) == upright | italics
    assert styles(n.Code(n.Attr(), "word")) - upright == {("Source Code Pro", s) for s in ("regular", "bold")}
    khmer = n.Span(n.Attr("", (), (("lang", "km"),)), (n.Str("កម្ពុជា"),))
    assert styles(khmer) - upright == {("Noto Sans Khmer", style) for style in ("regular", "bold")}


def test_fonts_are_parts_of_their_own_type_and_the_file_says_that_they_are_subsets() -> None:
    parts = parts_of("tests/sample")
    root = etree.fromstring(parts["ppt/presentation.xml"])
    assert (root.get("embedTrueTypeFonts"), root.get("saveSubsetFonts")) == ("1", "1")
    names = {name for name in parts if name.startswith("ppt/fonts/")}
    assert names
    listing = etree.fromstring(parts["[Content_Types].xml"])
    by_name = {each.get("PartName"): each.get("ContentType") for each in listing}
    by_extension = {each.get("Extension"): each.get("ContentType") for each in listing}
    for name in names:
        assert by_name.get(f"/{name}", by_extension.get("fntdata")) == CONTENT_TYPE


def test_an_article_may_leave_them_out() -> None:
    sample = edition("tests/sample")
    front = sample.front.model_copy(update={"deck": DeckOptions(embed_fonts=False)})
    parts = render(replace(sample, front=front))
    assert fonts(parts) == []
    assert not any(name.startswith("ppt/fonts/") for name in parts)
    assert "embedTrueTypeFonts" not in etree.fromstring(parts["ppt/presentation.xml"]).attrib
