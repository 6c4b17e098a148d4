"""Patterns of words match what a list of the words does, the longest first."""

from __future__ import annotations

import random
import re

import pytest

from pipeline.wording.patterns import any_of

SIGNS = "ab|.(- \n"


def one_by_one(words: list[str]) -> str:
    """Return a pattern that tries each word, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


@pytest.mark.parametrize("longest", [4, 70], ids=["short", "long"])
@pytest.mark.parametrize("seed", range(20))
def test_words_match_as_one_by_one(seed: int, longest: int) -> None:
    choice = random.Random(seed)
    for _ in range(100):
        lengths = [choice.randint(1, 4) for _ in range(choice.randint(0, 6))] + [longest]
        words = ["".join(choice.choices(SIGNS, k=length)) for length in lengths]
        text = "".join(choice.choices([*SIGNS, "B", *words], k=20))
        for flags in (re.NOFLAG, re.IGNORECASE):
            spans = [
                [match.span() for match in re.finditer(f"(?:{pattern})(?!b)", text, flags)]
                for pattern in (any_of(words), one_by_one(words))
            ]
            assert spans[0] == spans[1], (words, text)


def test_the_longest_word_wins() -> None:
    for end in ("", "x" * 70):
        words = ["no" + end, "nothing" + end, "not" + end]
        match = re.match(any_of(words), f"nothing{end} else")
        assert match is not None
        assert match[0] == f"nothing{end}"


@pytest.mark.parametrize("words", [[], [""]])
def test_no_words_never_match(words: list[str]) -> None:
    assert re.search(any_of(words), "any text") is None
