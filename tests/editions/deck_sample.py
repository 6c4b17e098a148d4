"""The sample article and the JOSS paper as decks, resolved once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.editions.deck import deck
from pipeline.load.article import load, locate
from pipeline.model.stages import Document, Edition
from pipeline.resolve import resolve

TESTS = Path(__file__).parent.parent


@cache
def document(target: str) -> Document:
    """Return a test article resolved: `sample`, or `joss/paper.md`."""
    resolved, _ = resolve(load(locate(str(TESTS / target), TESTS)).manuscript)
    return resolved


@cache
def edition(target: str) -> Edition:
    """Return the deck of a test article."""
    return deck(document(target))
