"""Places in the source for clues: by ids that the text names, by words that an edition states, by slides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.conformance.clue import Clue
from pipeline.model.diagnostics import Place
from pipeline.model.inspection import Passage
from pipeline.model.source import SourceText

# Shorter words stand in more than one place.
_FEWEST = 8
_PREFIXES = ("fact-", "user-content-")
_BREAKS = re.compile(r"[\s\u00ad\u200b\u2060\ufeff]+")


@dataclass(frozen=True)
class SourceMap:
    """What the editions of an article state, with the places in its source."""

    source: SourceText
    passages: Sequence[Passage] = field(repr=False)

    def place(self, clue: Clue) -> Place | None:
        """Return the place that clues lead to; None if none does."""
        for lead in clue.leads:
            offset = self._of_id(lead.text) if lead.kind == "id" else self._of_words(lead.text)
            if offset is not None:
                return self.source.place(offset)
        if clue.slide:
            spots = (each for each in self.passages if each.spot == clue.slide and each.at is not None)
            first = next(spots, None)
            return self.source.place(first.at) if first else None
        return None

    def _of_id(self, name: str) -> int | None:
        for each in self.passages:
            if each.at is not None and each.kind == "heading" and each.name == name:
                return each.at
        names = {name, *(name.removeprefix(prefix) for prefix in _PREFIXES)}
        for text in names:
            pattern = re.escape(text)
            if match := re.search(
                rf"(?:\{{[^}}\n]*)(?:#{pattern}|fact=[\"']?{pattern})(?![\w.-])", self.source.text
            ):
                return match.start()
        return None

    def _of_words(self, text: str) -> int | None:
        """Return the offset of the passage that consists of some words, or of one that has them."""
        words = _plain(text)
        if len(words) < _FEWEST:
            return None
        for own, at in self._texts:
            if own == words:
                return at
        places = list(dict.fromkeys(at for own, at in self._texts if words in own))
        if len(places) == 1:
            return places[0]
        # An element may hold more than a passage: a figure its caption, a cell its note.
        inner = [(len(own), at) for own, at in self._texts if len(own) >= 3 * _FEWEST and own in words]
        return max(inner)[1] if inner else (places[0] if places else None)

    @cached_property
    def _texts(self) -> list[tuple[str, int]]:
        return [(_plain(each.text), each.at) for each in self.passages if each.at is not None]


def _plain(text: str) -> str:
    return _BREAKS.sub("", text).casefold()


def source_map(source: SourceText, statements: Iterable[Sequence[Passage]]) -> SourceMap:
    """Return the map of an article from what its editions state, those with slides last."""
    passages = dict.fromkeys(each for statement in statements for each in statement)
    return SourceMap(source, tuple(sorted(passages, key=lambda each: each.spot > 0)))
