"""What the PDF of a deck shows of it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model.slides import Slides
from pipeline.model.stages import Edition
from pipeline.model.walk import ids


def without_notes(edition: Edition) -> Edition:
    """Return a deck without the words of its notes; their ids stay, as links name them."""
    slides = tuple(
        replace(slide, notes=tuple(n.Div(n.Attr(name), ()) for name in sorted(frozenset(ids(slide.notes)))))
        for slide in edition.slides
    )
    return replace(edition, content=Slides(slides, edition.canvas))
