"""Projections: Document to Edition, one file each. Other packages use only the table.

What builds an edition is imported when it is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline import theme
from pipeline.editions.projection import Projection
from pipeline.model.stages import Document, Edition


def _briefing(document: Document) -> Edition:
    from pipeline.editions.briefing import briefing

    return briefing(document)


def _ebook(document: Document) -> Edition:
    from pipeline.editions.ebook import ebook

    return ebook(document)


def _deck(document: Document) -> Edition:
    from pipeline.editions.deck import deck

    with theme.measure_in(theme.of_slides(document.look)):
        return deck(document)


def _summary(document: Document) -> Edition:
    from pipeline.editions.summary import summary

    return summary(document)


def _handout(document: Document) -> Edition:
    from pipeline.editions.handout import handout

    with theme.measure_in(theme.of_slides(document.look)):
        return handout(document)


def _web(document: Document) -> Edition:
    from pipeline.editions.web import web

    return web(document)


def _site(document: Document) -> Edition:
    from pipeline.editions.web import SITE_IDS, web

    return replace(web(document, SITE_IDS), name="site")


_ROWS: tuple[Projection, ...] = (
    Projection("briefing", _briefing),
    Projection("ebook", _ebook),
    Projection("deck", _deck),
    Projection("summary", _summary, on_demand=True),
    Projection("handout", _handout, on_demand=True, content_of="deck"),
    Projection("web", _web, on_demand=True),
    Projection("site", _site, on_demand=True, content_of="web"),
)
EDITIONS: Mapping[str, Projection] = {each.name: each for each in _ROWS}
