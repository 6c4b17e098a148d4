"""Text of two directions: readers put its words into orders of their own, so its letters are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.parity.gap import Gap
from pipeline.parity.words import Words

RIGHT_TO_LEFT = re.compile("[\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
# Words that may stand between two gaps of one disorder.
_NEAR = 60


def without_disorder(
    own: Words, other: Words, gaps: Sequence[Gap], partners: dict[int, int]
) -> Iterator[Gap]:
    """Yield the gaps but those that hold the same letters together, where words have two directions.

    The words of the others become partners.
    """
    for group in _groups(own, gaps):
        is_turned = any(_has_both(own, gap) for gap in group)
        if is_turned and _letters(own, [gap.own_range for gap in group]) == _letters(
            other, [gap.other_range for gap in group]
        ):
            for gap in group:
                place = max(0, gap.other_range.start - (not gap.other_range))
                partners.update(dict.fromkeys(gap.own_range, place))
        else:
            yield from group


def _groups(own: Words, gaps: Sequence[Gap]) -> Iterator[list[Gap]]:
    """Yield gaps that stand near each other around words from right to left."""
    group: list[Gap] = []
    for gap in gaps:
        if group and not (
            gap.own_range.start - group[-1].own_range.stop <= _NEAR
            and _has_both(own, gap)
            and _has_both(own, group[-1])
        ):
            yield group
            group = []
        group.append(gap)
    if group:
        yield group


def _has_both(own: Words, gap: Gap) -> bool:
    """Return whether a passage at a gap has words from right to left."""
    last = len(own.words) - 1
    indexes = {
        min(max(0, each), last) for each in (gap.own_range.start - 1, gap.own_range.start, gap.own_range.stop)
    }
    return last >= 0 and any(
        RIGHT_TO_LEFT.search(own.passages[own.words[each].passage].text) is not None for each in indexes
    )


def _letters(words: Words, ranges: Sequence[range]) -> Counter[str]:
    return Counter(
        letter for each in ranges for index in each for letter in words.texts[index] if letter.isalnum()
    )
