"""Names that authors give to parts of an article, as they are compared."""

from __future__ import annotations


def fold_name(name: str) -> str:
    """Return the name of a section, or its id with or without a number sign, as it is compared."""
    return " ".join(name.removeprefix("#").casefold().split())
