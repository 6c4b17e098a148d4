"""The plain-text dump: paragraphs keep their lines, marks of Markdown are text, boxes become facts."""

from __future__ import annotations

import pytest

from pipeline.importers import dump
from pipeline.importers.escaping import escape
from pipeline.importers.imported_article import ImportedArticle
from pipeline.model.facts import OfficeHolder
from pipeline.model.source import SourceText


def import_dump(text: str) -> ImportedArticle:
    return dump.read(SourceText("a.txt", text), "name", "en")


def test_each_paragraph_keeps_a_line_of_its_own() -> None:
    imported_article = import_dump("= T =\n\nOne. Two.\nThree.\n\n==H==\n- a\n- b\n")
    assert imported_article.title == "T"
    assert imported_article.body.split("\n") == [
        "",
        "One. Two.",
        "",
        "Three.",
        "",
        "# H {#sec-h}",
        "",
        "- a",
        "- b",
    ]


def test_a_text_without_a_title_takes_the_name() -> None:
    assert import_dump("Words.\n").title == "name"


def test_a_second_title_is_a_section_and_is_told() -> None:
    imported_article = import_dump("= A =\nx\n= B =\ny\n")
    assert "# B {#sec-b}" in imported_article.body
    assert [(each.code, each.place.line) for each in imported_article.diagnostics] == [("import-guessed", 3)]


def test_an_office_takes_its_state_from_the_mission() -> None:
    imported_article = import_dump(
        "Infobox\n- Envoy1: Ann Smith\n- Envoytitle1: Ambassador\n- Mission1: French Embassy, Rome\n\nx\n"
    )
    fact = imported_article.fields[0].fact
    assert isinstance(fact, OfficeHolder)
    assert (fact.subject, fact.value.holder, fact.status) == ("French ambassador", "Ann Smith", "proposed")


def test_a_vacant_office_has_no_holder() -> None:
    imported_article = import_dump("Infobox\n- Envoy: Vacant\n- Envoytitle: Consul\n\nx\n")
    fact = imported_article.fields[0].fact
    assert isinstance(fact, OfficeHolder)
    assert fact.value.holder is None


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("# no heading", "\\# no heading"),
        ("a * b [c] `d` <e>", "a \\* b \\[c\\] \\`d\\` \\<e>"),
        ("between $409.6 million and $83.7 million", "between $409.6 million and $83.7 million"),
        ("US$2.4 billion fell to US$4.4 million", "US$2.4 billion fell to US$4.4 million"),
        ("the $x$ of it", "the \\$x$ of it"),
        ("write to a@b.org or @someone", "write to a@b.org or \\@someone"),
        ("1. no list", "1\\. no list"),
        ("- no list", "\\- no list"),
        ("snake_case but _not_ this", "snake_case but \\_not\\_ this"),
        ("U.S. aid", "U.S. aid"),
    ],
)
def test_marks_of_markdown_are_text(words: str, markdown: str) -> None:
    assert escape(words) == markdown
