"""Markup of entries in the list of sources: their numbers, and the width of their margin."""

from __future__ import annotations

# A span at the head of an entry; a class of the entry; another one if numbers are long.
NUMBER = "entry-number"
NUMBERED_CLASS = "numbered"
WIDE = "wide-number"
