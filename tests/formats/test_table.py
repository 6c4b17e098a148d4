"""The tables of editions and formats agree with each other and with what their functions make."""

from __future__ import annotations

import pytest

from pipeline.editions import EDITIONS
from pipeline.formats import DEFAULT, FORMATS
from tests.articles import document


@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition_has_the_name_of_its_row(name: str) -> None:
    assert EDITIONS[name].edit(document("tests/sample")).name == name


def test_every_edition_is_made_in_a_format() -> None:
    assert {each.edition for each in FORMATS} == set(EDITIONS)
    assert {each.formats_of for each in EDITIONS.values()} <= {"", *EDITIONS}


def test_every_format_has_a_file_of_its_own() -> None:
    files = [each.file for each in FORMATS]
    assert files == [
        "briefing.pdf",
        "ebook.epub",
        "deck.html",
        "deck.pptx",
        "deck.pdf",
        "summary.pdf",
        "handout.pdf",
        "article.html",
        "site",
    ]
    assert [each.file for each in DEFAULT] == files[:-4]
