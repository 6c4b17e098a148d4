"""What an article names is never the name of a file of a package: neither a language nor a style."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import build as stages
from pipeline import languages
from pipeline.formats import DEFAULT
from pipeline.load import styles
from pipeline.load.article import locate
from pipeline.load.reach import Reach
from pipeline.maths.spoken import has_words
from pipeline.model.diagnostics import Place
from pipeline.wording import terms, typography

NAMES = ("../../../pyproject", "../languages/fr", "k" * 400, "a\0b", "", "./fr", "/fr", "xx")


@pytest.mark.parametrize("name", NAMES)
def test_a_language_without_a_file_has_the_words_of_english(name: str) -> None:
    assert terms.term(name, "notes") == terms.term("en", "notes")
    assert typography.typography(name) == typography.typography("en")
    assert not any(languages.has(name, part) for part in languages.PARTS)
    assert dict(languages.part(name, "discourse")) == {}
    assert not has_words(name)


def test_those_that_have_one_are_known_in_every_form() -> None:
    assert {"en", "fr", "de"} <= set(languages.tags("page"))
    assert languages.has("FR_ca", "numbers")
    assert has_words("fr-CA")
    assert terms.term("fr", "sources") == terms.term("fr-CA", "sources")
    assert typography.typography("fr-CA") != typography.typography("en")


@pytest.mark.parametrize("name", [*NAMES, "dependent/nature", "..%2F..%2Fstyles%2Fapa.csl", "a" * 4_000])
def test_a_style_is_looked_up_in_a_list(tmp_path: Path, name: str) -> None:
    source, diagnostics = styles.find(name, Reach.of(tmp_path, tmp_path), Place("article.md"))
    assert bool(source.text) or bool(diagnostics) or name in ("", "./fr")


def test_an_article_reads_no_file_by_the_language_of_a_word(tmp_path: Path) -> None:
    (tmp_path / "evil.toml").write_text("[typography]\nx = 'words of another file'\n")
    up = "../" * 30
    spans = "\n\n".join(
        f'[word "{at}" $x$]{{lang="{name}"}}.' for at, name in enumerate(NAMES) if "\0" not in name
    )
    paper = tmp_path / "in" / "paper.md"
    paper.parent.mkdir()
    paper.write_text(f'# One\n\n{spans}\n\n[evil]{{lang="{up}{tmp_path}/evil"}}\n', "utf-8")
    location = locate(str(paper), tmp_path)
    report = stages.build(location, stages.Plan(DEFAULT, tmp_path / "out"))
    assert not [each for each in report.diagnostics if each.code.endswith("-failed")]
    assert len(report.artifacts) == len(DEFAULT)
