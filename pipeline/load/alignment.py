"""Alignment of two word sequences: pairs of equal words, in increasing order on both sides.

Words that occur once on each side are paired first, then the words between them, and so on (patience
alignment). If that splits a text into pieces that are hardly smaller, as with thousands of equal lines, the
rest is greedy: each word is paired with the next equal one nearby.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

SMALL = 400
# The number of words to compare, in all and for each word, before the rest is paired with near ones.
LEAST = 2_000_000
MOST = 60
NEAR = 64


def align(a: Sequence[str], b: Sequence[str]) -> dict[int, int]:
    """Return pairs of equal words, increasing on both sides."""
    pairs: dict[int, int] = {}
    effort = LEAST + MOST * (len(a) + len(b))
    work = [(0, len(a), 0, len(b))]
    while work:
        a0, a1, b0, b1 = work.pop()
        while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
            pairs[a0] = b0
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
            pairs[a1] = b1
        if a0 == a1 or b0 == b1:
            continue
        effort -= a1 - a0 + b1 - b0
        if effort < 0:
            pairs.update(_greedy(a, b, a0, a1, b0, b1))
            continue
        anchors = _anchors(a, b, a0, a1, b0, b1)
        if anchors:
            ends = [(a0 - 1, b0 - 1), *anchors, (a1, b1)]
            pairs.update(anchors)
            work += [(i + 1, k, j + 1, m) for (i, j), (k, m) in pairwise(ends)]
        elif (a1 - a0) * (b1 - b0) <= SMALL * SMALL:
            effort -= (a1 - a0) * (b1 - b0)
            matcher = SequenceMatcher(None, a[a0:a1], b[b0:b1], autojunk=False)
            for block in matcher.get_matching_blocks():
                pairs.update({a0 + block.a + k: b0 + block.b + k for k in range(block.size)})
    return pairs


def _greedy(a: Sequence[str], b: Sequence[str], a0: int, a1: int, b0: int, b1: int) -> dict[int, int]:
    """Return pairs of each word with the next equal one, if one is near."""
    pairs: dict[int, int] = {}
    for i in range(a0, a1):
        j = next((j for j in range(b0, min(b0 + NEAR, b1)) if b[j] == a[i]), None)
        if j is not None:
            pairs[i] = j
            b0 = j + 1
    return pairs


def _anchors(a: Sequence[str], b: Sequence[str], a0: int, a1: int, b0: int, b1: int) -> list[tuple[int, int]]:
    """Return the longest increasing run of words that occur once on each side."""
    count_a, count_b = Counter(a[a0:a1]), Counter(b[b0:b1])
    at_b = {b[j]: j for j in range(b0, b1) if count_b[b[j]] == 1}
    candidates = [(i, at_b[a[i]]) for i in range(a0, a1) if count_a[a[i]] == 1 and a[i] in at_b]
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(candidates):
        position = bisect_left(tails, j)
        before.append(tops[position - 1] if position else -1)
        if position == len(tails):
            tails.append(j)
            tops.append(index)
        else:
            tails[position], tops[position] = j, index
    chain: list[tuple[int, int]] = []
    index = tops[-1] if tops else -1
    while index >= 0:
        chain.append(candidates[index])
        index = before[index]
    return chain[::-1]
