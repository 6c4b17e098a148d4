"""Verb groups: a verb with its auxiliaries, and the tense, the voice and the negation that they give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.discourse.lexicon import Lexicon
from pipeline.discourse.tokens import Word

Tense = Literal["", "present", "past", "perfect", "pluperfect", "future", "conditional"]
Voice = Literal["active", "passive"]


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


def verb_group_at(words: Sequence[Word], first: int, rules: Lexicon) -> tuple[VerbGroup, int] | None:
    """Return the verb group that begins with a word, and the number of the word after it."""
    index = first
    is_negated = infinitive = False
    chain: list[Word] = []
    while index < len(words):
        word = words[index]
        if word.kind == "particle" and word.form == "not":
            if chain and chain[-1].kind != "auxiliary":
                break
            after = words[index + 1] if index + 1 < len(words) else None
            if after is None or after.text.lower() not in rules.sets["not-only"]:
                is_negated = True
        elif word.form == "to":
            # `to sign`, and `was to sign`, `had to sign` as one.
            infinitive = infinitive or not chain
            if chain and not _is_base_after(words, index, chain):
                break
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
    is_next = index + 1 < len(words) and words[index + 1].form == "to"
    if index < len(words) and words[index].form == "not" and words[index].kind == "particle" and not is_next:
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
                and (word.kind == "participle" or word.form in ("base", "participle", "gerund"))
            )
        if word.kind != "adverb" and word.form != "not":
            return False
    return False


def _is_base_after(words: Sequence[Word], index: int, chain: Sequence[Word]) -> bool:
    after = words[index + 1] if index + 1 < len(words) else None
    return chain[-1].kind == "auxiliary" and after is not None and after.form == "base"


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
        case "base" if not rules.base_is_present:
            return ""
        case "present" | "base":
            return "perfect" if is_perfect else "present"
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
