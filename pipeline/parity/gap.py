"""A gap: words that differ between what is stated and what is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that differ: those stated and those found in their place, as ranges; one may be empty."""

    own_range: range
    other_range: range
