"""Words as keys: one for all the letters that a pattern without case takes for the same."""

from __future__ import annotations


def fold(word: str) -> str:
    """Return the key of a word: `Auguſt`, `AUGUST` and `august` have one, and so have `Aprıl` and `April`.

    A pattern without case matches ſ where it says s, and both Turkish letters where it says i.
    """
    return word.casefold().replace("i\u0307", "i").replace("ı", "i")
