"""Phrases: a noun with what belongs to it, and a verb with its auxiliaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.discourse.lexicon import Lexicon
from pipeline.discourse.tokens import Word

Tense = Literal["", "present", "past", "perfect", "pluperfect", "future", "conditional"]
Voice = Literal["active", "passive"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun with its determiners and adjectives, or a pronoun; `head` is its last noun."""

    start: int
    end: int
    head: Word
    words: tuple[Word, ...]

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


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries and negations; `first` and `last` are numbers of words, `last` excluded."""

    first: int
    last: int
    main: Word
    tense: Tense
    voice: Voice
    is_negated: bool
    modal: str = ""
    infinitive: bool = False

    @property
    def is_finite(self) -> bool:
        """Whether it makes a clause of its own."""
        return self.tense != ""


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
    if index - first < 2 or words[first].kind != "determiner":
        if index - first >= 1 and words[first].kind == "determiner" and words[first].form != "possessive":
            return first
        return None
    return index - 1 if words[index - 1].kind in ("adjective", "participle", "determiner") else None


def verb_group_at(words: Sequence[Word], first: int, rules: Lexicon) -> tuple[VerbGroup, int] | None:
    """Return the verb group that begins with a word, and the number of the word after it."""
    index = first
    is_negated = infinitive = False
    chain: list[Word] = []
    while index < len(words):
        word = words[index]
        if word.kind == "particle" and word.form == "not":
            after = words[index + 1] if index + 1 < len(words) else None
            if after is None or after.text.lower() not in rules.sets["not-only"]:
                is_negated = True
        elif word.form == "to" and not chain:
            infinitive = True
        elif word.is_verbal:
            if chain and chain[-1].kind != "auxiliary":
                break
            if chain and word.form not in ("base", "participle", "gerund") and word.kind != "participle":
                break
            chain.append(word)
        elif word.kind == "adverb" and (chain or index == first):
            if not _verb_follows(words, index, chain):
                break
        elif not (
            word.kind == "pronoun" and chain and index == first + len(chain) and _is_inverted(words, index)
        ):
            break
        index += 1
    if not chain:
        return None
    while index > first and not (words[index - 1].is_verbal or words[index - 1].form == "not"):
        index -= 1
    if index < len(words) and words[index].form == "not" and words[index].kind == "particle":
        is_negated, index = True, index + 1
    main = chain[-1]
    tense = "" if infinitive else _tense(chain, rules)
    voice: Voice = "passive" if _is_passive(chain, main, rules, bare=tense == "") else "active"
    modal = next((word.text.lower() for word in chain if word.base == "modal"), "")
    return VerbGroup(first, index, main, tense, voice, is_negated, modal, infinitive), index


def _verb_follows(words: Sequence[Word], index: int, chain: Sequence[Word]) -> bool:
    """Return whether a verb comes after adverbs, that belongs to the auxiliaries before them."""
    for word in words[index + 1 : index + 5]:
        if word.is_verbal:
            return not chain or (
                chain[-1].kind == "auxiliary"
                and (word.kind == "participle" or word.form in ("base", "participle"))
            )
        if word.kind != "adverb" and word.form != "not":
            return False
    return False


def _is_inverted(words: Sequence[Word], index: int) -> bool:
    """Return whether a pronoun stands between an auxiliary and its verb: `had it signed`."""
    after = words[index + 1] if index + 1 < len(words) else None
    return words[index].form == "subject" and after is not None and after.kind == "participle"


def _tense(chain: Sequence[Word], rules: Lexicon) -> Tense:
    first, main = chain[0], chain[-1]
    if first.kind == "participle":
        return ""
    has_participle = len(chain) > 1 and any(word.form == "participle" for word in chain[1:])
    of_moving = first.base == rules.passive and main.base in rules.sets["moving"]
    is_perfect = has_participle and (first.base == rules.perfect or of_moving)
    match first.form:
        case "present" | "base":
            if is_perfect:
                return "perfect"
            return "present"
        case "past":
            return "pluperfect" if is_perfect else "past"
        case "future":
            return "future"
        case "conditional":
            return "conditional"
        case _:
            return ""


def _is_passive(chain: Sequence[Word], main: Word, rules: Lexicon, *, bare: bool) -> bool:
    if main.kind != "participle" or main.form != "participle" or main.base in rules.sets["moving"]:
        return False
    if len(chain) == 1:
        return bare
    return chain[-2].base == rules.passive
