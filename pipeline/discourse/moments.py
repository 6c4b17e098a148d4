"""The times of sentences: each date with its role in the sentence, exact if a fact is bound."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.discourse.factual import factual
from pipeline.discourse.language import NEVER, data
from pipeline.discourse.readings import DateReading, Token, rules_of
from pipeline.discourse.sentences import Sentence
from pipeline.model.dates import When
from pipeline.wording import nearby
from pipeline.wording.patterns import any_of

_SPACE = "[ \u00a0\u202f\u2009]"
# A binding to one of these parts dates the check of the fact, not the event.
_NOT_ITS_TIME = ("as-of",)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in a sentence: its first and last day, its words, and its role.

    `role` is `at` if the sentence's event happens then, `bound` if something lasts from or until then or
    comes before or after it, `name` if the date only names something (`the 2011 poll`), `fact` for a dated
    fact bound by words without a date, `as-of` for the day up to which something was checked.
    """

    sentence: Sentence
    start: int
    end: int
    first: date
    last: date
    role: str
    fact: str = ""

    @property
    def text(self) -> str:
        """The words of the date."""
        return self.sentence.text[self.start : self.end]

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year."""
        return self.first.year, self.last.year

    def before(self, other: Moment) -> bool:
        """Return whether all of it is before another time."""
        return self.last < other.first


@cache
def _behind(lang: str, key: str) -> re.Pattern[str]:
    if not data(lang):
        return NEVER
    rules = data(lang)["time"]
    return re.compile(
        rf"(?<!\w){rules[key]}(?:{_SPACE}(?:{any_of(rules['filler'])}))*{_SPACE}+$", re.IGNORECASE
    )


def role_of(text: str, start: int, lang: str) -> str:
    """Return the role of a date, by the words before it."""
    before = nearby.before(text, start)
    part = rules_of(lang).part.search(before)
    if part is not None:
        before = before[: part.start()]  # `in the summer of 1981` is as `in 1981`
    if _behind(lang, "bound").search(before):
        return "bound"
    if _behind(lang, "at").search(before) or not before.strip():
        return "at"
    weekday = re.search(rf"[^\W\d_]+,{_SPACE}$", before)
    before_weekday = before[: weekday.start()] if weekday else ""
    return "at" if before_weekday and _behind(lang, "at").search(before_weekday) else "name"


def moments(sentence: Sentence, lang: str, times: Mapping[str, When]) -> tuple[Moment, ...]:
    """Return the times of a sentence in order; `times` are those of the facts by id."""
    result: list[Moment] = []
    facts: set[str] = set()
    for token in factual(sentence, lang):
        if not isinstance(token.reading, DateReading):
            continue
        binding = sentence.find_binding(token.start, token.end)
        is_check = binding is not None and binding.show in _NOT_ITS_TIME
        fact = binding.fact if binding is not None and not is_check else ""
        facts.add(fact)
        when = _fact_time(token.reading, times.get(fact)) or token.reading.when
        if when is not None:
            role = "as-of" if is_check else role_of(sentence.text, token.start, lang)
            result.append(_moment(sentence, token, when, fact if fact in times else "", role))
    for binding in sentence.bindings:
        if binding.fact not in facts and binding.fact in times and binding.show not in _NOT_ITS_TIME:
            when = times[binding.fact]
            last = when.last or when.start.last
            result.append(
                Moment(sentence, binding.start, binding.end, when.first, last, "fact", binding.fact)
            )
    return tuple(sorted(result, key=lambda moment: moment.start))


def _fact_time(reading: DateReading, when: When | None) -> When | None:
    """Return the time of a fact, or the end of it, that the words can mean; None if they mean neither."""
    spoken_time = reading.when
    if when is None or spoken_time is None:
        return None
    if reading.decade or (
        spoken_time.first <= when.first
        and (when.last or when.first) <= (spoken_time.last or spoken_time.first)
    ):
        return when
    ends = [end for end in (when.start, when.end) if end is not None]
    return next(
        (When(end) for end in ends if spoken_time.start.covers(end) and spoken_time.end is None), None
    )


def _moment(sentence: Sentence, token: Token, when: When, fact: str, role: str) -> Moment:
    first, last = when.first, when.last or when.start.last
    return Moment(sentence, token.start, token.end, first, last, role, fact)
