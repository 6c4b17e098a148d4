"""The form in which words are compared: what all formats draw alike, whatever they encode differently."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pipeline.inspection.line import INVISIBLE

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_BLANKS = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return a text as it is compared: composed, without ligatures and what nobody sees, blanks single."""
    if text.isascii():
        return _BLANKS.sub(" ", text).strip()
    plain = INVISIBLE.sub("", unicodedata.normalize("NFC", text).translate(_LIGATURES))
    return _BLANKS.sub(" ", plain).strip()


@cache
def fold_word(word: str) -> str:
    """Return a word as it is compared."""
    if word.isascii():
        return word
    return INVISIBLE.sub("", unicodedata.normalize("NFC", word).translate(_LIGATURES))
