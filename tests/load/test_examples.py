"""Numbered examples count on from file to file, and what refers to them has their numbers."""

from __future__ import annotations

import pytest

from pipeline.load.examples import number


@pytest.mark.parametrize(
    ("texts", "result"),
    [
        (["(@a) One", "no example"], ["(@a) One", "no example"]),
        (["(@a) One", "As in (@a)."], ["(1) One", "As in (1)."]),
        (["(@) One", "(@) Two\n(@) Three"], ["(1) One", "(2) Two\n(3) Three"]),
        (["(@a) One\n(@) Two", "(@b) Three, @a and @b."], ["(1) One\n(2) Two", "(3) Three, 1 and 3."]),
        (["(@a) One\n\n(@a) again", "(@) Two"], ["(1) One\n\n(1) again", "(2) Two"]),
        (["See @b.", "(@a) One\n(@b) Two"], ["See 2.", "(1) One\n(2) Two"]),
        (
            ["(@a) One", "\\@a, me@a.org, x.@a, @a-b, @@a, @c"],
            ["(@a) One", "\\@a, me@a.org, x.@a, @a-b, @@a, @c"],
        ),
        (["(@a) One", "@a @a-b @c"], ["(1) One", "1 @a-b @c"]),
        (["   (@a) One", "@a"], ["   (1) One", "1"]),
        (["    (@a) One", "@a"], ["    (@a) One", "@a"]),
        (["(@a)One", "@a"], ["(@a)One", "@a"]),
    ],
)
def test_examples_have_numbers_over_files(texts: list[str], result: list[str]) -> None:
    assert number(texts) == result


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_signs_in_code_are_none(fence: str) -> None:
    code = f"{fence} r\n(@) x @a\n``\n{fence}"
    assert number([f"{code}\n(@a) One", f"{code}\n(@) Two @a"]) == [f"{code}\n(1) One", f"{code}\n(2) Two 1"]


def test_only_files_that_have_examples_are_counted() -> None:
    code = "```\n(@b) x @a\n```"
    texts = ["(@a) One @a", code, "words"]
    assert number(texts) == texts
    assert number([*texts, "@a"]) == ["(1) One 1", code, "words", "1"]
