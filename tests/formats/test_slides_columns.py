"""Columns on a slide: side by side in both decks, each a text or a picture, and neither leaves its box."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pptx
import pypdfium2
import pytest
from lxml import html

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.formats.deck_pdf import DECK_PDF
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.load.article import locate
from pipeline.model.stages import Artifact, Edition
from pipeline.model.walk import text_of
from pipeline.slides.measuring import points
from tests.canvas import CANVAS
from tests.formats.deck_geometry import overlaps, places
from tests.formats.deck_setting import SETTING
from tests.formats.test_slides_kinds import columns
from tests.test_random_articles import png

PICTURE = "![A caption.](sheet.png){alt='A sheet'}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20z"/></svg>'


def edition(text: str, folder: Path) -> Edition:
    (folder / "sheet.png").write_bytes(png(40, 20))
    source = f"---\ntitle: T\n---\n\n# First\n\n::::: {{.slide message='So.'}}\n{text}\n:::::\n"
    (folder / "paper.md").write_text(source, "utf-8")
    return deck(resolve_article(locate(str(folder / "paper.md"), folder)).document)


def page_of(artifact: Artifact) -> Any:
    """Return the slide with the columns, behind the cover."""
    return pptx.Presentation(io.BytesIO(artifact.data)).slides[1]


def section_of(artifact: Artifact) -> Any:
    return html.fromstring(artifact.data).xpath("//section")[1]


def test_text_stands_beside_text_in_both_decks(tmp_path: Path) -> None:
    content = edition(columns("Left.\n\n- More", "1. Right\n2. Last"), tmp_path)
    page, section = page_of(PPTX.render(content, SETTING)), section_of(HTML.render(content, SETTING))
    assert page.slide_layout.name == "Columns"
    left, right = (each for each in page.placeholders if each.name in ("Left", "Right"))
    assert (left.text_frame.text, right.text_frame.text) == ("Left.\nMore", "Right\nLast")
    assert left.top == right.top
    assert left.left + left.width < right.left
    assert (right.left + right.width) / 12700 == pytest.approx(CANVAS.body.x + CANVAS.body.width)
    assert right.text_frame.paragraphs[0]._p.pPr.find("{*}buAutoNum") is not None
    outer, other = section.xpath(".//div[contains(concat(' ', @class, ' '), ' column ')][div]")
    assert (outer.xpath("string(.//p)"), other.xpath("count(.//ol/li)")) == ("Left.", 2)
    assert "is-columns" in section.get("class")


def test_a_picture_stands_beside_text_with_its_caption_in_the_notes(tmp_path: Path) -> None:
    content = edition(columns(PICTURE, "Right."), tmp_path)
    page, section = page_of(PPTX.render(content, SETTING)), section_of(HTML.render(content, SETTING))
    [picture] = (
        shape for shape in page.shapes if shape.shape_type == 14 and shape._element.tag.endswith("pic")
    )
    [right] = (shape for shape in page.shapes if shape.name == "Right")
    assert picture._element.nvPicPr.cNvPr.get("descr") == "A sheet"
    assert picture.left + picture.width < right.left
    assert page.notes_slide.notes_text_frame.text == "A caption."
    assert section.xpath(".//div[@class='column'][1]//img/@alt") == ["A sheet"]


@pytest.mark.parametrize(
    "text",
    [
        columns("One.", "Two.", "Three."),
        columns("One.", "| a | b |\n|---|---|\n| c | d |"),
        columns("One.", f"Two.\n\n{PICTURE}"),
        columns("One.\n\n::: note\nMore\n:::"),
    ],
)
def test_what_cannot_stand_side_by_side_stands_one_below_the_other(text: str, tmp_path: Path) -> None:
    slides = edition(text, tmp_path).slides
    assert "columns" not in {slide.kind for slide in slides}


@pytest.mark.parametrize("left", ["Word. " * 8, "- A point of some words that goes on\n" * 3, PICTURE])
@pytest.mark.parametrize("right", ["Unbreakable" * 6, "1. One\n    - Two\n        - Three", "`code` " * 20])
def test_no_text_leaves_its_column(left: str, right: str, tmp_path: Path) -> None:
    artifact = PPTX.render(edition(columns(left, right), tmp_path), SETTING)
    shapes = places(page_of(artifact))
    assert {"Title", "Kicker", "Right"} <= {each.name for each in shapes}
    assert len(shapes) == 4
    assert [each.name for each in shapes if each.overflow > 1] == []
    assert overlaps(shapes) == []
    assert artifact.diagnostics == ()


def test_columns_of_too_many_words_go_on_on_whole_slides(tmp_path: Path) -> None:
    content = edition(columns("A word. " * 200, "Right."), tmp_path)
    kinds = [each.kind for each in content.slides[2:-1]]
    assert kinds == ["columns", *["text"] * (len(kinds) - 1)]
    assert 2 < len(kinds) < 12
    assert sum(text_of(each.content).count("A word.") for each in content.slides) == 200
    assert len({each.at for each in content.slides[2:-1]}) == 1  # so `minutes` takes all of them or none
    for output in (HTML, PPTX):
        assert output.render(content, SETTING).diagnostics == ()


def test_a_sentence_too_long_for_its_column_is_reported(tmp_path: Path) -> None:
    content = edition(columns("word " * 70, "Right."), tmp_path)
    for output in (HTML, PPTX):
        assert [each.code for each in output.render(content, SETTING).diagnostics] == ["slide-overflow"]


def test_short_columns_are_set_large(tmp_path: Path) -> None:
    [short] = (each for each in edition(columns("One.", "Two."), tmp_path).slides if each.kind == "columns")
    [long] = (
        each for each in edition(columns("One. " * 60, "Two."), tmp_path).slides if each.kind == "columns"
    )
    assert (short.size, long.size) == ("large", "")


def test_a_drawing_in_a_column_is_drawn_for_its_column(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(SVG, "utf-8")
    content = edition(columns("![](a.svg){alt='Drawing'}", "Right."), tmp_path)
    page = page_of(PPTX.render(content, SETTING))
    [picture] = (shape for shape in page.shapes if shape._element.tag.endswith("pic"))
    assert picture.width < page.part.package.presentation_part.presentation.slide_width / 2
    style = re.search(r'src="data:image/svg', HTML.render(content, SETTING).data.decode())
    assert style is not None


def test_a_tall_picture_keeps_to_its_column_on_a_page(tmp_path: Path) -> None:
    own = edition(columns("Left.", PICTURE), tmp_path)
    image = own.media["sheet.png"]
    tall = replace(own, media={"sheet.png": replace(image, data=png(400, 2_000))})
    page = pypdfium2.PdfDocument(DECK_PDF.render(tall, SETTING).data)[1]
    [picture] = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    left, bottom, right, top = (edge * CANVAS.width / page.get_width() for edge in picture.get_bounds())
    assert CANVAS.height - top >= points("body-top")
    assert CANVAS.height - bottom <= points("body-bottom") + 1
    assert CANVAS.body.x + CANVAS.body.width / 2 < left < right <= CANVAS.body.x + CANVAS.body.width


def test_a_formula_in_a_column_is_text_on_a_page(tmp_path: Path) -> None:
    artifact = DECK_PDF.render(edition(columns("$$x = \\frac{a}{b}$$", "Right."), tmp_path), SETTING)
    assert artifact.diagnostics == ()


def test_a_formula_in_text_is_as_high_as_it_needs(tmp_path: Path) -> None:
    heights = []
    for formula in ("x", "\\frac{\\frac{a}{b}}{\\sqrt{c}}"):
        data = DECK_PDF.render(edition(f"- One ${formula}$", tmp_path), SETTING).data
        page = pypdfium2.PdfDocument(data)[1]
        signs = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=3)
        bounds = [each.get_bounds() for each in signs]
        heights.append(max(top - bottom for _, bottom, _, top in bounds))
    assert heights[1] > 1.3 * heights[0]
