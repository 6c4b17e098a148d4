"""Ids that are made of words: their letters, their length, their numbers."""

from __future__ import annotations

import pytest

from pipeline.facts.naming import slug, unique


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Élan vital", "elan-vital"),
        ("The U.S. aid", "the-us-aid"),
        ("O'Neil and v1.2", "oneil-and-v12"),
        ("a. b", "a-b"),
        ("-- a_b --", "a-b"),
        ("ﬁve", "five"),
        ("日本", "x"),
        ("", "x"),
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 60),
        ("a" * 58 + " b", "a" * 58 + "-b"),
        ("a" * 59 + " b", "a" * 59),
        ("a" * 60 + " b", "a" * 60),
        ("word " * 13, ("word-" * 12).rstrip("-")),
    ],
)
def test_an_id_is_of_small_letters_digits_and_hyphens_sixty_at_most(text: str, name: str) -> None:
    assert slug(text) == name


def test_a_limit_may_be_less() -> None:
    assert (slug("one two three", 7), slug("one two three", 6)) == ("one-two", "one")


def test_names_in_use_are_numbered_from_two() -> None:
    used_names = {"b"}
    names = [unique(each, used_names) for each in ("a", "a", "a", "b", "a-2")]
    assert names == ["a", "a-2", "a-3", "b-2", "a-2-2"]
    assert used_names == {"b", *names}
