"""The place of a word in its sentence: what stands before it, with classes, and after it, without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.discourse.lexicon import Kind, Lexicon
from pipeline.discourse.tokens import Token, Word

NOMINAL: tuple[Kind, ...] = ("noun", "proper", "pronoun", "numeral")
_FAR = 40


@dataclass(frozen=True, slots=True)
class Place:
    """What decides the class of a word: `has_verb` tells whether its clause has a finite verb before it."""

    tokens: Sequence[Token]
    number: int
    words: Sequence[Word]
    rules: Lexicon
    has_verb: bool
    finite_ahead: Sequence[bool]

    @property
    def last(self) -> Word | None:
        """The word before."""
        return self.words[-1] if self.words else None

    @property
    def real(self) -> Word | None:
        """The word before, without adverbs and negations."""
        for number in range(len(self.words) - 1, max(-1, len(self.words) - 6), -1):
            word = self.words[number]
            if word.kind != "adverb" and word.form != "not":
                return word
        return None

    @property
    def after(self) -> Token | None:
        """The word after."""
        return self.tokens[self.number + 1] if self.number + 1 < len(self.tokens) else None

    @property
    def ahead(self) -> bool:
        """Whether a verb that is surely finite follows before the next boundary."""
        return self.finite_ahead[self.number]

    @property
    def before_noun(self) -> bool:
        """Whether the word after can go on with a phrase up to a noun."""
        token = self.after
        return (
            token is not None
            and (token.can("noun", "adjective", "numeral") or token.capital)
            and not token.can("auxiliary", "determiner", "preposition", "conjunction", "particle", "pronoun")
        )

    @property
    def before_object(self) -> bool:
        """Whether the word after begins a phrase, as the object of a verb does."""
        token = self.after
        return token is not None and (token.can("determiner", "pronoun") or token.capital)

    @property
    def closes(self) -> bool:
        """Whether a comma with a verb behind it ends what a word opens."""
        for number in range(self.number + 1, min(len(self.tokens), self.number + _FAR)):
            if self.tokens[number].text == ",":
                return self.finite_ahead[number]
        return False

    @property
    def partner(self) -> Word | None:
        """The verb that a conjunction or a comma before the word joins with it."""
        if self.last is None or not (self.last.form == "and" or self.last.text == ","):
            return None
        for number in range(len(self.words) - 2, max(-1, len(self.words) - 26), -1):
            word = self.words[number]
            if word.kind in ("verb", "participle") and word.form in ("past", "participle", "present"):
                return word
            if word.kind == "mark" and word.text in ";:.":
                return None
        return None
