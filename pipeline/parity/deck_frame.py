"""What a deck has around its slides: who may read it, or that it is a draft; and its authors in the file."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import theme
from pipeline.formats.edition_theme import of_edition
from pipeline.formats.pptx.render import LONGEST
from pipeline.model.inspection import Inspection
from pipeline.model.stages import Edition
from pipeline.parity.differences import Difference
from pipeline.parity.text import fold
from pipeline.slides.handling import handling_mark
from pipeline.wording.clipping import clip
from pipeline.wording.terms import term


def deck_frame_differences(edition: Edition, inspection: Inspection) -> Iterator[Difference]:
    """Yield the marks that slides lack, and what the properties of the file have otherwise."""
    for words in _marks(edition):
        texts = {each.spot for each in inspection.passages if _is_mark(each.kind, each.text, words)}
        lacks = [spot for spot in range(1, inspection.extent + 1) if spot not in texts]
        if lacks:
            also = f" and on {len(lacks) - 1} other slides" if len(lacks) > 1 else ""
            yield Difference("text-lost", f"“{words}” is lost here{also}", None, lacks[0])
    front = edition.front
    authors = ", ".join(author.name for author in front.authors)
    if inspection.format == "pptx":
        authors = clip(authors, LONGEST)
    name = inspection.metadata.get("author", "")
    if fold(name) != fold(authors):
        message = f"the author in the metadata is {clip(name, 90) or 'not set'}, not “{clip(authors, 90)}”"
        yield Difference("metadata-differs", message, None, 0)


def _marks(edition: Edition) -> Iterator[str]:
    front = edition.front
    if front.briefing.draft:
        yield fold(term(front.lang, "draft"))
    with theme.measure_in(of_edition(edition)):
        mark = handling_mark(front, edition.canvas)
    if mark is not None:
        yield fold(mark.text)


def _is_mark(kind: str, text: str, words: str) -> bool:
    return kind == "frame" and fold(text) == words
