"""The rules of a language as patterns: whole words, patterns with entries in them, and none at all."""

from __future__ import annotations

import pytest

from pipeline.discourse import language


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was founded then.", ["was founded"]),
        ("It WAS FOUNDED then.", ["WAS FOUNDED"]),
        ("It was unfounded.", []),
    ],
)
def test_a_pattern_takes_no_heed_of_large_letters_unless_told(text: str, words: list[str]) -> None:
    pattern = language.pattern("en", "time", "event")
    assert [match.group() for match in pattern.finditer(text)] == words
    exact = language.pattern("en", "time", "event", match_case=True)
    assert [match.group() for match in exact.finditer(text)] == [each for each in words if each.islower()]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("This year, LAST YEAR and last yearly.", ["This year", "LAST YEAR"]),
        ("a this-year, pre-this year", []),
        ("recently", ["recently"]),
    ],
)
def test_words_of_a_list_are_found_whole(text: str, words: list[str]) -> None:
    pattern = language.words("en", "time", "relative")
    assert [match.group() for match in pattern.finditer(text)] == words


def test_an_entry_in_a_pattern_stands_for_its_own() -> None:
    (first, *_) = language.patterns("en", "states", "opened")
    assert first.search("The Mission in Dover was opened.")
    assert not first.search("The mission was shut.")
    assert "{mission}" not in first.pattern


def test_a_language_without_rules_matches_nothing() -> None:
    assert not language.data("sw")
    assert language.words("sw", "time", "event").search("founded") is None
    assert language.pattern("sw", "time", "event").search("") is None
    assert language.patterns("sw", "time", "event") == ()
