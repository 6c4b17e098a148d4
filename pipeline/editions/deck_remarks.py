"""What a deck tells of its making: slides that it leaves out for time, tables that it does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model import slide_boxes
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.model.slides import Slide
from pipeline.model.stages import Document
from pipeline.model.walk import text_of
from pipeline.wording.terms import term

# Boxes whose tables have slides by themselves, or are said.
_OTHERS = frozenset({*slide_boxes.CLASSES, "notes", "at-a-glance"})
# So many titles are told in a diagnostic.
MOST_TITLES = 5


def omission_notes(omissions: Sequence[Slide], lang: str) -> n.Blocks:
    """Return what is said with the last slide of the slides that a deck leaves out."""
    if not omissions:
        return ()
    return (n.Para(words(term(lang, "left-out", parts="; ".join(_titles(omissions))))),)


def omission_remarks(document: Document, omissions: Sequence[Slide]) -> tuple[Diagnostic, ...]:
    """Return the note on the slides that a deck leaves out."""
    if not omissions:
        return ()
    minutes, titles = document.front.deck.minutes, _titles(omissions)
    more = f" and {len(titles) - MOST_TITLES} more" if len(titles) > MOST_TITLES else ""
    names = ", ".join(f"“{title}”" for title in titles[:MOST_TITLES])
    slides = "1 slide" if len(omissions) == 1 else f"{len(omissions)} slides"
    time = "1 minute" if minutes == 1 else f"{minutes} minutes"
    message = f"the deck leaves out {slides} for {time}: {names}{more}"
    hint = "give it more minutes, or put sections into the appendix"
    return (Diagnostic("deck-shortened", Severity.NOTE, message, _place(document, "minutes"), hint),)


def table_remarks(document: Document, blocks: n.Blocks, slides: Sequence[Slide]) -> tuple[Diagnostic, ...]:
    """Return a note on each table without a caption among the blocks of sections that no slide shows."""
    places = {slide.at for slide in slides}
    message = "no slide shows the table: without a caption it has up to twenty, and this one needs more"
    hint = "give it a caption, or a slide of its own with the rows that matter; the speaker notes have it"
    return tuple(
        Diagnostic("table-not-shown", Severity.NOTE, message, document.source.place(table.at), hint)
        for table in _bare_tables(blocks)
        if table.at is not None and table.at not in places
    )


def _bare_tables(blocks: n.Blocks) -> Iterator[n.Table]:
    """Yield the tables without a caption in the text; those in boxes of slides have slides anyway."""
    for block in blocks:
        if isinstance(block, n.Table) and not block.caption.blocks:
            yield block
        elif isinstance(block, n.Div) and not _OTHERS.intersection(block.attr.classes):
            yield from _bare_tables(block.blocks)


def _titles(slides: Sequence[Slide]) -> list[str]:
    return list(dict.fromkeys(text_of(slide.title) for slide in slides))


def _place(document: Document, key: str) -> Place:
    """Return the place of an option of the deck in the article."""
    match = re.search(rf"^[ \t]+({key})[ \t]*:", document.source.text, re.MULTILINE)
    return document.source.place(match.start(1) if match else None)
