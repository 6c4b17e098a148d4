"""What an edition leaves out of the document, and why; a reading edition that leaves out more has lost it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.editions.prose import select_blocks
from pipeline.model.inspection import Passage
from pipeline.model.stages import Document, Edition
from pipeline.parity.comparison import compare
from pipeline.parity.differences import Difference, differences
from pipeline.parity.statement import state_blocks
from pipeline.parity.words import words_of

# The editions that show the text of the document, and what others show in place of it.
_READING = frozenset({"briefing", "ebook", "web", "site"})
_REASONS = {
    "deck": "slides show points and figures; the prose is in their notes or in the briefing",
    "handout": "slides show points and figures; the prose is in their notes or in the briefing",
    "summary": "two pages: the opening, the key figures, points in brief, figures",
}
_SELECTION = "`only`, `except` and what is for slides alone"


@dataclass(frozen=True, slots=True)
class Omission:
    """What an edition leaves out: the words of the document in all, those that it has, the reason."""

    edition: str
    total: int
    same: int
    reason: str


def omission(document: Document, edition: Edition) -> tuple[Omission, tuple[Difference, ...]]:
    """Return what an edition leaves out, and what a reading edition has lost of what it should show."""
    whole = state_blocks(document.blocks)
    total = len(words_of(whole).words)
    if edition.name not in _READING:
        same = _share(whole, state_blocks(edition.blocks))
        return Omission(edition.name, total, same, _REASONS.get(edition.name, "")), ()
    name = "web" if edition.name == "site" else edition.name
    selection = state_blocks(select_blocks(document.blocks, name))
    alignment = compare(selection, state_blocks(edition.blocks))
    same = len(alignment.partners)
    losses = [
        each for each in differences(alignment) if each.code not in ("text-extra", "heading-order-differs")
    ]
    return Omission(edition.name, total, same, _SELECTION), tuple(
        replace(each, message=f"the {edition.name} leaves out: {each.message}") for each in losses
    )


def _share(whole: Sequence[Passage], edition: Sequence[Passage]) -> int:
    """Return how many words of the document an edition has, in any order."""
    return (Counter(words_of(whole).texts) & Counter(words_of(edition).texts)).total()
