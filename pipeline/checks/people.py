"""Names in the prose: runs of words with capitals, without the titles before them."""

from __future__ import annotations

import re
from functools import cache

from pipeline import languages
from pipeline.checks.survey import Survey
from pipeline.model.facts import OfficeHolder

_WORD = r"[^\W\d_a-zß-ÿ](?:[\w-]|['’](?!s\b))*"
_JOINT = r"(?:de|da|do|dos|du|la|van|von|der|den|bin|al|el|y|of the|of)"
_NEXT = rf"(?:[A-Z]\.(?: ?[A-Z]\.)*|{_WORD}|{_JOINT}(?= {_WORD}) {_WORD})"
NAME = rf"(?-i:{_WORD}(?:,? (?:Jr|Sr)\.| {_NEXT})*)"
"""A run of words with capitals, as the text of a pattern."""
_LOWER_BEFORE = r"[a-zß-ÿ,] "


@cache
def _edge_words(lang: str) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Return the title words, the words that are no names, and the titles, longest first, of a language."""
    data = languages.part(lang, "accusations")
    titles = tuple(sorted((each.lower() for each in data.get("title", ())), key=len, reverse=True))
    return frozenset(titles), frozenset(data.get("no-name", ())), titles


def without_title(name: str, lang: str) -> str:
    """Return a name without what stands before it and is no part of it: `Colonel Ruben Aldaz`."""
    _, others, titles = _edge_words(lang)
    rest = name.strip()
    while words := next((each for each in (*titles, *others) if _begins(rest.lower(), each)), ""):
        rest = rest[len(words) :].lstrip(". ")
    return rest


def _begins(text: str, words: str) -> bool:
    return text.startswith((f"{words} ", f"{words}. "))


def is_name(survey: Survey, text: str, *, at_start: bool) -> bool:
    """Return whether words with capitals name somebody; one word that opens a sentence must recur in one."""
    lang = survey.manuscript.front.lang
    titles, others, _ = _edge_words(lang)
    words = text.lower().split()
    if not words or words[0] in others or (len(words) == 1 and words[0].rstrip(".") in titles):
        return False
    if len(words) > 1:
        return True
    if has_noun_capitals(lang):
        return False
    recurs = rf"{_LOWER_BEFORE}\[?{re.escape(text)}\b"
    return not at_start or re.search(recurs, survey.manuscript.source.text) is not None


def has_noun_capitals(lang: str) -> bool:
    """Return whether all nouns of a language have capitals, so that a capital makes no name."""
    return bool(languages.part(lang, "numbers").get("prose", {}).get("nouns-capitalised"))


def holders(survey: Survey) -> tuple[str, ...]:
    """Return the office-holders of the ledger, who are taken to live."""
    facts = survey.manuscript.ledger.facts
    return tuple(fact.value.holder for fact in facts if isinstance(fact, OfficeHolder) and fact.value.holder)
