"""Addresses of pictures that are no files."""

from __future__ import annotations

# What running a cell of code would show, behind it the name of the cell: an article has none of these.
CELL = "cell:"
