"""The date of an amount or a holder in its sentence, the prices of money, and years that are no dates."""

from __future__ import annotations

import re
from functools import cache

from pipeline import languages
from pipeline.discourse.readings import DateReading, Token
from pipeline.facts import words
from pipeline.facts.candidates import Candidate
from pipeline.facts.measure_words import counts_things, measures_data
from pipeline.model.dates import When

_DatedToken = tuple[Token, When]


@cache
def _pattern(lang: str, name: str) -> re.Pattern[str]:
    return re.compile(measures_data(lang)[name])


def date_of(candidate: Candidate, lang: str) -> When | None:
    """Return the date of a candidate: that of its clause, else the nearest before it, else after."""
    dated_tokens = _of_clause(candidate, lang)
    before = [when for token, when in dated_tokens if token.end <= candidate.start]
    behind = [when for token, when in dated_tokens if token.start >= candidate.end]
    return before[-1] if before else behind[0] if behind else None


def date_of_amount(candidate: Candidate, lang: str) -> When | None:
    """Return the date of an amount: the one right behind it, else one that no contrast parts from it."""
    if not languages.has(lang, "statements"):
        return date_of(candidate, lang)
    text = candidate.content.sentence.text
    amounts = [token for token in candidate.content.tokens if token.kind != "date"]
    dated_tokens = _of_clause(candidate, lang)
    behind = [each for each in dated_tokens if each[0].start >= candidate.end]
    for token, when in behind[:1]:
        gap = text[candidate.end : token.start]
        is_own = not re.search(r"[,;:()]", gap) and _pattern(lang, "own-date").match(gap)
        if is_own and not _between(amounts, candidate.end, token.start):
            return when
    contrast = _pattern(lang, "contrast")
    for token, when in reversed(dated_tokens):
        if token.end <= candidate.start:
            # A date right behind another amount is that amount's.
            return None if contrast.search(text[token.end : candidate.start]) else when
    for token, when in behind[:1]:
        return None if contrast.search(text[candidate.end : token.start]) else when
    return None


def _of_clause(candidate: Candidate, lang: str) -> list[_DatedToken]:
    """Return the dated tokens of a candidate's clause, else those of its sentence."""
    text = candidate.content.sentence.text
    clause_start, clause_end = words.clause(text, candidate.start, candidate.end, lang)
    dated_tokens = [
        (token, token.reading.when)
        for token in candidate.content.tokens
        if isinstance(token.reading, DateReading)
        and token.reading.when
        and not token.reading.decade
        and not _is_in_name(text, token.start, token.end, token.reading, lang, modifies=False)
    ]
    inside = [each for each in dated_tokens if clause_start <= each[0].start and each[0].end <= clause_end]
    return inside or dated_tokens


def _between(tokens: list[Token], start: int, end: int) -> bool:
    return any(start <= token.start and token.end <= end for token in tokens)


def is_in_name(candidate: Candidate, lang: str) -> bool:
    """Return whether a date is no statement: in a name, before a noun, in a list of works or a reference."""
    reading, sentence = candidate.what, candidate.content.sentence
    if not isinstance(reading, DateReading):
        return False
    data = measures_data(lang)
    if any(heading.strip().casefold() in data["works"] for heading in sentence.section):
        return True
    if reading.month is None and _pattern(lang, "reference").search(sentence.text):
        return True
    return _is_in_name(sentence.text, candidate.start, candidate.end, reading, lang)


def _is_in_name(
    text: str, start: int, end: int, reading: DateReading, lang: str, *, modifies: bool = True
) -> bool:
    if not languages.has(lang, "statements") or reading.month is not None or reading.decade:
        return False
    before, behind = text[max(0, start - 60) : start], text[end : end + 40]
    if re.search(r"\d/$|\d{4}, $", before) or behind.startswith("/"):
        return True  # `12/12/2003`; `in 1792, 1200 came`
    if counts_things(text, start, end, lang):
        return True
    if _pattern(lang, "name-year-before").search(before) or _pattern(lang, "name-year-behind").match(behind):
        return True
    if (
        modifies
        and _pattern(lang, "modifier-before").search(before)
        and re.match(r"[ \u00a0-][^\W\d_]", behind)
    ):
        return re.match(rf"[ \u00a0](?:{_joints(lang)})\b", behind) is None
    word = re.search(r"([^\W\d_][\w'’.-]*)[ \u00a0]$", before)
    if word is None or not word[1][0].isupper():
        return False
    return word[1].casefold() not in measures_data(lang)["before-year"]


def _joints(lang: str) -> str:
    """Return a pattern for the small words behind which no noun can be that a year before them describes."""
    return "|".join(map(re.escape, sorted(words.stop_words(lang), key=len, reverse=True))) or "(?!)"


def basis(text: str, lang: str) -> str:
    """Return the prices of an amount of money by its sentence, as the ledger writes them."""
    year = _pattern(lang, "basis").search(text)
    if year is not None:
        return f"constant {year['year']}"
    return "nominal" if _pattern(lang, "nominal").search(text) else "unspecified"
