"""Data of a language that have another shape than English's are refused, each with its entry."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.languages.shape import LanguageError, validate

MODEL: dict[str, Any] = {
    "least": 2,
    "words": ["a"],
    "table": {"one": "x", "two": ["y"]},
    "reading": {"numerals": {"one": 1}},
}
DATA: dict[str, Any] = {**MODEL, "reading": {"numerals": {"uno": 1, "due": 2}}}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"other": 1}, "unknown entry `other`"),
        ({"least": "2"}, "`least` is a text, not a number"),
        ({"least": True}, "`least` is a switch, not a number"),
        ({"words": {}}, "`words` is a table, not a list"),
        ({"table": {"one": "x"}}, "missing entry `table.two`"),
        ({"table": {"one": "x", "two": [], "three": 3}}, "unknown entry `table.three`"),
        ({"table": {"one": ["x"], "two": []}}, "`table.one` is a list, not a text"),
    ],
)
def test_another_shape_is_refused(change: dict[str, Any], fault: str) -> None:
    with pytest.raises(LanguageError, match=f"^languages/xx/numbers.toml: {fault}$"):
        validate("xx/numbers.toml", "numbers", {**DATA, **change}, MODEL, partial=False)


def test_the_same_shape_is_taken_with_words_of_its_own() -> None:
    validate("xx/numbers.toml", "numbers", DATA, MODEL, partial=False)


def test_a_region_or_what_all_have_may_lack_entries_but_not_add_some() -> None:
    validate("en-XX/numbers.toml", "numbers", {"least": 3}, MODEL, partial=True)
    with pytest.raises(LanguageError, match="unknown entry"):
        validate("en-XX/numbers.toml", "numbers", {"lest": 3}, MODEL, partial=True)


@pytest.mark.parametrize("text", ["Seite {page}", "{page} {pages} {page}", "{pages}", "Seite"])
def test_a_word_of_the_page_has_the_slots_of_the_english_one(text: str) -> None:
    with pytest.raises(LanguageError, match="`page` does not have the slots of"):
        validate("xx/page.toml", "page", {"page": text}, {"page": "{page} of {pages}"}, partial=False)
