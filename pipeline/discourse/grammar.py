"""Grammar of a sentence: its words with their classes, its clauses with subject and verb, its names.

A language without the data `grammar.toml` has none of them: callers then say nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.discourse.clauses import Clause, parse
from pipeline.discourse.lexicon import lexicon
from pipeline.discourse.phrases import Phrase, phrase_at
from pipeline.discourse.tagging import MOST, is_title, words
from pipeline.discourse.tokens import Word

__all__ = [
    "Clause",
    "Name",
    "Phrase",
    "Word",
    "clause_at",
    "clauses",
    "is_negated",
    "is_title",
    "names",
    "noun_phrase",
    "word_at",
    "words",
]


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its bounds, without a title before it; `title` are the words of one, else empty."""

    start: int
    end: int
    text: str
    title: str = ""


def word_at(text: str, start: int, lang: str) -> Word | None:
    """Return the word that contains a place of a text."""
    return next((word for word in words(text, lang) if word.start <= start < word.end), None)


@lru_cache(maxsize=MOST)
def clauses(text: str, lang: str) -> tuple[Clause, ...]:
    """Return the clauses of a sentence by their beginning, an outer one before those in it."""
    rules = lexicon(lang)
    return parse(words(text, lang), rules) if rules is not None else ()


def clause_at(text: str, start: int, lang: str) -> Clause | None:
    """Return the innermost clause that contains a place of a sentence."""
    around = [clause for clause in clauses(text, lang) if clause.start <= start < clause.end]
    return min(around, key=lambda clause: clause.end - clause.start, default=None)


def is_negated(text: str, start: int, lang: str) -> bool | None:
    """Return whether the sentence says of the word at a place that it is not so; None if it cannot be told.

    Behind a negated verb all of its clause is denied, before it only a subject with `no`.
    """
    clause = clause_at(text, start, lang)
    if clause is None:
        return None
    if clause.is_negated:
        return start >= clause.verb_start or (clause.subject is not None and clause.subject.is_negative)
    phrase = noun_phrase(text, start, lang)
    return phrase is not None and phrase.is_negative


def noun_phrase(text: str, start: int, lang: str) -> Phrase | None:
    """Return the noun phrase around a place of a text: a noun with its determiners and adjectives."""
    return next((phrase for phrase in _phrases(text, lang) if phrase.start <= start < phrase.end), None)


@lru_cache(maxsize=MOST)
def _phrases(text: str, lang: str) -> tuple[Phrase, ...]:
    rules = lexicon(lang)
    if rules is None:
        return ()
    result: list[Phrase] = []
    all_words = words(text, lang)
    index = 0
    while index < len(all_words):
        pair = phrase_at(all_words, index, rules)
        if pair is None:
            index += 1
        else:
            result.append(pair[0])
            index = pair[1]
    return tuple(result)


@lru_cache(maxsize=MOST)
def names(text: str, lang: str) -> tuple[Name, ...]:
    """Return the names in a text, each with the title before it: `Sir`, `King`, `President`."""
    rules = lexicon(lang)
    if rules is None:
        return ()
    titles, joints = rules.sets["title"], rules.sets["joint"]
    all_words = words(text, lang)
    result: list[Name] = []
    index = 0
    while index < len(all_words):
        first = index
        while index < len(all_words) and all_words[index].kind == "proper":
            index += 1
            if (
                index + 1 < len(all_words)
                and all_words[index].text in joints
                and all_words[index + 1].kind == "proper"
            ):
                index += 1
        if index == first:
            index += 1
            continue
        begin = first
        for number in range(first, index - 1):
            # `Prime Minister`: a word before a title belongs to it.
            if all_words[number].text.lower().rstrip(".") in titles and number - begin < 2:
                begin = number + 1
        before = all_words[first - 1] if first else None
        title = text[all_words[first].start : all_words[begin].start].strip()
        if not title and before is not None and before.text.lower().rstrip(".") in titles:
            title = before.text
        start, end = all_words[begin].start, all_words[index - 1].end
        result.append(Name(start, end, text[start:end], title))
    return tuple(result)
