"""A clause while it is read: what opens it, what it hangs on, and the parts that it has so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipeline.discourse.phrases import Phrase
from pipeline.discourse.verb_groups import VerbGroup

Opening = Literal["main", "relative", "that", "subordinate", "joint", "infinitive", "participle"]
_BARE: tuple[Opening, ...] = ("infinitive", "participle")


@dataclass(slots=True)
class Frame:
    """A clause while it is read; `parent` is what it hangs on, `word` opens it behind `behind`."""

    opening: Opening
    start: int
    end: int
    parent: Frame | None = None
    word: str = ""
    behind: str = ""
    group: VerbGroup | None = None
    subject: Phrase | None = None
    object: Phrase | None = None
    antecedent: Phrase | None = None
    phrases: list[tuple[str, Phrase]] = field(default_factory=list)
    is_negated: bool = False
    # A participle behind a preposition: `accused of stealing`.
    is_complement: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it has no finite verb."""
        return self.opening in _BARE
