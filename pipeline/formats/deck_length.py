"""The most slides that a file of a deck is made of: more take too much time or memory."""

from __future__ import annotations

from pipeline.model.diagnostics import DossierError, error
from pipeline.model.stages import Edition


def require_length(edition: Edition, most: int, name: str) -> None:
    """Raise DossierError, at the first slide beyond the most that a kind of file has."""
    slides = edition.slides
    if len(slides) > most:
        message = f"the deck has {len(slides):,} slides, and a {name} is made of no more than {most:,}"
        hint = "divide the article, or put what the deck can do without between `::: {except=deck}` and `:::`"
        raise DossierError([error("deck-too-long", message, edition.source.place(slides[most].at), hint)])
