"""What each format makes of an edition's passages: what it adds, counts for itself, or cannot carry."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.model.inspection import Passage
from pipeline.model.slides import Slides
from pipeline.model.stages import Edition
from pipeline.parity import deck, html, pdf, pptx

Adaptation = Callable[[Edition, tuple[Passage, ...]], tuple[Passage, ...]]


def _html(edition: Edition, statement: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return what a page states: of slides, or of an article."""
    is_deck = isinstance(edition.content, Slides)
    return (deck.adapt if is_deck else html.adapt_page)(edition, statement)


# By the name of the file that every article has, else by the name of the format.
_ADAPTATIONS: Mapping[str, Adaptation] = {
    "epub": html.adapt_book,
    "html": _html,
    "pdf": pdf.adapt,
    "pptx": pptx.adapt,
    "site": html.adapt_page,
}


def adapt(file: str, edition: Edition, statement: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return the passages of an edition as the format of a file states them."""
    adaptation = _ADAPTATIONS.get(file) or _ADAPTATIONS.get(file.rpartition(".")[2])
    return adaptation(edition, statement) if adaptation else statement
