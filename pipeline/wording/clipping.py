"""Texts clipped at a word, for places with a limited number of characters."""

from __future__ import annotations

ELLIPSIS = "…"


def clip(text: str, most: int) -> str:
    """Shorten a text to at most `most` characters, after a word and with an ellipsis."""
    if len(text) <= most:
        return text
    head = text[:most]
    whole = head.rpartition(" ")[0] if " " in head[most // 2 :] else head[:-1]
    return whole[: most - 1].rstrip(" ,;:–—-") + ELLIPSIS
