"""Typefaces named in an SVG: each list ends in a generic family, for pages that have none of them."""

from __future__ import annotations

import re

KINDS = ("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui")
_MONOSPACE = re.compile(r"mono|courier|consol|menlo|code|typewriter", re.IGNORECASE)
_SERIF = re.compile(
    r"times|georgia|garamond|minion|palatino|roman|cambria|century|cmr|stix|(?<!sans[ -])serif",
    re.IGNORECASE,
)


def families(value: str) -> str:
    """Return a list of typefaces that ends in a generic family: its own, else that of its first typeface."""
    names = [name.strip().strip("'\"") for name in value.split(",")]
    if any(name.lower() in KINDS for name in names):
        return value
    return f"{value}, {kind(names[0])}"


def kind(name: str) -> str:
    """Return the generic family of a typeface by its name."""
    if _MONOSPACE.search(name):
        return "monospace"
    return "serif" if _SERIF.search(name) else "sans-serif"
