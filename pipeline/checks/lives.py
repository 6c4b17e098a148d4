"""Lives: nobody acts before birth or after death, and nobody is born or dies twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from pipeline.checks.check import Finding, check
from pipeline.checks.narrative import is_background, own_moments
from pipeline.checks.survey import Survey
from pipeline.discourse.intervals import rule
from pipeline.discourse.lives import Subject, lives
from pipeline.discourse.moments import Moment
from pipeline.model.consequence import Consequence

# Two calendars differ by so many days at most.
_CALENDARS = timedelta(days=14)
_CLAUSE = re.compile(r"[,;:]|\b(?:and|but)\b")


@check(Consequence.JUDGEMENT, "discourse", "order")
def life_contradicted(survey: Survey) -> Iterator[Finding]:
    """Somebody acts before birth or after death, or has two of either.

    Why: one of the dates is wrong, or it was another person of that name.

    Bad:
        Ida Falk (1851–1903) was an engineer. In 1911 Falk designed the lighthouse.

    Good:
        Ida Falk (1851–1913) was an engineer. In 1911 Falk designed the lighthouse.
    """
    lang = survey.manuscript.front.lang
    sentences = [each for each in survey.sentences if each.kind != "heading"]
    times = {sentence: own_moments(survey, sentence) for sentence in sentences}
    ends, subjects = lives(sentences, times, lang)
    first_by_end: dict[tuple[str, str], Moment] = {}
    for each in ends:
        first = first_by_end.setdefault((each.name, each.end), each.time)
        if _are_apart(first, each.time):
            what = "was born" if each.end == "born" else "died"
            yield Finding(
                f"{each.name} {what} in {each.time.text!r}, but elsewhere in {first.text!r}",
                survey.place_in(each.time.sentence, each.time.start, each.time.end),
                "correct one of the dates",
            )
    for subject in subjects:
        time = _act(subject, times[subject.sentence], lang)
        birth, death = (first_by_end.get((subject.name, end)) for end in ("born", "died"))
        if time is None:
            continue
        if birth is not None and time.before(birth):
            yield _finding(survey, subject, time, f"before birth ({birth.text})")
        elif death is not None and death.before(time):
            yield _finding(survey, subject, time, f"after death ({death.text})")


def _finding(survey: Survey, subject: Subject, time: Moment, when: str) -> Finding:
    return Finding(
        f"{subject.name} acts in {time.text!r}, {when}",
        survey.place_in(time.sentence, time.start, time.end),
        "correct a date, or say who it was",
    )


def _are_apart(first: Moment, second: Moment) -> bool:
    if first.before(second):
        return second.first - first.last > _CALENDARS
    return second.before(first) and first.first - second.last > _CALENDARS


def _act(subject: Subject, moments: tuple[Moment, ...], lang: str) -> Moment | None:
    """Return the time of what a person does in a sentence, if only the living do such a thing."""
    text = subject.sentence.text
    verb = rule(lang, "lives", "does").match(text, subject.end)
    if verb is None or subject.sentence.is_quoted(0, verb.end()):
        return None
    for moment in moments:
        if moment.role != "at" or is_background(moment, lang):
            continue
        if moment.end <= subject.end:
            return moment
        if moment.start >= verb.end():
            gap = text[verb.end() : moment.start]
            return None if _CLAUSE.search(gap) else moment
    return None
