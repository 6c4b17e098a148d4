"""Articles as decks, made once for all tests."""

from __future__ import annotations

from functools import cache

from pipeline.editions.deck import deck
from pipeline.model.stages import Edition
from tests.articles import document


@cache
def edition(article: str) -> Edition:
    """Return the deck of an article."""
    return deck(document(article))
