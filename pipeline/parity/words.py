"""The words of passages in one row, each with the passage and the place in it that it comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.model.inspection import Passage
from pipeline.parity.text import fold_word

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a passage: its folded text, its passage by index, and its offsets in the passage's text."""

    text: str
    passage: int
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """All words of some passages, in order."""

    passages: tuple[Passage, ...]
    words: tuple[Word, ...]

    @cached_property
    def texts(self) -> list[str]:
        """The folded texts of the words."""
        return [each.text for each in self.words]

    @cached_property
    def firsts(self) -> list[int]:
        """The index of the first word of each passage, and at the end the number of words."""
        counts = [0] * (len(self.passages) + 1)
        for each in self.words:
            counts[each.passage + 1] += 1
        total = 0
        for index, count in enumerate(counts):
            counts[index] = total = total + count
        return counts

    @cached_property
    def starts(self) -> frozenset[int]:
        """The indexes at which a passage begins, and the number of words."""
        return frozenset(self.firsts)

    def kind_at(self, word: int) -> str:
        """Return the kind of the passage that a word stands in."""
        return self.passages[self.words[word].passage].kind

    def of(self, passage: int) -> range:
        """Return the indexes of the words of a passage."""
        return range(self.firsts[passage], self.firsts[passage + 1])

    def within(self, passage: int, start: int, end: int) -> range:
        """Return the indexes of the words of a passage that touch a stretch of it."""
        indexes = self.of(passage)
        ends = [self.words[i].end for i in indexes]
        first = indexes.start + bisect_right(ends, start)
        last = first
        while last < indexes.stop and self.words[last].start < end:
            last += 1
        return range(first, last)

    def text(self, first: int, last: int) -> str:
        """Return words as they are read, with blanks between them."""
        return " ".join(self.texts[first:last])


def words_of(passages: Iterable[Passage]) -> Words:
    """Return the words of passages."""
    items: Sequence[Passage] = tuple(passages)
    words = tuple(
        Word(text, index, match.start(), match.end())
        for index, passage in enumerate(items)
        for match in _WORD.finditer(passage.text)
        if (text := fold_word(match.group()))
    )
    return Words(tuple(items), words)
