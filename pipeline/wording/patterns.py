"""Patterns from lists of words, as language data give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

# Words of more letters do not share their beginnings: each letter may be a group within another.
_LONGEST = 60


def any_of(words: Iterable[str]) -> str:
    """Return the source of a pattern for any of these words, longest first; for no words it never matches.

    Words with the same beginning share it: a letter of the text is compared once, not with each word.
    """
    sorted_words = sorted({word for word in words if word})
    if any(len(word) > _LONGEST for word in sorted_words):
        return "|".join(re.escape(word) for word in sorted(sorted_words, key=len, reverse=True))
    return _pattern(sorted_words) or "(?!)"


def _pattern(words: Sequence[str]) -> str:
    """Return the source of a pattern for sorted words; the empty word comes last."""
    longer = [word for word in words if word]
    branches = [
        re.escape(letter) + _in_group([word[1:] for word in group])
        for letter, group in groupby(longer, lambda word: word[0])
    ]
    return "|".join(branches + [""] * (len(longer) < len(words)))


def _in_group(words: Sequence[str]) -> str:
    """Return the pattern as one that others may stand beside."""
    pattern = _pattern(words)
    return f"(?:{pattern})" if len(words) > 1 else pattern
