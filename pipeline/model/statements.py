"""Classes of the boxes that are theorems, definitions and their kin."""

from __future__ import annotations

STATEMENT = "statement"
# Where the number and the title of one are set, at the beginning of its words.
TITLE = "statement-title"
