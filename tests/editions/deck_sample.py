"""Articles as decks, made once for all tests."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pipeline.editions.deck import deck
from pipeline.model.canvas import Ratio
from pipeline.model.slides import Slide, Slides
from pipeline.model.stages import Document, Edition
from pipeline.model.walk import InlineMap, map_inlines, map_tree
from tests.articles import document
from tests.canvas import CANVAS


@cache
def edition(article: str) -> Edition:
    """Return the deck of an article."""
    return deck(document(article))


def at_ratio(document: Document, ratio: Ratio) -> Document:
    """Return an article with a deck of a ratio."""
    options = document.front.deck.model_copy(update={"ratio": ratio})
    return replace(document, front=document.front.model_copy(update={"deck": options}))


def of_slides(slides: tuple[Slide, ...], base: Edition) -> Edition:
    """Return a deck of these slides and whatever else another deck has."""
    return replace(base, content=Slides(slides, CANVAS))


def map_slides(base: Edition, inline: InlineMap) -> Edition:
    """Return a deck with every inline of its slides changed."""
    slides = tuple(
        replace(
            slide,
            title=map_inlines(slide.title, inline),
            content=map_tree(slide.content, inline=inline),
            source=map_inlines(slide.source, inline),
            notes=map_tree(slide.notes, inline=inline),
        )
        for slide in base.slides
    )
    return of_slides(slides, base)
