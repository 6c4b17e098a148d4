"""The language of a heading or a box is that of its words on slides, in all three decks."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pptx
import pytest
from lxml import html

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.editions.deck_words import headline, sentences
from pipeline.editions.prose import words
from pipeline.formats.deck_pdf import DECK_PDF
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.load.article import locate
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.model.stages import Edition
from pipeline.model.walk import text_of, walk
from tests.formats.deck_setting import SETTING

HEADINGS = "# La maison. {lang=fr}\n\nIt is.\n\n## Das Haus {lang=de}\n\nIt was."


def edition(text: str, folder: Path) -> Edition:
    (folder / "paper.md").write_text(f"---\ntitle: T\n---\n\n{text}\n", "utf-8")
    return deck(resolve_article(locate(str(folder / "paper.md"), folder)).document)


def own_slides(text: str, folder: Path) -> tuple[Slide, ...]:
    return edition(text, folder).slides[1:-1]


def languages(items: n.Blocks | n.Inlines) -> list[tuple[str, str]]:
    """Return the words of spans with a language, each with that."""
    spans = (node for node in walk(items) if isinstance(node, n.Span))
    return [(text_of(span.inlines), lang) for span in spans if (lang := span.attr.get("lang"))]


def test_a_heading_keeps_its_language(tmp_path: Path) -> None:
    first, second = own_slides(HEADINGS, tmp_path)
    assert languages(first.title) == [("La maison", "fr")]
    assert languages(second.title) == [("Das Haus", "de")]
    assert (second.kicker, second.kicker_lang) == ("La maison", "fr")
    assert languages(first.content) == []


@pytest.mark.parametrize(
    "box",
    [
        "::: {.slide message='Un message.' lang=fr}\nUn mot.\n:::",
        "::: {.slide message='Un message.' lang=fr}\n- Un\n- mot.\n:::",
        "::: {.slide message='Un message.' lang=fr}\n1. Un mot.\n:::",
        "::: {.slide message='Un message.' lang=fr}\nUn\n:   mot.\n:::",
        "::: {.slide message='Un message.' lang=fr}\n| Un\n| mot.\n:::",
        "::: {.slide message='Un message.' lang=fr}\n| Un |\n|---|\n| mot. |\n:::",
        "::: {.key-points message='Un message.' lang=fr}\n- Un mot.\n:::",
        "::::: {lang=fr}\n::: {.slide message='Un message.' lang=fr}\n- Un mot.\n:::\n:::::",
    ],
)
def test_a_box_keeps_its_language(box: str, tmp_path: Path) -> None:
    [slide] = own_slides(f"# First\n\n{box}", tmp_path)
    assert languages(slide.title)[0] == ("Un message", "fr")
    assert {lang for _, lang in languages(slide.content)} == {"fr"}
    rest = text_of(slide.content)
    for text, _ in languages(slide.content):
        rest = rest.replace(text, "", 1)
    assert not any(map(str.isalpha, rest))


def test_sentences_in_a_box_end_by_the_rules_of_its_language(tmp_path: Path) -> None:
    [slide] = own_slides("# First\n\n::: {lang=fr}\nIl est dit. Et plus.\n:::", tmp_path)
    assert languages(slide.content) == [("Il est dit.", "fr"), ("Et plus.", "fr")]
    assert languages(slide.notes) == [("Il est dit. Et plus.", "fr")]


def test_sentences_and_titles_within_a_language() -> None:
    span = n.Span(n.Attr("", (), (("lang", "fr"),)), words("Un mot. Deux."))
    assert [text_of(each) for each in sentences((span,), "en")] == ["Un mot.", "Deux."]
    assert headline((span,)) == (n.Span(span.attr, words("Un mot. Deux")),)
    plain = n.Span(n.Attr("x"), span.inlines)
    assert [text_of(each) for each in sentences((plain,), "en")] == ["Un mot. Deux."]


def test_a_direction_comes_with_its_language(tmp_path: Path) -> None:
    [slide] = own_slides("# هذا {lang=ar}\n\nIt is.", tmp_path)
    spans = [node for node in walk(slide.title) if isinstance(node, n.Span)]
    assert [span.attr.get("dir") for span in spans if span.attr.get("lang") == "ar"] == ["rtl"]


def test_all_decks_name_the_languages(tmp_path: Path) -> None:
    content = edition(HEADINGS, tmp_path)
    page = html.fromstring(HTML.render(content, SETTING).data)
    assert page.xpath("//h2/span/@lang") == ["fr", "de"]
    assert page.xpath("//p[@class='kicker']/@lang") == ["fr"]
    slides = list(pptx.Presentation(io.BytesIO(PPTX.render(content, SETTING).data)).slides)
    langs = [
        (run.text, run.font._element.get("lang"))
        for slide in slides[1:-1]
        for shape in slide.placeholders
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert {("La maison", "fr"), ("Das Haus", "de"), ("It was.", "en")} <= set(langs)
    assert ("La maison", "en") not in langs
    with pikepdf.open(io.BytesIO(DECK_PDF.render(content, SETTING).data)) as pdf:
        objects = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        tags = {str(each.Lang) for each in objects if "/Lang" in each}
    assert {"fr", "de"} <= tags
