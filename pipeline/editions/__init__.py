"""Projections: Document to Edition, one file each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.editions.briefing import briefing
from pipeline.editions.deck import deck
from pipeline.editions.ebook import ebook
from pipeline.editions.summary import summary
from pipeline.model.stages import Document, Edition, EditionName

EDITIONS: Mapping[EditionName, Callable[[Document], Edition]] = {
    "briefing": briefing,
    "ebook": ebook,
    "deck": deck,
    "summary": summary,
}
