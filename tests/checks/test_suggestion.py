"""Hints for names that are wrong: the nearest one, or those there are."""

from __future__ import annotations

import pytest

from pipeline.checks.suggestion import FEW, MAX_LISTED, Names, suggestion

MANY = [f"name-{number:03}-{'abcdefghij'[number % 10] * 3}" for number in range(FEW + 50)]


@pytest.mark.parametrize(
    ("name", "names", "otherwise", "hint"),
    [
        ("prize", ["price", "date"], "", "did you mean `price`?"),
        ("prize", ["price", "date"], "add it", "did you mean `price`?"),
        ("zzz", ["price", "date"], "add it", "add it"),
        ("zzz", ["price", "date"], "", "known: date, price"),
        ("zzz", [], "", ""),
        ("zzz", [], "add it", "add it"),
        ("zzz", ["a"] * 9, "", "known: a"),
        ("zzz", list("abcdefgh"), "", "known: a, b, c, d, e, f, g, h"),
        ("zzz", list("abcdefghi"), "", "known: a, b, c, d, e, f, g, h, …"),
        ("p" * 100, ["p" * 99], "", f"did you mean `{'p' * 99}`?"),
        ("p" * 101, ["p" * 99], "add it", "add it"),
        ("abcd", ["abxy"], "add it", "add it"),  # half of the letters are too few
        ("abcde", ["abcxy"], "add it", "did you mean `abcxy`?"),
    ],
)
def test_a_hint_names_the_nearest_or_those_there_are(
    name: str, names: list[str], otherwise: str, hint: str
) -> None:
    assert suggestion(name, names, otherwise=otherwise) == hint


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("name-123-ddd", "did you mean `name-123-ddd`?"),
        ("name-123-dd", "did you mean `name-123-ddd`?"),
        ("nome-249-jjj", "did you mean `name-249-jjj`?"),
        ("zzzzzz", "otherwise"),
        ("", "otherwise"),
    ],
)
def test_of_many_names_the_nearest_is_found_too(name: str, hint: str) -> None:
    names = Names(MANY)
    assert names.hint(name, otherwise="otherwise") == hint
    assert names.hint(name, otherwise="otherwise") == hint  # asked twice, told twice


def test_a_listing_is_in_order_and_has_an_end() -> None:
    assert Names(MANY).listing() == ", ".join(sorted(MANY)[:MAX_LISTED]) + ", …"
    assert Names(["b", "a"]).listing() == "a, b"
