"""The words of formulas, read back from the finished file of every format."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from pipeline.editions.briefing import briefing
from pipeline.editions.deck import deck
from pipeline.editions.ebook import ebook
from pipeline.formats.epub import EPUB
from pipeline.formats.formulas import alternative_texts, with_words
from pipeline.formats.html import body
from pipeline.formats.pdf import PDF
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model.stages import Document
from pipeline.resolve import resolve
from tests.formats.book import Book
from tests.formats.deck_setting import SETTING

ARTICLE = r"""---
title: Of words
lang: {lang}
---

# One {{#sec-one}}

The root $\sqrt{{a+b}}$ is told, and $c$ is not [$c$]{{alt="the \"speed\" of <light>"}}
as $\ltimes$ has no word.

$$E = mc^2$$ {{#eq-one}}

[$$F = ma$$]{{#eq-two alt="force is mass times acceleration"}}

See @eq-two.
"""
OWN = ('the "speed" of <light>', "force is mass times acceleration")
SPEECH = {
    "en": ("the square root of a plus b end root", "cap E equals m c squared"),
    "fr": ("la racine carrée de a plus b fin de la racine", "E majuscule égale m c au carré"),
    "km": (r"\sqrt{a+b}", "E = mc^2"),
}
WORDS = {lang: (root, "c", OWN[0], r"\ltimes", energy, OWN[1]) for lang, (root, energy) in SPEECH.items()}


@pytest.fixture(scope="module", params=sorted(WORDS))
def article(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, Any]:
    """Return a resolved article in a language, and the words that its formulas have."""
    folder: Path = tmp_path_factory.mktemp("article")
    (folder / "article.md").write_text(ARTICLE.format(lang=request.param), "utf-8")
    document, _ = resolve(load(locate(str(folder), folder)).manuscript)
    return document, WORDS[request.param]


def alternatives(data: bytes) -> list[str]:
    """Return the alternatives in the structure of a PDF's pages, in reading order."""
    document = pypdfium2.PdfDocument(data)
    texts: list[str] = []
    for page in document:
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            texts += below(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at))
    return list(dict.fromkeys(texts))


def below(element: Any) -> Iterator[str]:
    """Yield the alternatives of an element and of those below it."""
    size = pdfium.FPDF_StructElement_GetAltText(element, None, 0)
    if size > 2:
        text = ctypes.create_string_buffer(size)
        pdfium.FPDF_StructElement_GetAltText(element, text, size)
        yield text.raw[: size - 2].decode("utf-16-le")
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            yield from below(child)


def test_in_the_pdf_they_are_the_alternatives(article: tuple[Document, Any]) -> None:
    document, words = article
    assert alternatives(PDF.render(briefing(document), SETTING).data) == list(words)


def test_in_the_ebook_they_are_the_text_of_the_mathml(article: tuple[Document, Any]) -> None:
    document, words = article
    opened_book = Book(EPUB.render(ebook(document), SETTING))
    assert opened_book.texts("chapter-01.xhtml", "//m:math/@alttext") == list(words)
    assert opened_book.texts("chapter-01.xhtml", "//h:span/@alt") == []


def test_in_the_decks_too(article: tuple[Document, Any]) -> None:
    document, words = article
    page = HTML.render(deck(document), SETTING).data.decode()
    html_texts = {unescape(each) for each in re.findall(r'<math[^>]* alttext="([^"]*)"', page)}
    assert html_texts >= set(words[4:])
    assert "<span alt=" not in page
    slides = Book(PPTX.render(deck(document), SETTING))
    pptx_texts = {
        unescape(each)
        for name in slides.archive.namelist()
        if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)
        for each in re.findall(r'descr="([^"]+)"', slides.archive.read(name).decode())
    }
    assert pptx_texts == set(words[4:])


def test_the_words_of_a_span_are_those_of_the_formula_in_it_alone() -> None:
    square, cube = n.Math("InlineMath", "x^2"), n.Math("InlineMath", "x^3")
    blocks = (n.Para((n.Span(n.Attr("", (), (("alt", "own"),)), (square,)), cube, square)),)
    assert list(alternative_texts(blocks, "en")) == ["own", "x cubed", "x squared"]


def test_a_label_of_anything_else_is_that_of_a_picture() -> None:
    span = n.Span(n.Attr("a", (), (("alt", 'a "dash"'),)), (n.Str("—"),))
    html, _ = body((n.Para((span,)),))
    assert with_words(html, {}).strip() == (
        '<p><span id="a" role="img" aria-label="a &quot;dash&quot;">—</span></p>'
    )
