"""A template with damage in any of its parts is refused in words, or the deck of it is valid."""

from __future__ import annotations

import copy
import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree
from openxml_audit import validate_pptx
from pptx.oxml.ns import qn

from pipeline.formats.pptx import desk_template, template
from pipeline.formats.pptx.desk_template import find_faults
from pipeline.formats.pptx.template_faults import Fault, TemplateError
from pipeline.formats.pptx.template_package import MAX_UNPACKED
from pipeline.formats.pptx.template_parts import extract
from pipeline.model.diagnostics import Place
from pipeline.model.stages import Template
from pipeline.theme import load
from tests.canvas import CANVAS
from tests.proving import PROVE

Parts = Mapping[str, bytes]
MASTER, LAYOUT = "ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout3.xml"
THEME, PRESENTATION = "ppt/theme/theme1.xml", "ppt/presentation.xml"
MASTER_RELATIONS = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
TYPES = "[Content_Types].xml"


@cache
def parts() -> Parts:
    """Return the parts of a template with one layout, as `Points` is the third of Dossier's."""
    presentation = template.presentation(CANVAS, "en", load())
    for each in list(presentation.slide_layouts):
        if each.name != "Points":
            presentation.slide_layouts.remove(each)
    file = io.BytesIO()
    presentation.save(file)
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist() if "docProps" not in name}


def pack(members: Parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    return file.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    """Return the template with other bytes in one part."""
    return pack({**parts(), name: data})


def with_text(name: str, old: str, new: str = "") -> bytes:
    """Return the template with a text in one part replaced, given as a regular expression."""
    text, count = re.subn(old, new, parts()[name].decode(), flags=re.DOTALL)
    assert count, old
    return with_part(name, text.encode())


def damages() -> Iterator[tuple[str, bytes]]:
    """Yield damages of every kind to every part, with what they are."""
    for name, data in parts().items():
        yield f"{name} gone", pack({each: content for each, content in parts().items() if each != name})
        for other in (b"", b"no XML", b"<html/>", b'<a xmlns="urn:x"/>', data[: len(data) // 2]):
            yield f"{name} as {other[:12]!r}", with_part(name, other)
        root = etree.fromstring(data)
        for index in range(len(root)):
            yield f"{name} without child {index}", with_part(name, without(data, index))
        for index in range(len(root[0]) if name == THEME else 0):
            yield f"{name} without child 0, {index}", with_part(name, without(data, 0, index))


def without(data: bytes, *path: int) -> bytes:
    """Return XML without the element at a path of indexes."""
    element = root = etree.fromstring(data)
    for index in path:
        element = element[index]
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
    return etree.tostring(root)


def test_a_template_with_a_damaged_part_is_refused_in_words_or_its_deck_is_valid(tmp_path: Path) -> None:
    names_by_package: dict[bytes, str] = {}
    faults: dict[str, Fault] = {}
    for name, data in damages():
        try:
            names_by_package.setdefault(extract(data), name)
        except TemplateError as failure:
            faults[name] = failure.fault
    assert all(each.message and each.hint for each in faults.values())
    assert 5 < len(names_by_package) < 15, list(names_by_package.values())
    for data, name in names_by_package.items():
        if not find_faults(data, CANVAS):
            file = tmp_path / "deck.pptx"
            file.write_bytes(deck_of(data))
            assert not validate_pptx(file).errors, name


def deck_of(data: bytes) -> bytes:
    """Return a deck of a template with a slide of each layout."""
    presentation, diagnostics = template.presentation_of(
        Template("a.pptx", data, Place("a.md")), CANVAS, "en", load()
    )
    assert not diagnostics
    for layout in presentation.slide_layouts:
        presentation.slides.add_slide(layout)
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def twice() -> bytes:
    file = io.BytesIO(pack(parts()))
    with zipfile.ZipFile(file, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr(MASTER, parts()[MASTER])
    return file.getvalue()


def large() -> bytes:
    file = io.BytesIO(pack(parts()))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("ppt/media/large.bin", b"\0" * (MAX_UNPACKED + 1))
    return file.getvalue()


def claim_of_4_gb() -> bytes:
    """Return the template with a directory that says 4 GB of its first part."""
    data = bytearray(pack(parts()))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (0xFFFFFFF0).to_bytes(4, "little")
    return bytes(data)


def password_archive() -> bytes:
    data = bytearray(pack(parts()))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def of_type(kind: str) -> Callable[[], bytes]:
    return lambda: with_text(
        TYPES,
        r"application/vnd\.openxmlformats-officedocument\.presentationml\.presentation\.main\+xml",
        kind,
    )


def damage(name: str, chance: random.Random) -> tuple[str, bytes]:
    """Return a template with one element or attribute of a part changed, and what was done to it."""
    root = etree.fromstring(parts()[name])
    element = chance.choice([each for each in root.iter() if each.getparent() is not None])
    parent = element.getparent()
    assert parent is not None
    kind = chance.choice(["without", "twice", "renamed", "moved", "value"])
    match kind:
        case "without":
            parent.remove(element)
        case "twice":
            parent.insert(parent.index(element), copy.deepcopy(element))
        case "renamed":
            element.tag = "{urn:x}spaceship"
        case "moved":
            parent.insert(0, element)
        case _ if element.attrib:
            element.set(chance.choice(list(element.attrib)), "#")
        case _:
            pass
    return f"{kind} {element.tag!r}", with_part(name, etree.tostring(root))


def test_a_template_with_any_element_or_value_damaged_is_refused_or_valid(tmp_path: Path) -> None:
    chance = random.Random(5)
    packages: dict[bytes, str] = {}
    count = 0
    for _ in range(250):
        name, data = damage(chance.choice((MASTER, LAYOUT, THEME)), chance)
        with suppress(TemplateError):
            packages.setdefault(extract(data), name)
            count += 1
    assert 30 < count < 120
    for data, name in list(packages.items())[:: 1 if PROVE else 12]:
        if not find_faults(data, CANVAS):
            file = tmp_path / "deck.pptx"
            file.write_bytes(deck_of(data))
            assert not validate_pptx(file).errors, name


PRESENTATIONML = "application/vnd.openxmlformats-officedocument.presentationml"
WORDS: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "it is an empty file"),
    "a PDF": (lambda: b"%PDF-1.7", "it is no presentation of PowerPoint's, or is damaged"),
    "zeros": (lambda: b"\0" * 5000, "it is no presentation of PowerPoint's, or is damaged"),
    "cut off": (lambda: pack(parts())[:4000], "it is no presentation of PowerPoint's, or is damaged"),
    "a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900,
        "it is encrypted with a password, or a file of PowerPoint 97",
    ),
    "a password of zip": (password_archive, "it is encrypted with a password"),
    "another archive": (
        lambda: pack({"mimetype": b"application/epub+zip"}),
        "[Content_Types].xml is missing in it",
    ),
    "part twice": (twice, f"it holds {MASTER.casefold()} 2 times"),
    "too much": (large, "it has more than 2,000 parts, or unpacks to more than 60,000,000 bytes"),
    "a claim": (claim_of_4_gb, "it has more than 2,000 parts, or unpacks to more than 60,000,000 bytes"),
    "macros": (
        of_type("application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"),
        "it is a presentation with macros (.pptm)",
    ),
    "a potx": (of_type(f"{PRESENTATIONML}.template.main+xml"), "it is a template of PowerPoint's (.potx)"),
    "a show": (of_type(f"{PRESENTATIONML}.slideshow.main+xml"), "it is a slide show (.ppsx)"),
    "strict": (
        lambda: with_text(
            "_rels/.rels",
            "http://schemas.openxmlformats.org/officeDocument/2006",
            "http://purl.oclc.org/ooxml/officeDocument",
        ),
        "it is in the form `Strict Open XML`",
    ),
    "no type": (
        lambda: with_text(TYPES, r'<Override PartName="/ppt/theme/theme1.xml"[^>]*>'),
        f"{THEME} is no theme by its type of content",
    ),
    "no theme": (
        lambda: with_text(MASTER_RELATIONS, r'<Relationship [^>]*relationships/theme"[^>]*>'),
        f"{MASTER} has no theme",
    ),
    "a missing theme": (
        lambda: with_text(MASTER_RELATIONS, "theme1.xml", "theme9.xml"),
        "ppt/theme/theme9.xml is missing in it",
    ),
    "a theme of text": (lambda: with_part(THEME, b"colours"), f"{THEME} is not XML"),
    "another root": (lambda: with_part(THEME, b"<html/>"), f"{THEME} is no theme: its root is `html`"),
    "no typefaces": (
        lambda: with_text(THEME, "<a:fontScheme.*</a:fontScheme>"),
        f"{THEME}: `a:themeElements` has no `a:fontScheme` in its place",
    ),
    "no colours": (
        lambda: with_text(THEME, "<a:clrScheme.*</a:clrScheme>"),
        f"{THEME}: `a:themeElements` has no `a:clrScheme` in its place",
    ),
    "one colour": (
        lambda: with_text(THEME, "<a:accent3>.*?</a:accent3>"),
        f"{THEME}: `a:clrScheme` has no `a:accent3` in its place",
    ),
    "no layouts": (
        lambda: with_text(MASTER, "<p:sldLayoutIdLst>.*</p:sldLayoutIdLst>"),
        f"{MASTER} has no layout",
    ),
    "no master": (
        lambda: with_text("ppt/slideLayouts/_rels/slideLayout3.xml.rels", "<Relationship .*?/>"),
        f"{LAYOUT} has no slide master",
    ),
    "a declaration": (
        lambda: with_text(THEME, "<a:theme ", '<!DOCTYPE a [<!ENTITY x "y">]><a:theme '),
        f"{THEME} declares a type of document (DOCTYPE)",
    ),
    "a number": (
        lambda: with_text(LAYOUT, r'<a:off x="\d+"', '<a:off x="left"'),
        f"{LAYOUT}: `x` of `a:off` is 'left', not a whole number",
    ),
    "a picture": (
        lambda: with_text(
            MASTER, "<a:solidFill>.*?</a:solidFill>", '<a:blipFill><a:blip r:embed="rId99"/></a:blipFill>'
        ),
        f"{MASTER}: `a:blip` leads to nothing: rId99",
    ),
}


@pytest.mark.parametrize("name", WORDS)
def test_the_message_says_what_is_wrong_with_a_template(name: str) -> None:
    make, message = WORDS[name]
    [fault] = find_faults(make(), CANVAS)
    assert fault.message == message
    assert fault.hint


def test_of_libreoffice_it_is_told_that_it_does_not_keep_names_of_layouts() -> None:
    names = sorted(desk_template._OF_LIBREOFFICE)
    presentation: Any = pptx.Presentation(io.BytesIO(deck_of(pack(parts()))))
    for layout, name in zip(presentation.slide_layouts, [*names, *"abcdefghijklm"], strict=False):
        layout._element.find(qn("p:cSld")).set("name", name)
    file = io.BytesIO()
    presentation.save(file)
    [fault] = find_faults(file.getvalue(), CANVAS)
    assert "LibreOffice does not keep the names" in fault.hint


def test_two_shapes_of_one_number_as_libreoffice_writes_them_get_their_own(tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(deck_of(with_text(MASTER, 'id="3" name', 'id="2" name')))
    assert not validate_pptx(file).errors


def test_slides_masters_and_settings_that_are_not_taken_may_be_damaged() -> None:
    more = {"ppt/slides/slide1.xml": b"no XML", "ppt/presProps.xml": b"", "docProps/core.xml": b"<"}
    assert not find_faults(pack({**parts(), **more}), CANVAS)
