"""The clause before a place in a sentence, by the marks between clauses."""

from __future__ import annotations

import re

_MARK = re.compile(r"[,;:()—]|\s[–-]\s")


def before(text: str, place: int) -> str:
    """Return the words before a place, back to the last mark between clauses."""
    marks = [match.end() for match in _MARK.finditer(text, 0, place)]
    return text[marks[-1] if marks else 0 : place]
