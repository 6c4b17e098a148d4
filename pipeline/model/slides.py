"""A slide as a value: the result of the projection, and the input of both formats of the deck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.canvas import Canvas
from pipeline.model.walk import ids

Kind = Literal[
    "cover",
    "divider",
    "figures",
    "points",
    "number",
    "text",
    "figure",
    "columns",
    "table",
    "formula",
    "sources",
    "colophon",
]
Size = Literal["", "large", "small"]


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its title, its content, the source of that, and the speaker notes.

    `kicker_lang` is the language of the kicker if it is another than that of the deck.
    `level` is the level of its title in an outline: 3 below a divider.
    """

    id: str
    kind: Kind
    title: n.Inlines
    kicker: str = ""
    number: str = ""
    content: n.Blocks = ()
    source: n.Inlines = ()
    notes: n.Blocks = ()
    size: Size = ""
    at: int | None = None
    level: Literal[2, 3] = 2
    kicker_lang: str = ""

    @property
    def ids(self) -> frozenset[str]:
        """The ids that a link may name to come to this slide."""
        return frozenset((self.id, *ids((*self.content, *self.notes))))


@dataclass(frozen=True, slots=True)
class Slides:
    """The slides of a deck, the cover first, and their canvas."""

    slides: tuple[Slide, ...]
    canvas: Canvas


def blocks_of(slides: Iterable[Slide]) -> n.Blocks:
    """Return slides as pandoc has them: a heading for each, its content, then Divs `source` and `notes`.

    A divider's heading is of level 1, a slide's of level 2; its first class is the slide's kind. The cover
    has no heading: its content is in the metadata.
    """
    return tuple(block for slide in slides for block in _blocks(slide))


def _blocks(slide: Slide) -> Iterator[n.Block]:
    if slide.kind == "cover" and titles.is_more_than_words(slide.title):
        yield titles.block(titles.TITLE, slide.title)
    if slide.kind != "cover":
        level = 1 if slide.kind == "divider" else 2
        classes = (slide.kind, slide.size) if slide.size else (slide.kind,)
        pairs = (("kicker", slide.kicker), ("number", slide.number))
        attr = n.Attr(slide.id, classes, tuple(pair for pair in pairs if pair[1]))
        yield n.Header(level, attr, slide.title, at=slide.at)
    yield from slide.content
    if slide.source:
        yield n.Div(n.Attr("", ("source",)), (n.Para(slide.source),))
    if slide.notes:
        yield n.Div(n.Attr("", ("notes",)), slide.notes)


def figures_of(slide: Slide) -> n.Blocks:
    """Return the key figures of a slide."""
    return tuple(block for part in slide.content if isinstance(part, n.Div) for block in part.blocks)
