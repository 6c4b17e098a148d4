"""Slides of 4:3: all files of a deck have the size, with the same words, and nothing leaves its box."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pptx
import pypdfium2
import pytest
from lxml import html
from pptx.oxml.ns import qn
from pptx.util import Inches

from pipeline.build import resolve_article
from pipeline.charts.frame import Frame
from pipeline.editions.deck import deck
from pipeline.formats.deck_pdf import DECK_PDF, HANDOUT
from pipeline.formats.figure_frames import largest
from pipeline.formats.pptx import PPTX
from pipeline.formats.pptx.template import presentation
from pipeline.formats.reveal import HTML
from pipeline.load.article import locate
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.slides import Slides
from pipeline.model.stages import Artifact, Drawing, Edition
from pipeline.slides.tables import table_width
from tests.articles import document
from tests.canvas import CANVAS, NARROW
from tests.editions.deck_sample import at_ratio
from tests.formats.deck_pages import read_pages
from tests.formats.deck_setting import SETTING
from tests.formats.test_deck_pdf import sections, squeeze
from tests.formats.test_pptx_geometry import faults
from tests.formats.test_slides_kinds import BODIES, office_words, web_words
from tests.test_random_articles import png

LONG = " ".join(f"wlong{place}" for place in range(30))
KINDS = ("points", "code", "table", "figure", "formula", "columns", "numbers", "quotation")


def make(ratio: str, folder: Path) -> Edition:
    """Return a deck with a slide of each kind."""
    (folder / "sheet.png").write_bytes(png(40, 20))
    bodies = [*(BODIES[kind] for kind in KINDS), LONG]
    slides = "\n".join(
        f":::: {{.slide message='Of it, {place}.'}}\n{body}\n::::\n" for place, body in enumerate(bodies)
    )
    front = f"title: A title\nsubtitle: A subtitle\ndeck:\n  embed-fonts: false\n  ratio: {ratio}\n"
    (folder / "paper.md").write_text(f"---\n{front}---\n\n# First\n\n{slides}", "utf-8")
    return deck(resolve_article(locate(str(folder / "paper.md"), folder)).document)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return make("4:3", tmp_path_factory.mktemp("narrow"))


@pytest.fixture(scope="module")
def office(content: Edition) -> Artifact:
    return PPTX.render(content, SETTING)


@pytest.fixture(scope="module")
def page(content: Edition) -> Artifact:
    return HTML.render(content, SETTING)


def test_a_narrow_canvas_is_as_high_as_the_usual_one_and_has_its_margins() -> None:
    assert (CANVAS.ratio, NARROW.ratio) == ("16:9", "4:3")
    for canvas, ratio in ((CANVAS, 16 / 9), (NARROW, 4 / 3)):
        assert canvas.width / canvas.height == pytest.approx(ratio, abs=0.001)
        for box in (canvas.title, canvas.body, canvas.source):
            assert box.x == CANVAS.body.x
            assert box.x + box.width <= canvas.width - box.x + 0.001
            assert box.y + box.height <= canvas.height
    heights: list[list[tuple[float, float]]] = [
        [(box.y, box.height) for box in (canvas.title, canvas.body, canvas.source)]
        for canvas in (CANVAS, NARROW)
    ]
    assert heights[0] == heights[1]


def test_the_ratio_of_the_front_matter_is_that_of_the_canvas(content: Edition, tmp_path: Path) -> None:
    canvases: list[Canvas] = [content.canvas, make("16:9", tmp_path).canvas]
    assert canvases == [NARROW, CANVAS]


def test_the_pptx_has_slides_of_ten_inches_and_nothing_beyond_them(office: Artifact) -> None:
    file = pptx.Presentation(io.BytesIO(office.data))
    assert (file.slide_width, file.slide_height) == (Inches(10), Inches(7.5))
    for slide in (*file.slides, *file.slide_layouts, file.slide_master):
        for shape in slide.shapes:
            assert 0 <= shape.left < shape.left + shape.width <= file.slide_width, shape.name
            assert 0 <= shape.top < shape.top + shape.height <= file.slide_height, shape.name


@pytest.mark.parametrize(("canvas", "kind"), [(CANVAS, None), (NARROW, "screen4x3")])
def test_the_size_of_slides_is_named_only_where_it_has_the_name(canvas: Canvas, kind: str | None) -> None:
    size = presentation(canvas, "en", SETTING.theme).part._element.find(qn("p:sldSz"))
    assert size.get("type") == kind


def test_no_text_leaves_its_box_without_the_typefaces(office: Artifact) -> None:
    assert faults(office) == []
    assert not [each for each in office.diagnostics if each.code == "slide-overflow"]


def test_a_table_is_no_wider_than_the_slide_allows(content: Edition) -> None:
    [slide] = (each for each in content.slides if each.kind == "table")
    [table] = (each for each in slide.content if isinstance(each, n.Table))
    assert 0 < table_width(table, content.canvas) <= NARROW.body.width + 0.001


def test_the_html_is_of_960_by_720_pixels_and_so_are_its_sheets_of_paper(page: Artifact) -> None:
    text = page.data.decode()
    options = re.search(r"var options = (\{.*?\});", text)
    assert options is not None
    configuration = json.loads(options[1])
    assert (configuration["width"], configuration["height"]) == (960, 720)
    assert "@page slide { size: 10in 7.5in; margin: 0 }" in text
    assert text.count("--slide-width: 10in;") == 1
    assert "13.333in" not in text


def test_the_pdf_has_pages_of_the_ratio_with_the_words_of_the_html(content: Edition) -> None:
    artifact = DECK_PDF.render(content, SETTING)
    assert {each.get_size() for each in pypdfium2.PdfDocument(artifact.data)} == {(720, 540)}
    texts = [squeeze(section.text_content()) for section in sections(content)]
    assert [squeeze(each.words) for each in read_pages(artifact.data)] == texts


def test_the_words_of_each_slide_are_the_same_in_html_and_pptx(page: Artifact, office: Artifact) -> None:
    web = html.fromstring(page.data).xpath("//div[@class='slides']/section")
    slides = pptx.Presentation(io.BytesIO(office.data)).slides
    assert [Counter(web_words(each)) for each in web] == [Counter(office_words(each)) for each in slides]
    assert sum(len(web_words(each)) for each in web) > 60


def test_narrow_slides_of_a_handout_are_as_wide_as_the_text_so_that_two_have_room_on_a_page(
    content: Edition,
) -> None:
    slides = tuple(each for each in content.slides if each.kind == "text" and not each.notes)[:4]
    edition = replace(content, name="handout", content=Slides(slides, NARROW))
    assert len(slides) == 4
    assert len(pypdfium2.PdfDocument(HANDOUT.render(edition, SETTING).data)) == 2


def test_figures_are_drawn_and_checked_in_the_width_of_their_slides() -> None:
    frames: list[Frame] = []

    def draw(drawing: Drawing, frame: Frame) -> bytes:
        frames.append(frame)
        return SETTING.draw(drawing, frame)

    edition = deck(at_ratio(document("tests/sample"), "4:3"))
    HTML.render(edition, replace(SETTING, draw=draw))
    assert frames
    assert {frame.width for frame in frames} == {NARROW.body.width}
    assert largest(SETTING.theme, "4:3")[-1].width == NARROW.body.width
