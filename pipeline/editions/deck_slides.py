"""A slide as a value, and the deck's blocks as slides: what the projection writes and both formats read.

In an edition's blocks a heading of level 1 is a divider and one of level 2 a slide's title; its first class
is the slide's kind. What follows is the slide's content, then a Div `source` and a Div `notes`. The
first slide, the cover, stands in the front matter; a Div `notes` before the first heading is its.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.stages import Edition
from pipeline.model.walk import walk
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term

Kind = Literal[
    "cover",
    "divider",
    "figures",
    "points",
    "number",
    "text",
    "figure",
    "table",
    "formula",
    "sources",
    "colophon",
]
Size = Literal["", "large", "small"]
# So many names have room on a cover.
MOST_AUTHORS = 5


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its title, what it shows, where that comes from, and what is said with it."""

    id: str
    kind: Kind
    title: n.Inlines
    kicker: str = ""
    number: str = ""
    content: n.Blocks = field(default=(), repr=False)
    source: n.Inlines = field(default=(), repr=False)
    notes: n.Blocks = field(default=(), repr=False)
    size: Size = ""
    at: int | None = None

    @property
    def ids(self) -> frozenset[str]:
        """The ids that a link may name to come to this slide."""
        inner = (name for node in walk((*self.content, *self.notes)) if (name := id_of(node)))
        return frozenset((self.id, *inner))


def id_of(node: n.Block | n.Inline) -> str:
    """Return a node's identifier, empty for none."""
    attr = getattr(node, "attr", None)
    return attr.id if isinstance(attr, n.Attr) else ""


def to_blocks(slides: Iterable[Slide]) -> n.Blocks:
    """Return slides as an edition's blocks."""
    return tuple(block for slide in slides for block in _blocks(slide))


def _blocks(slide: Slide) -> Iterator[n.Block]:
    if slide.kind == "cover" and titles.is_more_than_words(slide.title):
        yield titles.block(titles.TITLE, slide.title)
    if slide.kind != "cover":
        level = 1 if slide.kind == "divider" else 2
        classes = (slide.kind, slide.size) if slide.size else (slide.kind,)
        pairs = tuple(
            (key, text) for key, text in (("kicker", slide.kicker), ("number", slide.number)) if text
        )
        yield n.Header(level, n.Attr(slide.id, classes, pairs), slide.title, at=slide.at)
    for block in slide.content:
        # A heading of the deck begins a slide: one within a slide is a line of its own.
        if isinstance(block, n.Header):
            yield n.Para((n.Span(n.Attr(block.attr.id), (n.Strong(block.inlines),)),), at=block.at)
        else:
            yield block
    if slide.source:
        yield n.Div(n.Attr("", ("source",)), (n.Para(slide.source),))
    if slide.notes:
        yield n.Div(n.Attr("", ("notes",)), slide.notes)


def from_edition(edition: Edition) -> tuple[Slide, ...]:
    """Return the slides of a deck, the cover first."""
    own, blocks = titles.apart(edition.blocks)
    groups: list[tuple[n.Header | None, list[n.Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, n.Header):
            groups.append((block, []))
        else:
            groups[-1][1].append(block)
    return tuple(_slide(edition, own.title, heading, blocks) for heading, blocks in groups)


def _slide(edition: Edition, own: n.Inlines, heading: n.Header | None, blocks: list[n.Block]) -> Slide:
    apart = [block for block in blocks if isinstance(block, n.Div) and _part(block)]
    content = tuple(block for block in blocks if not (isinstance(block, n.Div) and _part(block)))
    lines = (line for block in apart if _part(block) == "source" for line in block.blocks)
    source = tuple(inline for line in lines if isinstance(line, n.Para) for inline in line.inlines)
    notes = tuple(inner for block in apart if _part(block) == "notes" for inner in block.blocks)
    if heading is None:
        front = edition.front
        title = own or (n.Str(front.deck.title or front.title),)
        return Slide("cover", "cover", title, front.kicker or "", content=content, notes=notes)
    attr = heading.attr
    kinds: tuple[Kind, ...] = get_args(Kind)
    kind = next(kind for kind in kinds if kind in attr.classes)
    size: Size = "large" if "large" in attr.classes else "small" if "small" in attr.classes else ""
    return Slide(
        id=attr.id,
        kind=kind,
        title=heading.inlines,
        kicker=attr.get("kicker") or "",
        number=attr.get("number") or "",
        content=content,
        source=source,
        notes=notes,
        size=size,
        at=heading.at,
    )


def _part(div: n.Div) -> str:
    """Return which part of a slide a Div is besides its content; empty for content."""
    return next((name for name in ("source", "notes") if name in div.attr.classes), "")


def cover_foot(edition: Edition) -> str:
    """Return who made the deck and of when it is, in a line."""
    front, lang = edition.front, edition.front.lang
    names = [author.name for author in front.authors]
    parts = [", ".join(names if len(names) <= MOST_AUTHORS else (*names[:MOST_AUTHORS], "et al."))]
    if front.as_of:
        parts.append(term(lang, "as-of", date=date_text(front.as_of, lang)))
    elif front.date:
        parts.append(date_text(front.date, lang))
    return " · ".join(part for part in parts if part)


def figures_of(slide: Slide) -> n.Blocks:
    """Return the key figures of a slide."""
    return tuple(block for part in slide.content if isinstance(part, n.Div) for block in part.blocks)
