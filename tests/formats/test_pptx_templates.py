"""A desk's template: its look is the deck's, and one with a fault is named and not used."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pptx
import pytest
from openxml_audit import validate_pptx
from PIL import Image
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from pipeline.build import resolve_article
from pipeline.checking import gate
from pipeline.editions.deck import deck
from pipeline.formats.pptx import PPTX
from pipeline.formats.pptx.desk_template import find_faults
from pipeline.load.article import locate
from pipeline.model.diagnostics import Place
from pipeline.model.stages import Artifact, Template
from tests.canvas import CANVAS, NARROW
from tests.editions.deck_sample import edition
from tests.formats.deck_setting import SETTING

PLACE = Place("article.md", 4, 13)
Change = Callable[[Any], object]


@cache
def own_deck() -> bytes:
    return PPTX.render(edition("tests/sample"), SETTING).data


def save(presentation: Any) -> bytes:
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def template(*changes: Change) -> bytes:
    """Return a deck of Dossier's as a template, with changes."""
    presentation = pptx.Presentation(io.BytesIO(own_deck()))
    for change in changes:
        change(presentation)
    return save(presentation)


def layout(presentation: Any, name: str) -> Any:
    return next(each for each in presentation.slide_layouts if each.name == name)


def picture(format: str = "png") -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, format)
    return io.BytesIO(file.getvalue())


def add_logo(presentation: Any, format: str = "png") -> None:
    master = presentation.slide_master
    part, relation = master.part.get_or_add_image_part(picture(format))
    shape = layout(presentation, "Points")._element.find(f".//{qn('p:sp')}")
    assert part is not None
    assert shape is not None
    blank = pptx.Presentation()
    page = blank.slides.add_slide(blank.slide_layouts[6])
    logo = page.shapes.add_picture(picture(format), Inches(12), 0, Pt(20), Pt(20))._element
    logo.find(f".//{qn('a:blip')}").set(qn("r:embed"), relation)
    logo.find(f".//{qn('p:cNvPr')}").set("id", "77")
    master._element.find(f".//{qn('p:spTree')}").append(logo)


def colour_in_green(presentation: Any) -> None:
    theme = presentation.slide_master.part.part_related_by(RELATION.THEME)
    theme._blob = theme.blob.replace(
        b'<a:accent1><a:srgbClr val="12395B"', b'<a:accent1><a:srgbClr val="00AA00"'
    )
    assert b"00AA00" in theme.blob


def remove_holder(name: str, index: int) -> Change:
    def change(presentation: Any) -> None:
        for shape in list(layout(presentation, name).placeholders):
            if shape.placeholder_format.idx == index:
                shape._element.getparent().remove(shape._element)

    return change


def render(data: bytes) -> Artifact:
    content = replace(edition("tests/sample"), template=Template("desk.pptx", data, PLACE))
    return PPTX.render(content, SETTING)


def test_a_deck_has_the_master_theme_and_layouts_of_its_template(tmp_path: Path) -> None:
    artifact = render(template(add_logo, colour_in_green))
    assert artifact.diagnostics == PPTX.render(edition("tests/sample"), SETTING).diagnostics
    own, other = (pptx.Presentation(io.BytesIO(data)) for data in (own_deck(), artifact.data))
    titles = [[slide.shapes.title.text_frame.text for slide in each.slides] for each in (own, other)]
    assert titles[0] == titles[1]
    layouts = [[slide.slide_layout.name for slide in each.slides] for each in (own, other)]
    assert layouts[0] == layouts[1]
    assert b"00AA00" in other.slide_master.part.part_related_by(RELATION.THEME).blob
    assert other.slide_master._element.find(f".//{qn('p:pic')}") is not None
    file = tmp_path / "deck.pptx"
    file.write_bytes(artifact.data)
    assert not validate_pptx(file).errors
    assert render(template(add_logo, colour_in_green)).data == artifact.data


def test_slides_notes_and_author_of_a_template_are_not_in_the_deck() -> None:
    def sign(presentation: Any) -> None:
        presentation.core_properties.comments = "zzqq comments"
        page = presentation.slides.add_slide(layout(presentation, "Points"))
        page.shapes.title.text_frame.text = "zzqq slide"
        page.notes_slide.notes_text_frame.text = "zzqq notes"

    artifact = render(template(sign))
    with zipfile.ZipFile(io.BytesIO(artifact.data)) as package:
        assert not any(b"zzqq" in package.read(name) for name in package.namelist())
    assert len(pptx.Presentation(io.BytesIO(artifact.data)).slides) == len(edition("tests/sample").slides)


def test_layouts_that_a_template_has_not_are_dossiers_on_its_master() -> None:
    def keep_points(presentation: Any) -> None:
        for slide in list(presentation.slides._sldIdLst):
            presentation.part.drop_rel(slide.rId)
            presentation.slides._sldIdLst.remove(slide)
        for each in list(presentation.slide_layouts):
            if each.name != "Points":
                presentation.slide_layouts.remove(each)

    artifact = render(template(keep_points, colour_in_green))
    assert {each.code for each in artifact.diagnostics} <= {"slide-overflow"}
    result = pptx.Presentation(io.BytesIO(artifact.data))
    assert {layout.slide_master.part.partname for layout in result.slide_layouts} == {
        result.slide_master.part.partname
    }
    names = [each.name for each in result.slide_layouts]
    assert names[0] == "Points"
    assert {"Cover", "Table", "Sources"} < set(names)
    assert len(names) == len(set(names))


def add_holder(presentation: Any) -> None:
    shapes = layout(presentation, "Points")._element.find(f".//{qn('p:spTree')}")
    like = shapes.findall(qn("p:sp"))[-1]
    more = pptx.oxml.parse_xml(pptx.oxml.xmlchemy.serialize_for_reading(like))
    more.find(f".//{qn('p:cNvPr')}").set("id", "99")
    more.find(f".//{qn('p:ph')}").set("type", "body")
    more.find(f".//{qn('p:ph')}").set("idx", "55")
    shapes.append(more)


def test_placeholders_of_a_layout_that_no_slide_fills_are_not_on_slides() -> None:
    slides = pptx.Presentation(io.BytesIO(render(template(add_holder)).data)).slides
    assert 55 not in {each.placeholder_format.idx for slide in slides for each in slide.placeholders}


def shrink_points(presentation: Any) -> None:
    [shape] = [
        each for each in layout(presentation, "Points").placeholders if each.placeholder_format.idx == 1
    ]
    shape.left, shape.top, shape.width, shape.height = (Pt(value) for value in (60, 160, 200, 300))


def link_out(presentation: Any) -> None:
    layout(presentation, "Points").part.relate_to(
        "https://evil.example/x.png", RELATION.IMAGE, is_external=True
    )


def hide_programme(presentation: Any) -> None:
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    part = Part(
        PackURI("/ppt/embeddings/run.bin"), "application/octet-stream", presentation.part.package, b"x"
    )
    presentation.slide_master.part.relate_to(part, RELATION.OLE_OBJECT)


def narrow(presentation: Any) -> None:
    presentation.slide_width = Inches(10)


def rename(presentation: Any) -> None:
    for number, each in enumerate(presentation.slide_layouts):
        each._element.find(qn("p:cSld")).set("name", f"Layout {number}")


def retype(presentation: Any) -> None:
    layout(presentation, "Table")._element.find(f".//{qn('p:ph')}[@idx='1']").set("type", "chart")


FAULTS: dict[str, tuple[tuple[Change, ...], str]] = {
    "no source": ((remove_holder("Points", 14),), "the layout `Points` lacks the placeholder `Source`"),
    "no number": ((remove_holder("Table", 12),), "the layout `Table` lacks the placeholder `Slide number`"),
    "no title": ((remove_holder("Cover", 0),), "the layout `Cover` lacks the placeholder `Title`"),
    "another type": ((retype,), "the layout `Table` has type chart for the placeholder `Table`"),
    "too small": ((shrink_points,), "the layout `Points` has too little room for the placeholder `Points`"),
    "a link": ((link_out,), "leads to https://evil.example/x.png"),
    "a program": ((hide_programme,), "holds a oleObject"),
    "another size": ((narrow,), "its slides are 10.00 by 7.50 inches"),
    "other names": ((rename,), "none of its layouts has a name that Dossier knows"),
    "a picture of another kind": ((lambda each: add_logo(each, "bmp"),), "holds a picture of type image/bmp"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_template_is_told_where_it_is_named_and_the_deck_is_dossiers(name: str) -> None:
    changes, message = FAULTS[name]
    artifact = render(template(*changes))
    diagnostics = [each for each in artifact.diagnostics if each.code == "template-invalid"]
    assert message in " ".join(each.message for each in diagnostics)
    assert {each.place for each in diagnostics} == {PLACE}
    assert all(each.hint for each in diagnostics)
    assert artifact.data == own_deck()


def test_a_template_of_another_ratio_is_told_with_the_key_that_makes_such_slides() -> None:
    [fault] = find_faults(template(narrow), CANVAS)
    assert fault.message == "its slides are 10.00 by 7.50 inches, but the deck's are 16:9"
    assert fault.hint == "make them 13.33 by 7.50 inches, or write `deck: ratio: 4:3`"
    [other] = find_faults(template(), NARROW)
    assert other.hint == "make them 10.00 by 7.50 inches, or write `deck: ratio: 16:9`"


def test_a_layout_from_which_no_slide_can_be_made_is_told() -> None:
    def break_place(presentation: Any) -> None:
        add_holder(presentation)
        layout(presentation, "Points")._element.find(f".//{qn('p:ph')}[@idx='55']").set("type", "spaceship")

    [fault] = find_faults(template(break_place), CANVAS)
    assert "`type` of `p:ph` is 'spaceship'" in fault.message


def test_all_that_layouts_lack_is_told_at_once() -> None:
    faults = find_faults(template(remove_holder("Points", 14), remove_holder("Table", 12)), CANVAS)
    assert len(faults) == 2


@pytest.mark.parametrize("seed", range(12))
def test_no_damage_to_a_template_is_more_than_a_fault(seed: int) -> None:
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(own_deck())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = [name for name in parts if "slideLayout" in name or "slideMaster" in name or "/" not in name[5:]]
    for _ in range(3):
        name = chance.choice(names)
        data = bytearray(parts[name])
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(data))
            data[place : place + chance.randint(0, 30)] = chance.choice((b"", b"<", b"9", b"idx", b"\xff"))
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as package:
            for each, content in parts.items():
                if each != name or seed % 3:
                    package.writestr(each, bytes(data) if each == name else content)
        assert isinstance(find_faults(file.getvalue(), CANVAS), tuple)


def article(folder: Path, name: str) -> Path:
    text = f"---\ntitle: T\ndeck:\n  template: {name}\n---\n\n# One\n\nWords.\n"
    (folder / "paper.md").write_text(text, "utf-8")
    return folder / "paper.md"


def test_an_article_names_its_template_and_its_faults_are_told_at_the_key(tmp_path: Path) -> None:
    (tmp_path / "desk.pptx").write_bytes(template(remove_holder("Points", 14)))
    location = locate(str(article(tmp_path, "desk.pptx")), tmp_path)
    [diagnostic] = [each for each in gate(location) if each.code == "template-invalid"]
    assert (diagnostic.place.line, diagnostic.place.column) == (4, 13)
    assert "desk.pptx" in diagnostic.message
    (tmp_path / "desk.pptx").write_bytes(template())
    assert not [each for each in gate(location) if each.code.startswith("template")]
    document = resolve_article(location).document
    assert document.template is not None
    assert deck(document).template == document.template
    assert ("desk.pptx", "template") in {(file.name, file.role) for file in document.files}


@pytest.mark.parametrize(
    ("name", "code"),
    [("absent.pptx", "template-missing"), ("https://example.org/a.pptx", "template-missing"),
     ("../../../../etc/passwd", "path-unsafe")],
)  # fmt: skip
def test_a_template_that_is_not_there_or_out_of_reach_is_told(name: str, code: str, tmp_path: Path) -> None:
    location = locate(str(article(tmp_path, name)), tmp_path)
    [diagnostic] = [each for each in gate(location) if each.code == code]
    assert (diagnostic.place.line, diagnostic.place.column) == (4, 13)


def test_nobody_vouches_for_the_template_of_an_untrusted_article(tmp_path: Path) -> None:
    (tmp_path / "desk.pptx").write_bytes(template())
    location = replace(locate(str(article(tmp_path, "desk.pptx")), tmp_path), is_untrusted=True)
    assert "template-untrusted" in {each.code for each in gate(location)}
