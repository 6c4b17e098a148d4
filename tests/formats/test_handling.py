"""Who may read an article is said on every slide and page of every edition, and lies on nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pptx
import pytest
from lxml import html
from pypdfium2 import PdfDocument

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.editions.ebook import ebook
from pipeline.editions.handout import handout
from pipeline.formats.deck_pdf import DECK_PDF, HANDOUT
from pipeline.formats.epub import EPUB
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.load.article import locate
from pipeline.model.canvas import Ratio
from pipeline.model.front_matter import HANDLING_LENGTH, FrontMatter, as_draft
from pipeline.model.stages import Document
from pipeline.slides import measuring as measure
from pipeline.slides.handling import SHARES, capitals_width, handling_mark
from tests.articles import document as article
from tests.editions.deck_sample import at_ratio
from tests.formats.deck_geometry import overlaps, places
from tests.formats.deck_pages import letters_outside, read_pages
from tests.formats.deck_setting import SETTING
from tests.formats.standards import breaches

MARK = "Internal – not for circulation"
LONG = "Internal: for the members of the delegation and their deputies alone, not for other houses, " * 3
WIDE = "W" * 400
RTL = "داخلي – للوفد وحده"
MARKS = (MARK, LONG, WIDE, RTL)
TEXT = """---
title: A title
kicker: Series
---

# One

Words on one thing.

::: {.slide message="A message as long as a title may be, so that it takes two lines at least."}
- A point.
- Another point.
:::

::: notes
What is said.

What is said.
:::

::: {.slide message="Two"}
- A point.
:::

::: {.slide message="Three"}
- A point.
:::
"""


@cache
def document(folder: Path) -> Document:
    path = folder / "article.md"
    path.write_text(TEXT, "utf-8")
    return resolve_article(locate(str(path), folder)).document


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("handling")


def with_mark(document: Document, mark: str | None, *, draft: bool = False) -> Document:
    front = document.front
    front = front.model_copy(update={"briefing": front.briefing.model_copy(update={"handling": mark})})
    return replace(document, front=as_draft(front) if draft else front)


def without_spaces(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def test_each_slide_says_in_html_who_may_read_it(folder: Path) -> None:
    content = deck(with_mark(document(folder), MARK))
    page = html.fromstring(HTML.render(content, SETTING).data)
    words = [[each.text for each in slide.find_class("handling")] for slide in page.find_class("slide")]
    assert words == [[MARK]] * len(content.slides)
    assert {slide.kind for slide in content.slides} >= {"cover", "divider", "points"}


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("ratio", ["16:9", "4:3"])
def test_each_page_of_slides_says_who_may_read_it(
    ratio: Ratio, draft: bool, folder: Path, tmp_path: Path
) -> None:
    content = deck(with_mark(at_ratio(document(folder), ratio), MARK, draft=draft))
    data = DECK_PDF.render(content, SETTING).data
    counts = [without_spaces(page.words).count(without_spaces(MARK)) for page in read_pages(data)]
    assert counts == [1] * len(content.slides)
    assert letters_outside(data) == []
    assert breaches(data, tmp_path) == []


def test_each_page_of_a_handout_says_at_head_and_foot_who_may_read_it(folder: Path, tmp_path: Path) -> None:
    content = handout(with_mark(document(folder), MARK))
    data = HANDOUT.render(content, SETTING).data
    texts = [page.get_textpage().get_text_bounded() for page in PdfDocument(data)]
    assert [without_spaces(text).count(without_spaces(MARK)) for text in texts] == [2] * len(texts)
    assert breaches(data, tmp_path) == []


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("ratio", ["16:9", "4:3"])
@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_meets_anything_on_the_slides_of_a_pptx(mark: str, ratio: Ratio, draft: bool) -> None:
    source = at_ratio(article("tests/torture"), ratio)
    presentation = pptx.Presentation(
        io.BytesIO(PPTX.render(deck(with_mark(source, mark, draft=draft)), SETTING).data)
    )
    start = without_spaces(mark)[:8]
    for number, slide in enumerate(presentation.slides, 1):
        shapes = places(slide)
        [own] = [each for each in shapes if without_spaces(each.name).startswith(start)]
        pairs = [pair for pair in overlaps(shapes, slack=0.5) if own.name in pair]
        assert pairs == [], number
        assert own.overflow <= 1, number
        assert own.top > 0, number


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("ratio", ["16:9", "4:3"])
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_whole_or_shortened_within_its_strip(
    mark: str, ratio: Ratio, draft: bool, folder: Path
) -> None:
    source = with_mark(at_ratio(document(folder), ratio), mark, draft=draft)
    own = handling_mark(source.front, deck(source).canvas)
    assert own is not None
    assert own.box.y > 0
    assert own.box.y + own.box.height < measure.points("kicker-top")
    assert len(own.text) <= HANDLING_LENGTH
    assert (own.text == mark) == (mark in (MARK, RTL))
    assert own.text == mark or own.text.endswith("…")
    rows = round(own.box.height / own.style.line)
    assert capitals_width(own.text, own.style) <= own.box.width * rows
    assert (own.style.share == 1) == (mark in (MARK, RTL))
    assert own.style.share in SHARES


def test_a_mark_leaves_room_for_the_word_on_a_draft(folder: Path) -> None:
    canvas = deck(document(folder)).canvas
    rooms = [
        mark.box.width
        for draft in (False, True)
        if (mark := handling_mark(with_mark(document(folder), MARK, draft=draft).front, canvas))
    ]
    assert len(rooms) == 2
    assert rooms[0] - rooms[1] > capitals_width("Draft", measure.Style("kicker", "source-leading"))


def test_cover_and_title_page_of_an_e_book_say_who_may_read_it(folder: Path) -> None:
    datas = [EPUB.render(ebook(with_mark(document(folder), mark)), SETTING).data for mark in (MARK, None)]
    books = [zipfile.ZipFile(io.BytesIO(data)) for data in datas]
    for name in ("title.xhtml", "cover.xhtml"):
        assert [book.read(f"EPUB/{name}").decode().count(MARK) for book in books] == [1, 0]
    covers = [book.read(next(n for n in book.namelist() if n.endswith("cover.png"))) for book in books]
    assert covers[0] != covers[1]


def test_without_a_mark_no_edition_has_room_for_one(folder: Path) -> None:
    plain = document(folder)
    assert handling_mark(FrontMatter(title="A"), deck(plain).canvas) is None
    assert b'class="handling"' not in HTML.render(deck(plain), SETTING).data
