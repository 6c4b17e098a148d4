"""Comparison of what an edition states with what a reader finds in a file: equal stretches, and differences.

Words are aligned as patience alignment does; words between two equal stretches that are not the same letters
are a difference. Blanks do not count where a line may end, and capitals do not where a style sets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.load.alignment import align
from pipeline.model.inspection import Passage
from pipeline.parity.directions import RIGHT_TO_LEFT, without_disorder
from pipeline.parity.gap import Gap
from pipeline.parity.words import Words, words_of

_COUNT = r"[\d\W]*"
# Words by which a stretch is moved at most.
_MOST_STEPS = 24
_CODE_POINT = re.compile(r"U\+(10[0-9A-F]{4}|[1-9A-F]?[0-9A-F]{4})")
# Letters of scripts that have no blanks between words.
_WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
)


@dataclass(frozen=True)
class Alignment:
    """Stated and found words, the found word that is the same as a stated one, and the differences."""

    statement: Words
    inspection: Words
    partners: dict[int, int]
    gaps: tuple[Gap, ...]


def compare(statement: Sequence[Passage], inspection: Sequence[Passage]) -> Alignment:
    """Align the words of two rows of passages."""
    own, other = words_of(statement), words_of(inspection)
    partners = align(own.texts, other.texts)
    _slide(own, other, partners)
    gaps: list[Gap] = []
    ends = [(-1, -1), *sorted(partners.items()), (len(own.words), len(other.words))]
    for (i, j), (k, m) in pairwise(ends):
        if k - i > 1 or m - j > 1:
            gaps += _differences(own, other, range(i + 1, k), range(j + 1, m), partners)
    return Alignment(own, other, partners, tuple(without_disorder(own, other, gaps, partners)))


def _slide(own: Words, other: Words, partners: dict[int, int]) -> None:
    """Let words that one side lacks be whole passages where they may be taken for such.

    Of two notes that begin with the same word the first is lost whole, and not all but that word, with the
    first word of the second.
    """
    for is_own in (True, False):
        pairs = sorted(partners.items())
        ends = [(-1, -1), *pairs, (len(own.words), len(other.words))]
        for (i, j), (k, m) in pairwise(ends):
            gap, rest = (k - i - 1, m - j - 1) if is_own else (m - j - 1, k - i - 1)
            if gap and not rest:
                _slide_gap(own, other, partners, (i, j), gap, is_own=is_own)


def _slide_gap(
    own: Words, other: Words, partners: dict[int, int], pair: tuple[int, int], length: int, *, is_own: bool
) -> None:
    """Move one stretch to the left, to where it is whole passages; `pair` stands before it.

    Of several such places that is taken whose words stand in passages of the kind of their partners.
    """
    i, j = pair
    words, last = (own, i) if is_own else (other, j)
    best, best_score, score = 0, -1, 0
    for steps in range(min(_MOST_STEPS, i + 1, j + 1) + 1):
        start = last + 1 - steps
        if start in words.starts and start + length in words.starts and score > best_score:
            best, best_score = steps, score
        before = last - steps
        is_pair = partners.get(i - steps) == j - steps
        if before < 0 or not is_pair or words.texts[before] != words.texts[before + length]:
            break
        kind = (other if is_own else own).kind_at(j - steps if is_own else i - steps)
        score += (words.kind_at(before + length) == kind) - (words.kind_at(before) == kind)
    for step in range(best):
        if is_own:
            partners[i - step + length] = partners.pop(i - step)
        else:
            partners[i - step] = j - step + length


def _differences(
    own: Words, other: Words, own_range: range, other_range: range, partners: dict[int, int]
) -> Iterator[Gap]:
    """Yield the gaps that are left when words in capitals, and words drawn alike, are partners."""
    if _is_alike(own, other, own_range, other_range):
        # Counters that a format does not have are where the words before them are.
        numbers = other_range or range(max(0, other_range.start - 1), other_range.start)
        partners.update(
            {index: numbers[min(n, len(numbers) - 1)] for n, index in enumerate(own_range) if numbers}
        )
        return
    capitals = {
        own_range[i]: other_range[j]
        for i, j in align(
            [each.upper() for each in own.texts[own_range.start : own_range.stop]],
            [each if each.isupper() else "" for each in other.texts[other_range.start : other_range.stop]],
        ).items()
    }
    if not capitals:
        yield Gap(own_range, other_range)
        return
    partners.update(capitals)
    ends = [
        (own_range.start - 1, other_range.start - 1),
        *sorted(capitals.items()),
        (own_range.stop, other_range.stop),
    ]
    for (i, j), (k, m) in pairwise(ends):
        rest = Gap(range(i + 1, k), range(j + 1, m))
        if (rest.own_range or rest.other_range) and not _is_alike(
            own, other, rest.own_range, rest.other_range
        ):
            yield rest


def _is_alike(own: Words, other: Words, own_range: range, other_range: range) -> bool:
    """Return whether words have the same letters, in capitals or divided otherwise, or other counters."""
    ours, theirs = (
        own.texts[own_range.start : own_range.stop],
        other.texts[other_range.start : other_range.stop],
    )
    letters, other_letters = "".join(ours), "".join(theirs)
    if letters == other_letters or (other_letters.isupper() and other_letters == letters.upper()):
        ends = set(accumulate(map(len, ours))) ^ set(accumulate(map(len, theirs)))
        return all(_may_divide(letters, each) for each in ends)
    if (
        "U+" in other_letters
        and _CODE_POINT.sub(lambda code: chr(int(code[1], 16)), other_letters) == letters
    ):
        # What no typeface has is drawn as its number in a box.
        return True
    passages = {own.words[index].passage for index in own_range}
    if other_letters and any(RIGHT_TO_LEFT.search(own.passages[each].text) for each in passages):
        # Signs beside words of the other direction have no order that all readers share.
        return _solid(letters) == _solid(other_letters)
    pattern = _pattern(own, own_range)
    return pattern is not None and re.fullmatch(pattern, other_letters) is not None


def _may_divide(letters: str, place: int) -> bool:
    """Return whether a line may end between two letters, so that a blank there is none of the text."""
    before, after = letters[place - 1 : place], letters[place : place + 1]
    if not (before.isalnum() and after.isalnum()):
        return True
    return bool(_WITHOUT_BLANKS.match(before) and _WITHOUT_BLANKS.match(after))


def _solid(text: str) -> str:
    return "".join(each for each in text if each.isalnum())


def _pattern(own: Words, own_range: range) -> str | None:
    """Return a pattern for words of which some are counters; None if none is."""
    parts: list[str] = []
    has_counters = False
    for index in own_range:
        word = own.words[index]
        passage = own.passages[word.passage]
        text, position = passage.text, word.start
        for mark in passage.marks:
            if mark.kind == "counter" and mark.start < word.end and word.start < mark.end:
                has_counters = True
                parts += [re.escape(text[position : max(position, mark.start)]), _COUNT]
                position = max(position, min(mark.end, word.end))
        parts.append(re.escape(text[position : word.end]))
    return "".join(parts) if has_counters else None
