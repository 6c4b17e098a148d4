"""What a kind of damage is: how it changes a finished file, and what a verification must say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

TEXT = frozenset({"text-lost", "text-extra"})
# What holds a sign says which of two codes is right: the same sign may be part of a fact.
WORDS = TEXT | {"fact-altered", "fact-lost"}
FACT = frozenset({"fact-altered", "fact-lost"})
CITATION = frozenset({"citation-lost", "citation-label-differs"})
NOTE = frozenset({"note-lost"})
CELL = frozenset({"table-cell-lost"})
ALT = frozenset({"alt-text-lost"})
HEADING = frozenset({"heading-order-differs"})
LINK = frozenset({"link-dead"})
GLYPH = frozenset({"glyph-unreadable"})
META = frozenset({"metadata-differs"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file was damaged: the pages, slides or chapters, and words that a report there quotes.

    A report is at the right place if it names one of the spots and quotes one of the words, or the fact.
    """

    words: tuple[str, ...]
    spots: tuple[int, ...] = ()
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Harm:
    """A damaged file, and the place of the damage."""

    data: bytes
    place: Place


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of damage to one file: its name, the codes that are right, and the function that does it.

    The function returns None for a file that has nothing of the kind: no table, say.
    """

    name: str
    file: str
    codes: frozenset[str]
    damage: Callable[[bytes], Harm | None]

    def __str__(self) -> str:
        return f"{self.file.replace('.', '-')}-{self.name}"
