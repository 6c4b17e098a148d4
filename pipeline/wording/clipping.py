"""Texts clipped at a word, for places that hold only so many characters."""

from __future__ import annotations

ELLIPSIS = "…"


def clipped(text: str, most: int) -> str:
    """Return a text of at most so many characters; a longer one ends after a word, with an ellipsis."""
    if len(text) <= most:
        return text
    head = text[:most]
    whole = head.rpartition(" ")[0] if " " in head[most // 2 :] else head[:-1]
    return whole[: most - 1].rstrip(" ,;:–—-") + ELLIPSIS
