"""A draft says that it is one: on each slide, in every form of the deck, and before the text of an e-book."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pptx
import pytest
from lxml import html
from openxml_audit import validate_pptx

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.editions.ebook import ebook
from pipeline.editions.handout import handout
from pipeline.formats.deck_pdf import DECK_PDF, HANDOUT
from pipeline.formats.epub import EPUB
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.load.article import locate
from pipeline.model.front_matter import as_draft
from pipeline.model.stages import Document, Edition
from tests.formats.deck_pages import letters_outside, read_pages
from tests.formats.deck_setting import SETTING
from tests.formats.standards import breaches

TEXT = """---
title: A title
kicker: Series
lang: {lang}
---

# One

Words on one thing.

::: {{.slide message="A message as long as a title may be, so that it takes two lines at least."}}
- A point.
- Another point.
:::

::: notes
What is said.
:::
"""


@cache
def document(folder: Path, lang: str = "de") -> Document:
    """Return an article; the words of its pages are of a language that no other word of the test has."""
    path = folder / f"{lang}.md"
    path.write_text(TEXT.format(lang=lang), "utf-8")
    return resolve_article(locate(str(path), folder)).document


def draft(folder: Path) -> Document:
    plain = document(folder)
    return replace(plain, front=as_draft(plain.front))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drafts")


def test_each_slide_of_a_draft_has_the_word_in_html(folder: Path) -> None:
    content = deck(draft(folder))
    page = html.fromstring(HTML.render(content, SETTING).data)
    words = [[each.text for each in slide.find_class("draft")] for slide in page.find_class("slide")]
    assert words == [["Entwurf"]] * len(content.slides)
    assert b"Entwurf" not in HTML.render(deck(document(folder)), SETTING).data


@pytest.mark.parametrize("edit", [deck, handout])
def test_each_slide_of_a_draft_has_the_word_in_a_pdf(
    edit: Callable[[Document], Edition], folder: Path, tmp_path: Path
) -> None:
    content = edit(draft(folder))
    data = (DECK_PDF if edit is deck else HANDOUT).render(content, SETTING).data
    assert [page.words.casefold().count("entwurf") for page in read_pages(data)] == [1] * len(content.slides)
    assert letters_outside(data) == []
    assert breaches(data, tmp_path) == []


def test_each_slide_of_a_draft_has_the_word_in_a_pptx(folder: Path, tmp_path: Path) -> None:
    content = deck(draft(folder))
    file = tmp_path / "deck.pptx"
    file.write_bytes(PPTX.render(content, SETTING).data)
    slides = pptx.Presentation(str(file)).slides
    assert len(slides) == len(content.slides)
    for slide in slides:
        [mark] = [
            shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text == "Entwurf"
        ]
        others = [shape.top for shape in slide.shapes if shape.shape_id != mark.shape_id]
        assert mark.top + mark.height <= min(others)
        assert mark.top > 0
    assert not validate_pptx(file).errors


def test_the_title_page_and_the_cover_of_an_e_book_have_the_word(folder: Path) -> None:
    data, plain = (EPUB.render(ebook(each), SETTING).data for each in (draft(folder), document(folder)))
    books = [zipfile.ZipFile(io.BytesIO(each)) for each in (data, plain)]
    for name in ("title.xhtml", "cover.xhtml"):
        texts = [book.read(f"EPUB/{name}").decode() for book in books]
        assert [text.count("Entwurf") for text in texts] == [1, 0]
    covers = [book.read(next(n for n in book.namelist() if n.endswith("cover.png"))) for book in books]
    assert covers[0] != covers[1]
