"""Classes of the boxes that are theorems, definitions and their kin."""

from __future__ import annotations

STATEMENT = "statement"
# The place of the number and the title, at the beginning of a statement's words.
TITLE = "statement-title"
