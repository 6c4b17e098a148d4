"""Statements that occur twice in the prose: the same share of the same people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.narrative import own_moments
from pipeline.checks.survey import Survey
from pipeline.discourse.factual import factual
from pipeline.discourse.readings import AmountReading
from pipeline.discourse.sentences import Sentence

Repetition = tuple[str, Sentence, int, int]
WORDS = 3


def repetitions(survey: Survey) -> Iterator[Repetition]:
    """Yield statements that the prose repeats with another value."""
    yield from _shares(survey)


def _shares(survey: Survey) -> Iterator[Repetition]:
    lang = survey.manuscript.front.lang
    first_by_key: dict[tuple[int, str], tuple[str, AmountReading]] = {}
    for sentence in survey.sentences:
        years = {m.first.year for m in own_moments(survey, sentence)}
        for token in factual(sentence, lang):
            reading = token.reading
            words = re.findall(r"[\w'’-]+|[.,;:]", sentence.text[token.end :])[: WORDS + 1]
            plain = [word.lower() for word in words if word not in ".,;:"]
            if token.kind != "percent" or len(years) != 1 or len(plain) <= WORDS:
                continue
            if not isinstance(reading, AmountReading) or sentence.is_quoted(token.start, token.end):
                continue
            key = min(years), " ".join(plain)
            first_text, first = first_by_key.setdefault(key, (token.text, reading))
            if first.number.value != reading.number.value and not (
                first.number.about or reading.number.about
            ):
                message = (
                    f"{token.text!r} and {first_text!r} are both given for {' '.join(plain)!r} in {key[0]}"
                )
                yield message, sentence, token.start, token.end
