"""Statements that occur twice in the prose: the same share of the same people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.narrative import own_moments
from pipeline.checks.survey import Survey
from pipeline.discourse.factual import factual
from pipeline.discourse.readings import AmountReading, Token
from pipeline.discourse.sentences import Sentence

Repetition = tuple[str, Sentence, int, int]
# The words behind two shares that are the same at least, and that are compared at most.
WORDS, MOST = 3, 8


def repetitions(survey: Survey) -> Iterator[Repetition]:
    """Yield statements that the prose repeats with another value."""
    yield from _shares(survey)


def _shares(survey: Survey) -> Iterator[Repetition]:
    """Yield shares with the words of an earlier one behind them, up to where one of the two ends."""
    lang = survey.manuscript.front.lang
    first_by_key: dict[tuple[int, tuple[str, ...]], tuple[Token, Sentence, tuple[str, ...]]] = {}
    for sentence in survey.sentences:
        years = {m.first.year for m in own_moments(survey, sentence)}
        for token in factual(sentence, lang):
            words = _words_behind(sentence, token.end)
            if token.kind != "percent" or len(years) != 1 or len(words) <= WORDS:
                continue
            if sentence.is_quoted(token.start, token.end):
                continue
            key = min(years), words[:WORDS]
            first, other, other_words = first_by_key.setdefault(key, (token, sentence, words))
            both = min(len(words), len(other_words))
            # Two shares in one sentence are of two groups, or of two answers.
            if other is not sentence and words[:both] == other_words[:both] and _differ(token, first):
                what = " ".join(words[:both])
                message = f"{token.text!r} and {first.text!r} are both given for {what!r} in {key[0]}"
                yield message, sentence, token.start, token.end


def _words_behind(sentence: Sentence, end: int) -> tuple[str, ...]:
    """Return the words behind a place of a sentence up to the next mark or number, not more than MOST."""
    near = re.match(r"[^.,;:()0-9]*", sentence.text[end:])
    words = re.findall(r"[\w'’-]+", near.group() if near else "")
    return tuple(word.lower() for word in words[:MOST])


def _differ(one: Token, other: Token) -> bool:
    """Return whether two amounts have two values, and neither is rounded."""
    first, second = one.reading, other.reading
    if not isinstance(first, AmountReading) or not isinstance(second, AmountReading):
        return False
    return first.number.value != second.number.value and not (first.number.about or second.number.about)
