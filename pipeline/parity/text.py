"""The form in which words are compared: what all formats draw alike, whatever they encode differently."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Soft hyphens, signs without width, marks of direction, selectors of variants: no reader sees them.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_BLANKS = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return a text as it is compared: composed, without ligatures and what nobody sees, blanks single."""
    if text.isascii():
        return _BLANKS.sub(" ", text).strip()
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text).translate(_LIGATURES))
    return _BLANKS.sub(" ", plain).strip()


@cache
def fold_word(word: str) -> str:
    """Return a word as it is compared."""
    if word.isascii():
        return word
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", word).translate(_LIGATURES))
