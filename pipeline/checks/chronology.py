"""Chronology: events are in the order of their dates, and each has a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.check import Finding, check
from pipeline.checks.narrative import (
    YEAR,
    accepted_fact,
    events,
    find_word,
    is_asked,
    main_time,
    own_moments,
    paragraphs,
)
from pipeline.checks.survey import Survey
from pipeline.discourse.factual import factual
from pipeline.discourse.language import pattern
from pipeline.discourse.moments import Moment
from pipeline.discourse.readings import DateReading
from pipeline.discourse.sentences import Sentence
from pipeline.model.consequence import Consequence
from pipeline.model.facts import term_of
from pipeline.wording import nearby


@check(Consequence.JUDGEMENT, "discourse")
def event_out_of_order(survey: Survey) -> Iterator[Finding]:
    """A paragraph goes back in time and does not say so.

    Why: a reader takes events in the order in which they are told. Where the dates run backwards without a
    word like *earlier* or *had*, one of the dates is often wrong, or a sentence has been moved.

    Bad:
        The mission opened on 13 May 1994. On 3 January 1992 the embargo was lifted.

    Good:
        The mission opened on 13 May 1994. Two years earlier, on 3 January 1992, the embargo had been lifted.
    """
    lang = survey.manuscript.front.lang
    section: tuple[str, ...] = ()
    earlier: list[Moment] = []
    falls = False
    for group in paragraphs(survey):
        if group[0].section != section:
            section, earlier, falls = group[0].section, [], False
        moments: list[Moment] = []
        frame: tuple[Moment, ...] = ()
        for sentence in group:
            time = main_time(survey, sentence)
            if time is None:
                continue
            goes_back = bool(frame) and all(time.before(each) for each in frame)
            if goes_back and _forwards(sentence, lang) and not _heads_on(sentence, lang):
                yield _backwards(survey, time, moments[-1])
            if not goes_back or _forwards(sentence, lang):
                moments.append(time)
                frame = own_moments(survey, sentence)
        if not moments:
            continue
        times = [moment for sentence in group for moment in own_moments(survey, sentence)]
        is_ordered = len(earlier) > 1 and not falls
        silent = _forwards(group[0], lang) and _forwards(moments[0].sentence, lang)
        if is_ordered and silent and max(times, key=lambda moment: moment.last).before(earlier[0]):
            yield _backwards(survey, moments[0], earlier[-1])
        falls = falls or (bool(earlier) and moments[0].before(earlier[-1]))
        earlier.append(moments[0])


def _forwards(sentence: Sentence, lang: str) -> bool:
    """Return whether a sentence has no word for an earlier time, such as `earlier` or `had`."""
    return find_word(sentence, "time", "back", lang) is None


def _heads_on(sentence: Sentence, lang: str) -> bool:
    """Return whether a sentence begins with `then`; another check covers it."""
    match = find_word(sentence, "time", "then", lang)
    return match is not None and match.start() == 0


def _backwards(survey: Survey, time: Moment, now: Moment) -> Finding:
    return Finding(
        f"{time.text!r} follows {now.text!r} without a word such as `earlier`",
        survey.place_in(time.sentence, time.start, time.end),
        "correct the date, put the sentences in their order, or write `earlier`",
    )


@check(Consequence.JUDGEMENT, "discourse")
def event_undated(survey: Survey) -> Iterator[Finding]:
    """A sentence tells an event, and neither it nor the one before it says when.

    Why: without a date the event cannot be checked, nor its place in the order of things be seen. What
    somebody reported or claimed has a date of its own, and so has what a sentence adds with *also*.

    Bad:
        The navy captured a merchant ship, and the marines raided an island.

    Good:
        On 12 May 1975 the navy captured a merchant ship; on 15 May the marines raided an island.
    """
    lang = survey.manuscript.front.lang
    for group in paragraphs(survey):
        now: Moment | None = None
        for sentence in group:
            moments = [m for m in own_moments(survey, sentence) if not _is_attribute(survey, m, lang)]
            if moments:
                dated_moments = [m for m in moments if m.role != "bound"] or moments
                now = dated_moments[-1]
                continue
            bound_facts = [accepted_fact(survey, binding.fact) for binding in sentence.bindings]
            if any(fact is not None and term_of(fact) is None for fact in bound_facts):
                continue
            if is_asked(sentence) or _is_misdated(sentence, lang):
                continue
            span = _undated_event(sentence, now, lang)
            if span is not None:
                what = sentence.text[span[0] : span[1]]
                yield Finding(
                    f"undated event: {what!r}",
                    survey.place_in(sentence, *span),
                    "give its date, or bind it to an event of the ledger",
                )


def _is_misdated(sentence: Sentence, lang: str) -> bool:
    """Return whether a sentence has an invalid date, such as 31 April."""
    readings = (token.reading for token in factual(sentence, lang))
    return any(isinstance(each, DateReading) and each.when is None for each in readings)


def _is_attribute(survey: Survey, time: Moment, lang: str) -> bool:
    """Return whether a date describes a thing, not the time of the event: `the award for 2023`."""
    before = nearby.before(time.sentence.text, time.start)
    return (
        accepted_fact(survey, time.fact) is None
        and pattern(lang, "time", "attribute").search(before) is not None
    )


def _undated_event(sentence: Sentence, now: Moment | None, lang: str) -> tuple[int, int] | None:
    """Return the verb of an undated event, if the sentence before has no date either."""
    report = re.compile(rf"(?<![\w-]){pattern(lang, 'time', 'report').pattern}(?!\w)")
    report_match = report.search(sentence.text)
    if report_match is not None and pattern(lang, "time", "reporter", match_case=True).fullmatch(
        sentence.text[: report_match.start()]
    ):
        return report_match.span()
    verb = next(events(sentence, lang), None)
    if verb is None:
        return None
    alone = now is None or (now.last - now.first).days > YEAR
    own = any(find_word(sentence, "time", key, lang, end=verb.start()) for key in ("shift", "also"))
    return verb.span() if alone or own else None


@check(Consequence.JUDGEMENT, "discourse")
def date_inherited(survey: Survey) -> Iterator[Finding]:
    """A second event of a sentence takes the date of the first, though it came later.

    Why: *in 2020 they demolished one building and after broke ground on another* dates both to 2020.

    Bad:
        In 2020 the navy demolished its headquarters and later broke ground on a new base.

    Good:
        In 2020 the navy demolished its headquarters; on 8 June 2022 it broke ground on a new base.
    """
    lang = survey.manuscript.front.lang
    link = pattern(lang, "time", "and-later")
    for sentence in survey.sentences:
        if sentence.kind == "heading":
            continue
        moments = own_moments(survey, sentence)
        links = list(link.finditer(sentence.text))
        told_events = list(events(sentence, lang)) if links else []
        for match in links:
            before = [m for m in moments if m.end <= match.start() and m.role == "at"]
            after = [m for m in moments if m.start >= match.start()]
            verbs = [v for v in told_events if v.start() >= match.end()]
            near = verbs and "," not in sentence.text[match.end() : verbs[0].start()]
            if before and not after and near and not sentence.is_quoted(*match.span()):
                yield Finding(
                    f"{sentence.text[match.start() : verbs[0].end()]!r} has no date but {before[-1].text!r}",
                    survey.place_in(sentence, match.start(), verbs[0].end()),
                    "give the second event its own date",
                )
                break
