"""An inspection: what a reader of a finished file finds in it, as values that do not depend on its format.

The same passages are also what an edition states: parity compares one with the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

# `alt` is the text alternative of a picture, `frame` what a format sets around an article: running heads,
# numbers of pages, a list of contents.
PassageKind = Literal[
    "title", "heading", "text", "code", "formula", "caption", "cell", "note", "alt", "frame"
]
# `counter` is a number that each format counts for itself, as that of the page which a way back leads to.
MarkKind = Literal["fact", "citation", "link", "note", "counter"]
# Stands in a text for a formula, which is a passage of its own.
FORMULA = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a passage that is a fact, a citation, a link or the call of a note.

    The call of a note is empty: its number is not in the text. `start` and `end` are offsets in its text.
    `name` is the fact's id, the citation's key, the link's target as it is written (`#fact-aid`) or the
    note's id; empty where a file has no such ids.
    """

    kind: MarkKind
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a cell: the number of its table in the file, its row and its column, each from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, cell, note or text alternative: its words, where it stands, and its marks.

    `text` has single blanks, no soft hyphens, no signs without width, and no numbers or bullets of a list; a
    formula in it is one FORMULA, an image nothing. All that stands in a note is of the kind `note`, also its
    code, cells and formulas. Words of speaker notes are named `notes`. `spot` is the
    page, slide or chapter, from 1; 0 where there is none. `at` is the offset in the source of what an edition
    states, None in a file. `level` is that of a heading, 0 for others. `name` is the id that the file gives.
    """

    kind: PassageKind
    text: str
    spot: int = 0
    at: int | None = None
    level: int = 0
    name: str = ""
    cell: Cell | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a file: its name, whether the file carries it, and whether its signs are known as letters."""

    name: str
    is_embedded: bool
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a reader of a file cannot see or read: its code, the passage's words, and where it is.

    `code` is `glyph-unreadable` for signs that are no letters and words that are drawn outside the page, and
    `link-dead` for a link without a target in the file.
    """

    code: Literal["glyph-unreadable", "link-dead"]
    text: str
    spot: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file says: its metadata, and its passages in reading order.

    `unit` is what `spot` counts: a page, a slide or a chapter. `metadata` has values by their names in the
    field: `author`, `subject`, `identifier`, `date`. `anchors` are the ids that links may name.
    """

    format: str
    title: str
    lang: str
    unit: Literal["page", "slide", "chapter"]
    extent: int
    passages: tuple[Passage, ...] = field(repr=False)
    anchors: frozenset[str] = field(default=frozenset(), repr=False)
    fonts: tuple[Font, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)


class InspectionError(Exception):
    """A file that cannot be read back; the text says why."""


class NoReaderError(InspectionError):
    """A file of a format that nothing reads back."""
