"""Bindings in the text: found, taken out, and nothing else touched."""

from __future__ import annotations

import pytest

from pipeline.facts import markup

CASES = {
    "On [3 May]{fact=a}.": "On 3 May.",
    "[x [2012]{fact=a show=year} y]{fact=b}": "x 2012 y",
    "[2012]{fact=a lang=fr}": "[2012]{lang=fr}",
    "[2012]{.x fact=\"a\" show='year'}": "[2012]{.x}",
    "`[2012]{fact=a}`": "`[2012]{fact=a}`",
    "```\n[2012]{fact=a}\n```": "```\n[2012]{fact=a}\n```",
    "[a](b) [c]{.d}": "[a](b) [c]{.d}",
    "\\[2012]{fact=a}": "\\[2012]{fact=a}",
    "[]{fact=a}": "[]{fact=a}",
    "[*a* `]` b]{fact=a}": "*a* `]` b",
    "From $5 to [$6]{fact=a}": "From $5 to $6",
}


@pytest.mark.parametrize("text", CASES)
def test_bindings_are_taken_out(text: str) -> None:
    assert markup.strip(text) == CASES[text]


def test_an_empty_binding_becomes_what_it_shows() -> None:
    assert markup.strip("[]{fact=a show=year}", lambda fact, show: f"{fact} {show}") == "a year"


def test_putting_in_and_taking_out_gives_the_same() -> None:
    text = "On 3 May 2012 it fell by 5%."
    result = markup.insert(text, [markup.Insertion(3, 13, "a", "date"), markup.Insertion(25, 27, "b")])
    assert result == "On [3 May 2012]{fact=a show=date} it fell by [5%]{fact=b}."
    assert markup.strip(result) == text
