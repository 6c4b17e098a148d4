"""Statements that occur twice in the prose: the same named event, or the same share of the same people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from pipeline.checks.narrative import own_moments
from pipeline.checks.survey import Survey
from pipeline.discourse.factual import factual
from pipeline.discourse.language import NEVER, data
from pipeline.discourse.moments import Moment
from pipeline.discourse.readings import AmountReading
from pipeline.discourse.sentences import Sentence

Repetition = tuple[str, Sentence, int, int]
# Two dates further apart than this are two events of one kind.
NEAR = timedelta(days=370)
_NAME = r"(?P<name>[A-Z][\w.'’-]*(?: (?:of |the )?[A-Z][\w.'’-]*)*)"
WORDS = 3


@cache
def _events(lang: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Return the pattern of `the fall of NAME`, and the group of nouns that mean one event."""
    if not data(lang):
        return NEVER, {}
    groups = {noun: index for index, nouns in enumerate(data(lang)["values"]["events"]) for noun in nouns}
    nouns = "|".join(sorted(groups, key=len, reverse=True))
    of = data(lang)["values"]["of"].rstrip()
    return re.compile(rf"\b(?P<noun>{nouns})\s+(?:{of})\s*{_NAME}"), groups


def repetitions(survey: Survey) -> Iterator[Repetition]:
    """Yield statements that the prose repeats with another value."""
    yield from _dates(survey)
    yield from _shares(survey)


def _dates(survey: Survey) -> Iterator[Repetition]:
    lang = survey.manuscript.front.lang
    pattern, groups = _events(lang)
    first_by_key: dict[tuple[int, str], tuple[str, Moment]] = {}
    for sentence in survey.sentences:
        moments = [m for m in own_moments(survey, sentence) if m.role in ("at", "name")]
        for match in pattern.finditer(sentence.text):
            time = next((m for m in moments if m.start >= match.end()), None)
            if time is None or re.search(r"[,;:]", sentence.text[match.end() : time.start]):
                continue
            key = groups[match["noun"]], match["name"]
            what, first = first_by_key.setdefault(key, (match.group(), time))
            apart = time.before(first) or first.before(time)
            if apart and abs(time.first - first.first) < NEAR:
                message = f"{match.group()!r} is dated {time.text!r}, but {what!r} {first.text!r}"
                yield message, sentence, time.start, time.end


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
