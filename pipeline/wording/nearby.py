"""The words near a place in a text, which decide what stands there; never the whole text.

A pattern that is searched up to a place would else go through all that is before it, for each place again.
"""

from __future__ import annotations

REACH = 240


def before(text: str, at: int) -> str:
    """Return the text before a position, as far as a pattern may look back."""
    return text[max(0, at - REACH) : at]


def after(text: str, at: int) -> str:
    """Return the text after a position, as far as a pattern may look ahead."""
    return text[at : at + REACH]
