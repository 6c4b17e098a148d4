"""Chronology: events are in the order of their dates, and each has a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.check import Finding, check
from pipeline.checks.narrative import (
    YEAR,
    Paragraph,
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
        for sentence in group:
            time = main_time(survey, sentence)
            if time is None:
                continue
            if (
                moments
                and time.before(moments[-1])
                and _forwards(sentence, lang)
                and not _heads_on(sentence, lang)
            ):
                yield _backwards(survey, time, moments[-1])
            if not moments or not time.before(moments[-1]) or _forwards(sentence, lang):
                moments.append(time)
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
def sequence_contradicted(survey: Survey) -> Iterator[Finding]:
    """A word says that one thing came after another, and the dates say that it did not.

    Why: *following*, *then* and *subsequently* are statements of fact; often they are a step in an argument.

    Bad:
        Following the election of 23 July 2023, the award was announced on 1 February 2023.

    Good:
        The award was announced on 1 February 2023, before the election of 23 July 2023.
    """
    for group in paragraphs(survey):
        yield from _frames(survey, group)
    yield from _heads(survey, [sentence for group in paragraphs(survey) for sentence in group])


def _frames(survey: Survey, group: Paragraph) -> Iterator[Finding]:
    """Find dates on the wrong side of `after X,` or `before X,`, also in sentences that go on with `also`."""
    lang = survey.manuscript.front.lang
    frame: tuple[str, str, Moment] | None = None
    for sentence in group:
        moments = own_moments(survey, sentence)
        rest = moments
        new_frame = _frame(sentence, moments, lang)
        if new_frame is not None:
            frame = new_frame
            end = pattern(lang, "time", "frame-end").search(sentence.text, frame[2].end)
            after = len(sentence.text) if end is None else end.start()
            rest = tuple(m for m in moments if m is not frame[2] and m.start > after)
        elif frame is not None and find_word(sentence, "time", "also", lang) is None:
            frame = None
        for time in rest if frame is not None else ():
            assert frame is not None
            key, word, limit = frame
            wrong = time.before(limit) if key == "after" else limit.before(time)
            if wrong and time.role in ("at", "fact"):
                yield Finding(
                    f"{word!r} says {key} {limit.text or limit.first}, but the time is {_time_text(time)}",
                    survey.place_in(sentence, time.start, time.end),
                    "correct a date, or the word that gives the order",
                )
                break


def _time_text(time: Moment) -> str:
    exact = time.first.isoformat() if time.first == time.last else f"{time.first:%Y-%m}"
    return f"{time.text!r} ({exact})" if time.fact else repr(time.text)


def _frame(sentence: Sentence, moments: Sequence[Moment], lang: str) -> tuple[str, str, Moment] | None:
    """Return the opening of a sentence: `after` or `before`, its word, and the time after it."""
    for key in ("after", "before"):
        match = find_word(sentence, "time", key, lang)
        if match is None or match.start() > 0 or not moments:
            continue
        end = pattern(lang, "time", "frame-end").search(sentence.text, match.end())
        inside = len(sentence.text) if end is None else end.start()
        first = next((m for m in moments if match.end() <= m.start < inside), None)
        if first is not None:
            return key, match.group().lower(), first
    return None


def _heads(survey: Survey, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Find sentences that begin with `subsequently` and are dated before the sentence before them."""
    lang = survey.manuscript.front.lang
    now: Moment | None = None
    for sentence in sentences:
        if now is not None and now.sentence.section != sentence.section:
            now = None
        moments = [m for m in own_moments(survey, sentence) if m.role in ("at", "bound")]
        time = next((m for m in moments if m.role == "at"), None)
        match = find_word(sentence, "time", "then", lang)
        if (
            match is not None
            and match.start() == 0
            and now is not None
            and time is not None
            and time.before(now)
        ):
            yield Finding(
                f"{match.group().lower()!r} says that {_time_text(time)} came after {_time_text(now)}",
                survey.place_in(sentence, match.start(), match.end()),
                "correct a date, or the word that gives the order",
            )
        now = time or now


@check(Consequence.JUDGEMENT, "discourse")
def effect_before_cause(survey: Survey) -> Iterator[Finding]:
    """What is called the effect has a date before that of its cause.

    Why: one of the dates, or the causal word, must be wrong.

    Bad:
        The ruling of May 2020 led to the sanctions of June 2018.

    Good:
        The ruling of May 2018 led to the sanctions of June 2018.
    """
    lang = survey.manuscript.front.lang
    for sentence in survey.sentences:
        moments = [m for m in own_moments(survey, sentence) if m.role != "fact"]
        if len(moments) < 2:
            continue
        for key in ("causes", "caused-by"):
            match = find_word(sentence, "time", key, lang)
            if match is None:
                continue
            moments_before = [m for m in moments if m.end <= match.start()]
            clause = match.end() + len(sentence.text[match.end() :].partition(",")[0])
            moments_after = [m for m in moments if match.end() <= m.start < clause]
            cause, effect = (
                (moments_before[-1:], moments_after[:1])
                if key == "causes"
                else (moments_after[:1], moments_before[-1:])
            )
            if cause and effect and effect[0].before(cause[0]):
                yield Finding(
                    f"the effect is dated {_time_text(effect[0])}, its cause {_time_text(cause[0])}",
                    survey.place_in(sentence, match.start(), match.end()),
                    "correct a date, or remove the causal word",
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
