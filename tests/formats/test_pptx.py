"""The PPTX, read back with python-pptx and as XML."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache
from typing import Any

import pptx
import pytest
from lxml import etree
from PIL import Image

from pipeline import process, resvg
from pipeline.formats.pptx import PPTX
from pipeline.formats.pptx.elements import MATHS
from pipeline.formats.pptx.omml import put_in_order
from pipeline.formats.pptx.template import presentation
from pipeline.model import nodes as n
from pipeline.model.diagnostics import DossierError
from pipeline.model.slides import Slide
from pipeline.model.stages import Artifact, Media
from pipeline.model.walk import text_of
from tests.canvas import CANVAS
from tests.editions.deck_sample import edition, map_slides, of_slides
from tests.formats.deck_setting import SETTING

TARGETS = ("tests/sample", "tests/joss/paper.md")
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SVG = "image/svg+xml"
SHAPES = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@cache
def artifact(target: str) -> Artifact:
    return PPTX.render(edition(target), SETTING)


@cache
def slides(target: str) -> list[Any]:
    return list(pptx.Presentation(io.BytesIO(artifact(target).data)).slides)


@cache
def parts(target: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(artifact(target).data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def text_on(slide: Any) -> str:
    return "\n".join(t.text or "" for t in slide.shapes._spTree.iter(f"{DRAWING}t"))


@pytest.mark.parametrize("target", TARGETS)
def test_the_slides_are_those_of_the_edition_in_their_order(target: str) -> None:
    projection = edition(target).slides
    assert artifact(target).extent == len(slides(target)) == len(projection)
    titles = [slide.shapes.title.text_frame.text for slide in slides(target)]
    assert titles == [text_of(slide.title) for slide in projection]
    assert len(set(titles)) == len(titles)


def test_layouts_are_ours_and_every_shape_has_its_placeholder() -> None:
    names = {slide.slide_layout.name for slide in slides("tests/sample")}
    assert names == {
        "Cover", "Key figures, six", "Table", "Divider", "Points", "Figure", "Number", "Sources"
    }  # fmt: skip
    for slide in slides("tests/sample"):
        indexes = {holder.placeholder_format.idx for holder in slide.slide_layout.placeholders}
        for shape in slide.shapes:
            assert shape.is_placeholder
            assert shape.placeholder_format.idx in indexes


def test_facts_sources_and_notes_are_there() -> None:
    notes = [
        slide.notes_slide.notes_text_frame.text for slide in slides("tests/sample") if slide.has_notes_slide
    ]
    texts = [text_on(slide) for slide in slides("tests/sample")]
    assert any("$7.2 million" in text and "National Archives" in text for text in texts)
    assert any("Treaty Concerning the Cession" in text for text in texts)
    assert any("The Senate approved it" in text for text in notes)
    assert all(text.strip() for text in notes)


def test_links_lead_to_slides_or_to_the_web() -> None:
    kinds = {"slide": 0, "web": 0}
    for name, data in parts("tests/sample").items():
        if not name.endswith(".rels"):
            continue
        for relation in etree.fromstring(data):
            if relation.get("TargetMode") == "External":
                assert relation.get("Target", "").startswith(("https://", "http://", "mailto:"))
                kinds["web"] += 1
            elif name.startswith("ppt/slides/") and relation.get("Type", "").endswith("/slide"):
                kinds["slide"] += 1
    assert kinds["slide"]
    assert kinds["web"]


@pytest.mark.parametrize("target", TARGETS)
def test_every_run_has_a_language_and_every_picture_words(target: str) -> None:
    for slide in slides(target):
        runs = [run for tag in ("r", "fld") for run in slide.shapes._spTree.iter(f"{DRAWING}{tag}")]
        assert runs
        assert all(run.find(f"{DRAWING}rPr").get("lang") for run in runs)
        for picture in slide.shapes._spTree.iter(f"{SHAPES}pic"):
            assert picture.find(f".//{SHAPES}cNvPr").get("descr")


@pytest.mark.parametrize("target", TARGETS)
def test_shape_ids_are_unique_on_a_slide(target: str) -> None:
    for slide in slides(target):
        ids = [shape.get("id") for shape in slide.shapes._spTree.iterfind(f"*/*/{SHAPES}cNvPr")]
        assert len(set(ids)) == len(ids)


def test_tables_mark_their_head_and_formulas_are_native() -> None:
    table = next(s for slide in slides("tests/sample") for s in slide.shapes if s.has_table).table
    assert table.first_row
    formulas = [name for name, data in parts("tests/joss/paper.md").items() if b"oMath" in data]
    assert len([name for name in formulas if name.startswith("ppt/slides/")]) == 3


def test_properties_say_whose_and_of_when_it_is() -> None:
    core = pptx.Presentation(io.BytesIO(artifact("tests/sample").data)).core_properties
    assert (core.title, core.author, core.language) == ("The purchase of Alaska", "Dossier desk", "en")
    assert core.created is not None
    assert (core.created.year, core.created.month, core.created.day) == (2026, 11, 23)


def test_the_theme_has_the_colours_and_typefaces_of_the_tokens() -> None:
    themes = [
        data.decode() for name, data in parts("tests/sample").items() if name.startswith("ppt/theme/theme")
    ]
    assert all('typeface="Source Serif 4"' in text and 'typeface="Inter"' in text for text in themes)
    assert all(SETTING.theme["color.accent"].lstrip("#").upper() in text for text in themes)


def test_bytes_are_the_same_each_time_and_dates_are_the_settings() -> None:
    assert PPTX.render(edition("tests/sample"), SETTING).data == artifact("tests/sample").data
    with zipfile.ZipFile(io.BytesIO(artifact("tests/sample").data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 11, 23, 0, 0, 0)}


def test_the_template_has_a_layout_for_each_kind_of_slide_named_for_what_it_is() -> None:
    template = presentation(CANVAS, "fr", SETTING.theme)
    assert [layout.name for layout in template.slide_layouts] == [
        "Cover", "Divider", "Points", "Key figures", "Key figures, six", "Number", "Figure",
            "Columns", "Chart", "Table",
        "Formula", "Sources",
    ]  # fmt: skip
    assert (template.slide_width, template.slide_height) == (12191695, 6858000)
    for layout in template.slide_layouts:
        runs = [run for tag in ("r", "fld") for run in layout._element.iter(f"{DRAWING}{tag}")]
        assert {run.find(f"{DRAWING}rPr").get("lang") for run in runs} == {"fr"}


def test_an_svg_is_shown_as_pixels_with_its_words() -> None:
    source = edition("tests/sample")
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="20" height="20"/></svg>'
    )
    artifact = PPTX.render(
        replace(source, media={name: Media(name, SVG, svg) for name in source.media}), SETTING
    )
    assert artifact.diagnostics == ()
    pages = pptx.Presentation(io.BytesIO(artifact.data)).slides
    pictures = [shape for page in pages for shape in page.shapes if hasattr(shape, "image")]
    [picture] = [each for each in pictures if each.image.size[0] == 2 * each.image.size[1]]
    assert "A plain yellow disc" in picture._element.nvPicPr.cNvPr.get("descr")
    image = Image.open(io.BytesIO(picture.image.blob)).convert("RGBA")
    wide, high = image.size
    assert wide >= 1_000
    assert image.getpixel((wide // 4, high // 2)) == (0, 0, 0, 255)
    assert image.getpixel((wide * 3 // 4, high // 2)) == (0, 0, 0, 0)


def test_an_svg_that_cannot_be_drawn_is_told_in_words_with_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*arguments: object) -> bytes:
        raise process.ProcessError("it crashed")

    monkeypatch.setattr(resvg, "rasterize", crash)
    source = edition("tests/sample")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>'
    artifact = PPTX.render(
        replace(source, media={name: Media(name, SVG, svg) for name in source.media}), SETTING
    )
    (diagnostic,) = artifact.diagnostics
    assert diagnostic.code == "picture-not-shown"
    texts = [text_on(slide) for slide in pptx.Presentation(io.BytesIO(artifact.data)).slides]
    assert any("A plain yellow disc" in text for text in texts)


def test_a_text_in_another_language_is_a_run_of_its_own() -> None:
    def mark(node: n.Inline) -> n.Inlines:
        if isinstance(node, n.Str) and node.text == "treaty":
            return (n.Span(n.Attr("", (), (("lang", "fr"),)), (n.Str("traité"),)),)
        return (node,)

    artifact = PPTX.render(
        map_slides(edition("tests/sample"), mark),
        SETTING,
    )
    runs = [
        run
        for slide in pptx.Presentation(io.BytesIO(artifact.data)).slides
        for run in slide.shapes._spTree.iter(f"{DRAWING}r")
    ]
    words = [run.findtext(f"{DRAWING}t") for run in runs if run.find(f"{DRAWING}rPr").get("lang") == "fr"]
    assert words
    assert set(words) == {"traité"}


def test_the_package_follows_the_schema(tmp_path: Any) -> None:
    from openxml_audit import validate_pptx

    for target in TARGETS:
        file = tmp_path / "deck.pptx"
        file.write_bytes(artifact(target).data)
        assert not validate_pptx(file).errors


def test_an_image_within_words_is_told_in_words_with_a_finding() -> None:
    name = next(iter(edition("tests/sample").media))
    image = n.Image(n.Attr(), (n.Str("Aglyph"),), name)
    points = (n.BulletList(((n.Plain((n.Str("Before"), n.Space(), image)),),)),)
    slide = Slide("own", "points", (n.Str("Points"),), content=points)
    source = edition("tests/sample")
    artifact = PPTX.render(of_slides((*source.slides, slide), source), SETTING)
    assert [each.code for each in artifact.diagnostics] == ["picture-not-shown"]
    last = list(pptx.Presentation(io.BytesIO(artifact.data)).slides)[-1]
    assert "Before Aglyph" in text_on(last)
    assert not [shape for shape in last.shapes if hasattr(shape, "image")]


def test_linked_code_follows_the_schema(tmp_path: Any) -> None:
    """The face of a run stands before its link."""
    from openxml_audit import validate_pptx

    code = n.Link(n.Attr(), (n.Code(n.Attr(), "AeroArray"),), "https://example.org/array")
    bold = n.Strong((code,))

    def link_code(node: n.Inline) -> n.Inlines:
        return (code, n.Space(), bold) if isinstance(node, n.Str) and node.text == "treaty" else (node,)

    sample = edition("tests/sample")
    artifact = PPTX.render(map_slides(sample, link_code), SETTING)
    file = tmp_path / "deck.pptx"
    file.write_bytes(artifact.data)
    with zipfile.ZipFile(file) as archive:
        slides = [name for name in archive.namelist() if name.startswith("ppt/slides/slide")]
        texts = b"".join(archive.read(name) for name in slides)
    assert b"AeroArray" in texts
    assert not validate_pptx(file).errors


def test_the_columns_of_a_matrix_follow_the_schema() -> None:
    """Their number stands before their alignment (ECMA-376, 22.1.2.69)."""
    maths = f'xmlns:m="{MATHS}"'
    tree = etree.fromstring(
        f'<m:mc {maths}><m:mcPr><m:mcJc m:val="left"/><m:count m:val="1"/></m:mcPr></m:mc>'
    )
    put_in_order(tree)
    assert [etree.QName(each).localname for each in tree[0]] == ["count", "mcJc"]


def test_more_slides_than_a_pptx_is_made_of_are_told_where_they_begin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sample = edition("tests/sample")
    slides = sample.slides
    monkeypatch.setattr("pipeline.formats.pptx.render.MOST_SLIDES", len(slides))
    assert PPTX.render(sample, SETTING).extent == len(slides)
    monkeypatch.setattr("pipeline.formats.pptx.render.MOST_SLIDES", len(slides) - 2)
    with pytest.raises(DossierError) as failure:
        PPTX.render(sample, SETTING)
    [diagnostic] = failure.value.diagnostics
    assert diagnostic.code == "deck-too-long"
    assert f"the deck has {len(slides)} slides" in diagnostic.message
    assert diagnostic.place == sample.source.place(slides[-2].at)
