"""Persons in the prose, as far as the ledger, a title or a role after the name identifies them."""

from __future__ import annotations

import re
from functools import cache

from pipeline import languages
from pipeline.checks.survey import Survey
from pipeline.discourse.language import NEVER
from pipeline.discourse.sentences import Sentence
from pipeline.model.facts import OfficeHolder

_PART = r"[A-Z\u00c0-\u00dc][\w'’-]+"
_NAME = rf"(?-i:{_PART}(?: (?:[A-Z]\.|(?:de|van|von|bin|al)\b|{_PART})){{0,3}})"


@cache
def _title_pattern(lang: str) -> re.Pattern[str]:
    data = languages.part(lang, "evidence")
    titles = "|".join(re.escape(title) for title in data.get("person-title", ()))
    roles = "|".join(data.get("person-role", ()))
    if not titles or not roles:
        return NEVER
    full = rf"{_NAME[:-6]}{{1,3}})"
    return re.compile(
        rf"\b(?:{titles})\.?,? (?P<titled>{full})|(?P<apposed>{full}), (?:{roles})", re.IGNORECASE
    )


def first(survey: Survey, sentence: Sentence, lang: str) -> str:
    """Return the name of a person in a sentence, or an empty text."""
    for name in _holders(survey):
        if re.search(rf"\b{re.escape(name)}\b", sentence.text):
            return name
    match = _title_pattern(lang).search(sentence.text)
    return (match["titled"] or match["apposed"]) if match else ""


def _holders(survey: Survey) -> list[str]:
    facts = survey.manuscript.ledger.facts
    return [fact.value.holder for fact in facts if isinstance(fact, OfficeHolder) and fact.value.holder]
