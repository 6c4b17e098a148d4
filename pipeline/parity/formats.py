"""What each format makes of an edition's passages: what it adds, counts for itself, or cannot carry."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.model.inspection import Passage
from pipeline.model.stages import Edition
from pipeline.parity import deck, pdf, pptx

Adaptation = Callable[[Edition, tuple[Passage, ...]], tuple[Passage, ...]]
# By the name of the file that every article has, else by the name of the format.
_ADAPTATIONS: Mapping[str, Adaptation] = {"html": deck.adapt, "pdf": pdf.adapt, "pptx": pptx.adapt}


def adapt(file: str, edition: Edition, statement: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return the passages of an edition as the format of a file states them."""
    adaptation = _ADAPTATIONS.get(file) or _ADAPTATIONS.get(file.rpartition(".")[2])
    return adaptation(edition, statement) if adaptation else statement
