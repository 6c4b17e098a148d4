"""The place of a word in its sentence: what stands before it, with classes, and after it, without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.discourse.lexicon import Kind, Lexicon
from pipeline.discourse.tokens import Token, Word

NOMINAL: tuple[Kind, ...] = ("noun", "proper", "pronoun", "numeral")
_ATTRIBUTE = ("determiner", "adjective", "preposition")
_FAR = 40


@dataclass(frozen=True, slots=True)
class Place:
    """What decides the class of a word.

    `has_verb` tells whether its clause has a finite verb before it, `waits` whether a clause around it has a
    subject and no verb yet; `subject` is the noun before it that a verb would agree with, in number with
    `is_plural`. `in_phrase` tells that a preposition opens the phrase before the word.
    """

    tokens: Sequence[Token]
    number: int
    words: Sequence[Word]
    rules: Lexicon
    has_verb: bool
    waits: bool
    subject: Word | None
    is_plural: bool
    in_phrase: bool
    finite_ahead: Sequence[bool]

    @property
    def last(self) -> Word | None:
        """The word before."""
        return self.words[-1] if self.words else None

    @property
    def real(self) -> Word | None:
        """The word before, without adverbs, negations and words like `itself`."""
        for number in range(len(self.words) - 1, max(-1, len(self.words) - 6), -1):
            word = self.words[number]
            if word.kind == "adverb" or word.form == "not":
                continue
            if word.kind != "pronoun" or word.text not in self.rules.sets["emphatic"]:
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
    def joins_adjective(self) -> bool:
        """Whether a conjunction joins the word with an adjective before a noun: `commercial and military`."""
        ahead = self.tokens[self.number + 1 : self.number + 4]
        return len(ahead) == 3 and (
            ahead[0].pick("conjunction", form="and") is not None
            and ahead[1].can("adjective")
            and ahead[2].readings[0].kind == "noun"
        )

    @property
    def after_is_verb(self) -> bool:
        """Whether the word after looks like a verb with an object: `the general left the country`."""
        token, behind = self.after, self.tokens[self.number + 2 : self.number + 3]
        if token is None or not token.can("verb") or self.ahead or self.has_verb:
            return False
        return any(each.must("determiner", "pronoun", "preposition") for each in behind)

    @property
    def before_object(self) -> bool:
        """Whether the word after begins a phrase, as the object of a verb does."""
        token = self.after
        return token is not None and (token.can("determiner", "pronoun") or token.capital)

    def reads_name(self, distance: int) -> bool:
        """Return whether the word some places behind has a capital, over particles as in `van der`."""
        for number in range(self.number + distance, min(self.number + distance + 2, len(self.tokens))):
            if self.tokens[number].capital:
                return True
        return False

    @property
    def closes(self) -> bool:
        """Whether a comma with a verb behind it ends what a word opens."""
        for number in range(self.number + 1, min(len(self.tokens), self.number + _FAR)):
            if self.tokens[number].text == ",":
                return self.finite_ahead[number]
        return False

    @property
    def closes_at_verb(self) -> bool:
        """Whether the next comma with a verb behind it has it right behind."""
        for number in range(self.number + 1, min(len(self.tokens) - 2, self.number + _FAR)):
            if self.tokens[number].text == "," and self.finite_ahead[number]:
                return not self.finite_ahead[number + 1] or self.tokens[number + 1].must("auxiliary")
        return False

    @property
    def before_agent(self) -> bool:
        """Whether who does it follows: `seized by rebels`, and not by how much, as in `rose by a third`."""
        if self.after is None or self.after.key not in self.rules.sets["agent"]:
            return False
        return not any(each.can("numeral") for each in self.tokens[self.number + 2 : self.number + 4])

    @property
    def partner(self) -> Word | None:
        """The verb that a conjunction or a comma before the word joins with it."""
        if self.last is None or not (self.last.form == "and" or self.last.text == ","):
            return None
        for number in range(len(self.words) - 2, max(-1, len(self.words) - 26), -1):
            word = self.words[number]
            before = self.words[number - 1].kind if number else "mark"
            if word.kind == "participle" and before in _ATTRIBUTE:
                continue  # `its specified rights`
            if word.kind in ("verb", "participle") and word.form in ("past", "participle", "present"):
                return word
            if word.kind == "mark" and word.text in ";:.":
                return None
        return None
