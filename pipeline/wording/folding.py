"""Words as keys: the same key for all letters that a case-insensitive pattern treats as equal."""

from __future__ import annotations


def fold(word: str) -> str:
    """Return the key of a word: `Auguſt`, `AUGUST` and `august` share one, and so do `Aprıl` and `April`.

    A case-insensitive pattern matches ſ for s, and both Turkish letters for i.
    """
    return word.casefold().replace("i\u0307", "i").replace("ı", "i")
