"""Projections: Document to Edition, one file each. Other packages use only the table."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.editions.briefing import BRIEFING
from pipeline.editions.deck import DECK
from pipeline.editions.ebook import EBOOK
from pipeline.editions.handout import HANDOUT
from pipeline.editions.projection import Projection
from pipeline.editions.summary import SUMMARY

_ROWS: tuple[Projection, ...] = (
    BRIEFING,
    EBOOK,
    DECK,
    SUMMARY,
    HANDOUT,
)
EDITIONS: Mapping[str, Projection] = {each.name: each for each in _ROWS}
