"""How an entry of the list of sources is marked: what numbers it, and how wide its margin is."""

from __future__ import annotations

# A span at the head of an entry; a class of the entry; another where numbers are long.
NUMBER = "entry-number"
NUMBERED_CLASS = "numbered"
WIDE = "wide-number"
