"""Phrases: a noun with what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.discourse.lexicon import Lexicon
from pipeline.discourse.tokens import Word


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun with its determiners and adjectives, or a pronoun; `head` is its last noun."""

    start: int
    end: int
    head: Word
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words, as far as a space stands between them."""
        parts = [self.words[0].text]
        for before, word in pairwise(self.words):
            parts += [" " * (word.start > before.end), word.text]
        return "".join(parts)

    @property
    def is_name(self) -> bool:
        """Whether it is a name."""
        return self.head.kind == "proper"

    @property
    def is_negative(self) -> bool:
        """Whether it says that there is none: `no state`."""
        return any(word.kind == "determiner" and word.form == "negative" for word in self.words)

    @property
    def determiner(self) -> str:
        """The first determiner in small letters, or an empty text."""
        return next((word.text.lower() for word in self.words if word.kind == "determiner"), "")


def phrase_at(words: Sequence[Word], first: int, rules: Lexicon) -> tuple[Phrase, int] | None:
    """Return the phrase that begins with a word, and the number of the word after it; None if none does."""
    index = first
    head: int | None = None
    while index < len(words):
        word = words[index]
        if word.kind == "pronoun":
            if index == first and word.form != "relative":
                head, index = index, index + 1
            break
        if word.kind == "determiner" and head is not None:
            break
        if (
            word.kind == "determiner"
            and index > first
            and words[index - 1].kind not in ("determiner", "adverb")
        ):
            break
        if word.kind == "proper" and head is not None and words[head].kind == "numeral":
            break  # `in 1938 Germany annexes`
        if word.kind in ("noun", "proper", "numeral"):
            if (
                head is not None
                and word.kind == "numeral"
                and words[head].kind == "noun"
                and index != head + 1
            ):
                break
            head = index
        elif word.form == "possessive" and word.kind == "particle":
            if head is None:
                break
        elif word.kind == "participle":
            if not _is_attribute(words, first, index, head):
                break
        elif word.kind == "adjective":
            if head is not None and not rules.adjective_after and not _leads_to_noun(words, index):
                break
        elif word.form == "and" and index > first and words[index - 1].kind == "adjective":
            if head is not None or not _leads_to_noun(words, index):
                break
        elif word.kind == "adverb":
            is_bare = index + 1 < len(words) and words[index + 1].kind in ("noun", "proper")
            if not _leads_to_noun(words, index) or (index == first and is_bare):
                break
        elif word.text == "-" or word.kind != "determiner":
            break
        index += 1
    if head is None:
        head = _adjective_as_noun(words, first, index)
        if head is None:
            return None
        index = head + 1
    elif not rules.adjective_after:
        index = head + 1
    if words[index - 1].form == "possessive" and words[index - 1].kind == "particle":
        index -= 1
    inside = tuple(words[first:index])
    return Phrase(inside[0].start, inside[-1].end, words[head], inside), index


def _is_attribute(words: Sequence[Word], first: int, index: int, head: int | None) -> bool:
    """Return whether a participle stands within a phrase as an adjective does."""
    after = words[index + 1] if index + 1 < len(words) else None
    if head is not None or after is None or after.kind not in ("noun", "proper", "adjective", "numeral"):
        return False
    return index > first or words[index].form == "participle" or after.kind == "noun"


def _leads_to_noun(words: Sequence[Word], index: int) -> bool:
    """Return whether an adjective or adverb is followed by more of its phrase up to a noun."""
    for word in words[index + 1 : index + 5]:
        if word.kind in ("noun", "proper"):
            return True
        if word.kind not in ("adjective", "numeral", "participle"):
            return False
    return False


def _adjective_as_noun(words: Sequence[Word], first: int, index: int) -> int | None:
    """Return the adjective that stands for a noun behind a determiner: `the poor`."""
    is_noun = words[first].kind == "determiner" and index + 1 < len(words) and index == first + 1
    if is_noun and words[index].form == "participle" and words[index + 1].is_verbal:
        return index  # `the accused fled`, `the wounded were`
    if index - first < 2 or words[first].kind != "determiner":
        if index - first >= 1 and words[first].kind == "determiner" and words[first].form != "possessive":
            return first
        return None
    return index - 1 if words[index - 1].kind in ("adjective", "participle", "determiner") else None
