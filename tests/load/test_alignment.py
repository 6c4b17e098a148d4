"""Words of the tree and of the text are paired, also where thousands of lines are alike."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

import pytest

from pipeline.load import alignment
from pipeline.load.alignment import align


def test_words_that_are_once_on_both_sides_lead() -> None:
    tree, text = (
        ["the", "cat", *rest] for rest in (["sat", "on", "the", "mat"], ["y", "sat", "z", "the", "mat"])
    )
    pairs = align(tree, text)
    assert pairs == {0: 0, 1: 1, 2: 3, 4: 5, 5: 6}


@pytest.fixture
def anchor_lookups(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts the words that are looked at for anchors."""
    result: Counter[str] = Counter()
    anchors = alignment._anchors

    def count_lookups(
        a: list[str], b: list[str], a0: int, a1: int, b0: int, b1: int
    ) -> list[tuple[int, int]]:
        result["words"] += a1 - a0 + b1 - b0
        return anchors(a, b, a0, a1, b0, b1)

    monkeypatch.setattr(alignment, "_anchors", count_lookups)
    return result


def test_a_numbered_list_is_not_gone_through_again_for_each_item(anchor_lookups: Counter[str]) -> None:
    """Each number is an item's mark in one line and a word of the item in another: none leads."""
    number = 6_000
    items = [word for each in range(number) for word in ("a", str(each))]
    text = [word for each in range(number) for word in (str(each + 1), "a", str(each))]
    pairs = align(items, text)
    most = alignment.LEAST + alignment.MOST * (len(items) + len(text)) + len(items) + len(text)
    assert anchor_lookups["words"] <= most
    assert len(pairs) >= 0.9 * len(items)
    assert all(items[i] == text[j] for i, j in pairs.items())
    places = [j for _, j in sorted(pairs.items())]
    assert places == sorted(places)


@pytest.mark.parametrize("budget", [0, 100])
def test_pairs_increase_on_both_sides_and_are_equal_words(
    monkeypatch: pytest.MonkeyPatch, budget: int
) -> None:
    """With hardly any budget the near words are paired."""
    monkeypatch.setattr(alignment, "LEAST", budget)
    monkeypatch.setattr(alignment, "MOST", 0)
    chance = random.Random(5)
    for _ in range(200):
        a, b = (["x", *(chance.choice("abcd") for _ in range(chance.randint(0, 30))), last] for last in "yz")
        pairs = sorted(align(a, b).items())
        assert all(a[i] == b[j] for i, j in pairs)
        assert all(one[1] < other[1] for one, other in pairwise(pairs))
        assert pairs[0] == (0, 0)


def test_what_is_too_far_is_not_paired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "LEAST", 0)
    monkeypatch.setattr(alignment, "MOST", 0)
    for far, pairs in ((alignment.NEAR - 1, {0: alignment.NEAR - 1}), (alignment.NEAR, {})):
        assert align(["a", "b"], ["x"] * far + ["a", "y"]) == pairs
