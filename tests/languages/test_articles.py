"""A short real article in each of the languages with rules: built in every format, with no finding at all."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation

from pipeline import build as stages
from pipeline import languages
from pipeline.checking import gate
from pipeline.formats import DEFAULT
from pipeline.load.article import locate

HERE = Path(__file__).parent / "articles"
LANGS = ("de", "es", "pt")
# What the page of each must say, and how its text must be set.
SAYS = {
    "de": (
        "Quellen",
        "Tabelle",
        "Abbildung",
        "31. Juli 1919",
        "„Das Deutsche Reich ist eine Republik.",
        "Ebert",
    ),
    "es": ("Fuentes", "Tabla", "Figura", "19 de marzo de 1812", "«La soberanía reside", "Fernando VII"),
    "pt": ("Fontes", "Tabela", "Figura", "13 de maio de 1888", "“É declarada extinta", "1.510.806"),
}
ENGLISH = re.compile(r"\b(?:Sources|Figure|Contents|As of|Notes|Posts|Data of|Back to|Holder|By|per cent)\b")


@pytest.mark.parametrize("lang", LANGS)
def test_an_article_has_no_finding(lang: str) -> None:
    assert [each.message for each in gate(locate(str(HERE / lang), HERE))] == []


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_built_in_every_format_in_its_language(tmp_path: Path, lang: str) -> None:
    report = stages.build(locate(str(HERE / lang), HERE), stages.Plan(DEFAULT, tmp_path))
    assert [each.message for each in report.diagnostics] == []
    paths = [each.path for each in report.artifacts]
    texts = {path.name: " ".join(text_of(path).split()) for path in sorted(paths)}
    assert set(texts) == {each.file for each in DEFAULT}
    for file in ("briefing.pdf", "ebook.epub"):
        assert [each for each in SAYS[lang] if each not in texts[file]] == [], file
    for file, text in texts.items():
        assert ENGLISH.findall(text) == [], file


def text_of(path: Path) -> str:
    """Return what a reader sees of a file."""
    match path.suffix:
        case ".pdf":
            pages = pypdfium2.PdfDocument(path)
            return " ".join(page.get_textpage().get_text_bounded() for page in pages).replace("\u2011", "-")
        case ".epub":
            with zipfile.ZipFile(path) as book:
                names = [each for each in book.namelist() if each.endswith(".xhtml")]
                return " ".join(markup_text(book.read(each).decode("utf-8")) for each in names)
        case ".pptx":
            slides = Presentation(io.BytesIO(path.read_bytes())).slides
            return " ".join(s.text_frame.text for slide in slides for s in slide.shapes if s.has_text_frame)
        case _:
            return markup_text(path.read_text("utf-8"))


def markup_text(markup: str) -> str:
    plain = re.sub(r"(?s)<(script|style|title|head)\b.*?</\1>", " ", markup)
    return re.sub(r"<[^>]+>", "", plain).replace("&nbsp;", " ").replace("\u00ad", "")


@pytest.mark.parametrize("lang", LANGS)
def test_the_language_has_all_parts_but_six(lang: str) -> None:
    assert {part for part in languages.PARTS if not languages.has(lang, part)} == {
        "events",
        "formulas",
        "grammar",
        "happenings",
        "registers",
        "relations",
    }
