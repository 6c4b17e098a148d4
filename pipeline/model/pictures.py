"""Addresses of pictures that are no files."""

from __future__ import annotations

# The prefix of the address of a code cell's output, before the name of the cell; it has no file.
CELL = "cell:"
