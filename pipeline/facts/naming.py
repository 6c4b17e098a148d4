"""Ids: lowercase letters without accents, digits and hyphens, each id once."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str, limit: int = 60) -> str:
    """Return a text as an id."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=\w)[.'](?=\w)", "", plain)).strip("-")
    if len(words) > limit:
        words = words[: limit + 1].rpartition("-")[0] or words[:limit]
    return words or "x"


def unique(name: str, used_names: set[str]) -> str:
    """Return an unused name, with a number if needed, and add it to the used ones."""
    free, number = name, 1
    while free in used_names:
        number += 1
        free = f"{name}-{number}"
    used_names.add(free)
    return free
