"""The handout: the slides of the deck, on paper with their speaker notes."""

from __future__ import annotations

from dataclasses import replace

from pipeline.editions.deck import deck
from pipeline.model.stages import Document, Edition


def handout(document: Document) -> Edition:
    """Return the document as the deck shows it."""
    return replace(deck(document), name="handout")
