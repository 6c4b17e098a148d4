"""Sections without a sentence, in scripts with marks of their own, and under headings in another script."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.command import dossier

pytestmark = pytest.mark.slow


def deck(folder: Path, text: str, lang: str = "en") -> list[str]:
    """Build the slides of a paper as PDF, and return the words of each."""
    (folder / "paper.md").write_text(f"---\ntitle: A paper\nlang: {lang}\n---\n\n{text}", "utf-8")
    result = dossier(
        "build", folder / "paper.md", "--edition", "deck", "--to", "pdf", "--out", folder / "out"
    )
    assert result.returncode == 0, result.stderr
    pages = pypdfium2.PdfDocument(folder / "out" / "paper" / "deck.pdf")
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pages]


def slide_of(slides: list[str], title: str) -> str:
    return next(each for each in slides if title in each)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Hello\n\nHello world\n", "Hello world"),
        ("# Hello\n\n*Hello*, [world](https://example.org)\n\nAnd more\n", "Hello, world And more"),
        ("# Hello\n\n## Below\n\nHello world\n", "Hello world"),
        ("# Hello\n\nHello world;\n", "Hello world;"),
    ],
)
def test_paragraphs_that_are_no_sentences_are_shown_where_nothing_else_is(
    tmp_path: Path, text: str, words: str
) -> None:
    assert words in slide_of(deck(tmp_path, text + "\n# Next\n\nA sentence.\n"), words.split()[-1])


def test_they_are_not_shown_beside_what_is(tmp_path: Path) -> None:
    slides = deck(tmp_path, "# Hello\n\nWhat we have\n\n- one\n- two\n\n# Next\n\nSo it is. And then\n")
    assert "one" in slide_of(slides, "Hello")
    assert not any("What we have" in each or "And then" in each for each in slides)


def test_a_long_text_without_a_stop_takes_one_slide(tmp_path: Path) -> None:
    slides = deck(tmp_path, "# Hello\n\n" + "word " * 2000 + "\n")
    assert len([each for each in slides if "word" in each]) == 1


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("km", "ប្រទេសនេះស្ថិតនៅអាស៊ី។"),
        ("ur", "یہ ایک متن ہے۔"),
        ("ar", "هل هذا نص؟"),
        ("fr", "C'est « un texte ! »"),
    ],
)
def test_a_sentence_with_a_mark_of_its_script_is_one(tmp_path: Path, lang: str, sentence: str) -> None:
    slides = deck(tmp_path, f"# A1\n\n- list\n\n{sentence}\n\n## B2\n\n{sentence}\n", lang)
    assert len(slide_of(slides, "B2")) > len("B2 2/4 A1") + 5


@pytest.mark.parametrize("heading", ["مرحبا", "لا", "שלום", "سلام"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_word_in_another_script_on_a_divider_is_not_cut_off(
    tmp_path: Path, heading: str, lang: str
) -> None:
    boxes = "".join(f'\n::: {{.slide message="{name}"}}\nText.\n:::\n' for name in ("One", "Two", "Three"))
    assert len(deck(tmp_path, f"# {heading}\n{boxes}", lang)) == 6
