"""The text near a position, as far as a pattern may look; never the whole text.

Otherwise a pattern that is searched up to a position would read all text before it, for each position again.
"""

from __future__ import annotations

REACH = 240


def before(text: str, at: int) -> str:
    """Return the text before a position, as far as a pattern may look back."""
    return text[max(0, at - REACH) : at]


def after(text: str, at: int) -> str:
    """Return the text after a position, as far as a pattern may look ahead."""
    return text[at : at + REACH]
