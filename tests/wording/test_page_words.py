"""The words of the page in languages that have only these."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.wording.terms import language_data, page_words, term, worded

ONLY_WORDS = sorted(set(worded()) - {"en", "fr"})


def test_the_languages_that_have_words() -> None:
    assert ONLY_WORDS == ["de", "es", "it", "nl", "pt", "ru"]


@pytest.mark.parametrize("lang", ONLY_WORDS)
def test_words_have_the_names_and_slots_of_the_english_ones(lang: str) -> None:
    english = language_data("en")["terms"]
    for name, text in page_words(lang).items():
        slots = [part.partition("}")[0] for part in english[name].split("{")[1:]]
        assert sorted(part.partition("}")[0] for part in text.split("{")[1:]) == sorted(slots), name


def test_a_word_that_a_language_lacks_is_english() -> None:
    assert term("de-AT", "table") == "Tabelle"
    assert term("de", "officials") == "Posts and holders"
    assert term("eo", "table") == "Table"


def codes(folder: Path, lang: str) -> list[tuple[str, int]]:
    (folder / "paper.md").write_text(f"---\ntitle: T\nlang: {lang}\n---\n\nText.\n")
    found = load(locate(str(folder / "paper.md"), folder)).diagnostics
    return [(each.code, each.place.line) for each in found]


@pytest.mark.parametrize("lang", ["eo", "ar", "zh-Hans"])
def test_a_language_without_words_is_told_once(tmp_path: Path, lang: str) -> None:
    assert codes(tmp_path, lang) == [("language-unworded", 3)]


@pytest.mark.parametrize("lang", ["en-GB", "fr", "de", "pt-BR", "Russian"])
def test_a_language_with_words_is_not(tmp_path: Path, lang: str) -> None:
    assert codes(tmp_path, lang) == []
