"""What all sections of a deck share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.editions.deck_sources import SourceLines
from pipeline.editions.deck_words import bare_blocks, sentences
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.facts import Ledger
from pipeline.slides.rooms import parts_that_fit


@dataclass(frozen=True, slots=True)
class Setting:
    """The language, ledger, source lines and canvas that all sections share."""

    lang: str
    ledger: Ledger
    sources: SourceLines
    canvas: Canvas

    def sentences(self, inlines: n.Inlines) -> Iterator[n.Inlines]:
        """Yield the sentences of a paragraph."""
        return sentences(inlines, self.lang)

    def parts_that_fit(self, blocks: n.Blocks) -> tuple[n.Blocks, ...]:
        """Divide blocks into parts that fit on a slide, without citations and notes, at the usual size."""
        return parts_that_fit(blocks, bare_blocks, self.sentences, self.canvas)
