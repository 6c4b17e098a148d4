"""Signs that the faces lack: from a face of the last resort, else as code points in the PDF."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from pipeline.editions.briefing import briefing
from pipeline.editions.deck import deck
from pipeline.editions.ebook import ebook
from pipeline.formats.epub import EPUB
from pipeline.formats.pdf import PDF
from pipeline.formats.pdf.missing_glyphs import box_characters
from pipeline.formats.reveal import HTML
from pipeline.load.article import load, locate
from pipeline.model.stages import Document
from pipeline.resolve import resolve
from tests.formats.deck_setting import SETTING

ARTICLE = """---
title: On ∇ and 漢
author: Ann Bee
bibliography: [works.json]
---

# The ∇ heading

The field ∇f and 字 stand here [@one], **bold ⟹**, and $x = \\text{漢} + y$.
"""
WORKS = '[{"id": "one", "type": "book", "title": "The ∇ and 漢", "author": [{"family": "Cee"}]}]'


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    folder: Path = tmp_path_factory.mktemp("signs")
    (folder / "paper.md").write_text(ARTICLE, "utf-8")
    (folder / "works.json").write_text(WORKS, "utf-8")
    result, _ = resolve(load(locate(str(folder / "paper.md"), folder)).manuscript)
    return result


def test_the_pdf_shows_signs_and_the_code_points_of_those_without_a_face(document: Document) -> None:
    artifact = PDF.render(briefing(document), SETTING)
    assert [each.code for each in artifact.diagnostics] == []
    text = pypdfium2.PdfDocument(artifact.data)[0].get_textpage().get_text_range()
    assert "On ∇ and U+6F22" in text
    assert "∇f and U+5B57" in text.replace("\u200b", "")
    assert "⟹" in text
    assert len(re.findall(r"U\+6F22", text)) == 2, "in the title and in the list of sources"


def test_the_e_book_carries_the_face_with_its_signs_alone(document: Document) -> None:
    artifact = EPUB.render(ebook(document), SETTING)
    with zipfile.ZipFile(io.BytesIO(artifact.data)) as book:
        fonts = {name: book.read(name) for name in book.namelist() if "signs" in name}
        sheet = next(book.read(name).decode() for name in book.namelist() if name.endswith(".css"))
        pages = "".join(book.read(name).decode() for name in book.namelist() if name.endswith("xhtml"))
    assert sorted(Path(name).name for name in fonts) == ["signs-bold.ttf", "signs-normal.ttf"]
    for data in fonts.values():
        characters = set(map(chr, TTFont(io.BytesIO(data)).getBestCmap()))
        assert {"∇", "⟹"} <= characters
        assert "a" not in characters
    assert '"Dossier Text", "Dossier Khmer", "Dossier Arabic", "Dossier Hebrew", "Dossier Signs"' in sheet
    assert "字" in pages, "the reader's own device may have it"


def test_the_deck_carries_the_face(document: Document) -> None:
    page = HTML.render(deck(document), SETTING).data.decode()
    assert page.count('font-family: "Dossier Signs"; font-style') == 2
    assert re.search(r'--font-text: [^;]*"Dossier Signs"', page)


def test_code_points_stand_in_what_is_printed_alone() -> None:
    page = '<title>漢</title><style>漢</style><body data-title="漢"><p title="漢">漢字 a<img alt="漢>">漢</p>'
    assert box_characters(page, "漢") == (
        '<title>漢</title><style>漢</style><body data-title="U+6F22"><p title="漢">'
        '<span class="fault sign">U+6F22</span>\u200b字 a<img alt="漢>">'
        '<span class="fault sign">U+6F22</span>\u200b</p>'
    )
