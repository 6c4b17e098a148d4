"""The words of the page: the author's, the language's, CLDR's, and English last; what is English is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import languages
from pipeline.load.article import load, locate
from pipeline.model.tags import Tag
from pipeline.wording.terms import term, untranslated_names


def test_the_languages_that_have_words() -> None:
    assert languages.tags("page") == ("de", "en", "es", "fr", "it", "nl", "pt", "ru")


@pytest.mark.parametrize("lang", languages.tags("page"))
def test_they_have_all_of_them(lang: str) -> None:
    assert untranslated_names(lang) == ()


@pytest.mark.parametrize("lang", languages.tags("page"))
def test_what_lasts_begins_before_it_ends(lang: str) -> None:
    texts = [
        term(lang, name, start="1950", end="1960", label="x") for name in ("chart-state", "term-of-office")
    ]
    assert [text for text in texts if not text.index("1950") < text.index("1960")] == []


def test_a_word_that_a_language_lacks_is_cldrs_or_english() -> None:
    assert term("de-AT", "table") == "Tabelle"
    assert term("pl", "and") == "i"
    assert term("ja", "and") == "and"
    assert term("eo", "table") == "Table"
    assert "and" not in untranslated_names("pl")


def test_the_words_of_the_author_go_first_and_only_in_their_language() -> None:
    lang = Tag("pl", {"table": "Tabela", "page": "{page} z {pages}"})
    assert term(lang, "table") == "Tabela"
    assert term(lang, "page", page="1", pages="9") == "1 z 9"
    assert term("pl", "table") == "Table"
    assert "table" not in untranslated_names(lang)


def codes(folder: Path, head: str) -> list[tuple[str, int, str]]:
    (folder / "paper.md").write_text(f"---\ntitle: T\n{head}\n---\n\nText.\n", "utf-8")
    diagnostics = load(locate(str(folder / "paper.md"), folder)).diagnostics
    return [(each.code, each.place.line, each.message) for each in diagnostics]


@pytest.mark.parametrize("lang", ["eo", "ar", "zh-Hans", "pl", "fi", "ja", "sw"])
def test_a_language_without_words_is_told_once(tmp_path: Path, lang: str) -> None:
    [(code, line, message)] = codes(tmp_path, f"lang: {lang}")
    assert (code, line) == ("language-partial", 3)
    assert "words of the page are English" in message
    assert "'Table'" in message


@pytest.mark.parametrize("lang", ["en-GB", "fr", "de", "pt-BR", "Russian", "it", "nl"])
def test_a_language_with_words_is_not(tmp_path: Path, lang: str) -> None:
    assert codes(tmp_path, f"lang: {lang}") == []


def test_an_author_who_gives_all_words_is_told_nothing(tmp_path: Path) -> None:
    words = "\n".join(
        f"  {name}: '{text}'" for name, text in languages.part("en", "page").items() if "'" not in text
    )
    assert codes(tmp_path, f"lang: eo\nterms:\n{words}") == []


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("tabel: Tabelo", "unknown word of the page `tabel`"),
        ("page: paĝo", "wrong slots in `page`"),
        ("page: '{page} el {paĝoj}'", "wrong slots in `page`"),
        ("table: 'Tabelo {x}'", "wrong slots in `table`"),
        ("table: 'Tabelo {'", "wrong slots in `table`"),
    ],
)
def test_a_word_that_cannot_be_used_is_told_and_left_out(tmp_path: Path, entry: str, message: str) -> None:
    diagnostics = codes(tmp_path, f"lang: eo\nterms:\n  {entry}")
    assert ("term-invalid", 5, message) in diagnostics
    front = load(locate(str(tmp_path / "paper.md"), tmp_path)).manuscript.front
    assert term(front.lang, "table") == "Table"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("'As of {date}'", "did you mean `as-of`?"),
        ("Contents", "did you mean `contents`?"),
        ("figure", ""),
        ("Figure", "did you mean `figure`?"),
        ("At a glance", "did you mean `at-a-glance`?"),
    ],
)
def test_who_names_a_word_by_its_english_text_is_told_its_name(tmp_path: Path, name: str, hint: str) -> None:
    (tmp_path / "paper.md").write_text(
        f"---\ntitle: T\nlang: eo\nterms:\n  {name}: X\n---\n\nText.\n", "utf-8"
    )
    diagnostics = load(locate(str(tmp_path / "paper.md"), tmp_path)).diagnostics
    hints = [
        (each.place.line, each.place.column, each.hint) for each in diagnostics if each.code == "term-invalid"
    ]
    assert hints == ([(5, 3, hint)] if hint else [])
