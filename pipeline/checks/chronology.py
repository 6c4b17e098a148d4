"""Chronology: the order in which events are told is the order they say they have, and each has its time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.check import Finding, check
from pipeline.checks.narrative import (
    YEAR,
    Paragraph,
    accepted,
    events,
    is_asked,
    main_time,
    matched,
    paragraphs,
    spoken,
)
from pipeline.checks.survey import Survey
from pipeline.discourse.factual import factual
from pipeline.discourse.language import pattern
from pipeline.discourse.moments import Moment
from pipeline.discourse.readings import DateReading
from pipeline.discourse.sentences import Sentence
from pipeline.model.consequence import Consequence
from pipeline.model.facts import OfficeHolder
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
        told: list[Moment] = []
        for sentence in group:
            time = main_time(survey, sentence)
            if time is None:
                continue
            if told and time.before(told[-1]) and _forwards(sentence, lang) and not _heads_on(sentence, lang):
                yield _backwards(survey, time, told[-1])
            if not told or not time.before(told[-1]) or _forwards(sentence, lang):
                told.append(time)
        if not told:
            continue
        times = [moment for sentence in group for moment in spoken(survey, sentence)]
        ordered = len(earlier) > 1 and not falls
        silent = _forwards(group[0], lang) and _forwards(told[0].sentence, lang)
        if ordered and silent and max(times, key=lambda moment: moment.last).before(earlier[0]):
            yield _backwards(survey, told[0], earlier[-1])
        falls = falls or (bool(earlier) and told[0].before(earlier[-1]))
        earlier.append(told[0])


def _forwards(sentence: Sentence, lang: str) -> bool:
    """Tell a sentence without a word that goes back: `earlier`, `had`."""
    return matched(sentence, "time", "back", lang) is None


def _heads_on(sentence: Sentence, lang: str) -> bool:
    """Tell a sentence that begins with `then`: what is wrong with it is not the order of telling."""
    match = matched(sentence, "time", "then", lang)
    return match is not None and match.start() == 0


def _backwards(survey: Survey, time: Moment, now: Moment) -> Finding:
    return Finding(
        f"{time.text!r} is told after {now.text!r}, and nothing says that it was earlier",
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
        told = spoken(survey, sentence)
        rest = told
        opened = _frame(sentence, told, lang)
        if opened is not None:
            frame = opened
            comma = sentence.text.find(",", frame[2].end)
            rest = tuple(m for m in told if m is not frame[2] and m.start > comma >= 0)
        elif frame is not None and matched(sentence, "time", "also", lang) is None:
            frame = None
        for time in rest if frame is not None else ():
            assert frame is not None
            key, word, limit = frame
            wrong = time.before(limit) if key == "after" else limit.before(time)
            if wrong and time.role in ("at", "fact"):
                yield Finding(
                    f"{word!r} says {key} {limit.text or limit.first}, but the time is {_named(time)}",
                    survey.place_in(sentence, time.start, time.end),
                    "correct a date, or the word that gives the order",
                )
                break


def _named(time: Moment) -> str:
    exact = time.first.isoformat() if time.first == time.last else f"{time.first:%Y-%m}"
    return f"{time.text!r} ({exact})" if time.fact else repr(time.text)


def _frame(sentence: Sentence, told: Sequence[Moment], lang: str) -> tuple[str, str, Moment] | None:
    """Return what a sentence opens with: `after` or `before`, the word for it, and the time it names."""
    for key in ("after", "before"):
        match = matched(sentence, "time", key, lang)
        if match is None or match.start() > 0 or not told:
            continue
        comma = next((m.start() for m in re.finditer(r",(?! \d{4})", sentence.text)), len(sentence.text))
        first = next((m for m in told if match.end() <= m.start < comma), None)
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
        told = [m for m in spoken(survey, sentence) if m.role in ("at", "bound")]
        time = next((m for m in told if m.role == "at"), None)
        match = matched(sentence, "time", "then", lang)
        if (
            match is not None
            and match.start() == 0
            and now is not None
            and time is not None
            and time.before(now)
        ):
            yield Finding(
                f"{match.group().lower()!r} says that {_named(time)} came after {_named(now)}",
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
        told = [m for m in spoken(survey, sentence) if m.role != "fact"]
        if len(told) < 2:
            continue
        for key in ("causes", "caused-by"):
            match = matched(sentence, "time", key, lang)
            if match is None:
                continue
            left = [m for m in told if m.end <= match.start()]
            right = [m for m in told if m.start >= match.end()]
            cause, effect = (left[-1:], right[:1]) if key == "causes" else (right[:1], left[-1:])
            if cause and effect and effect[0].before(cause[0]):
                yield Finding(
                    f"the effect is dated {_named(effect[0])}, its cause {_named(cause[0])}",
                    survey.place_in(sentence, match.start(), match.end()),
                    "correct a date, or take the causal word out",
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
            told = [m for m in spoken(survey, sentence) if not _is_attribute(survey, m, lang)]
            if told:
                dated = [m for m in told if m.role != "bound"] or told
                now = dated[-1]
                continue
            known = [accepted(survey, binding.fact) for binding in sentence.bindings]
            if any(fact is not None and not isinstance(fact, OfficeHolder) for fact in known):
                continue
            if is_asked(sentence) or _is_misdated(sentence, lang):
                continue
            found = _undated(sentence, now, lang)
            if found is not None:
                what = sentence.text[found[0] : found[1]]
                yield Finding(
                    f"nothing says when the event was: {what!r}",
                    survey.place_in(sentence, *found),
                    "give its date, or bind it to an event of the ledger",
                )


def _is_misdated(sentence: Sentence, lang: str) -> bool:
    """Tell a sentence with a date that cannot be read as one, as that of a day that never was."""
    readings = (token.reading for token in factual(sentence, lang))
    return any(isinstance(each, DateReading) and each.when is None for each in readings)


def _is_attribute(survey: Survey, time: Moment, lang: str) -> bool:
    """Tell a date that is part of what it says, and not when it happened: `the award for 2023`."""
    before = nearby.before(time.sentence.text, time.start)
    return (
        accepted(survey, time.fact) is None and pattern(lang, "time", "attribute").search(before) is not None
    )


def _undated(sentence: Sentence, now: Moment | None, lang: str) -> tuple[int, int] | None:
    """Return the verb of an event that has no time, not even that of the sentence before it."""
    report = re.compile(rf"(?<![\w-]){pattern(lang, 'time', 'report').pattern}(?!\w)")
    said = report.search(sentence.text)
    if said is not None and pattern(lang, "time", "reporter", cased=True).fullmatch(
        sentence.text[: said.start()]
    ):
        return said.span()
    verb = next(events(sentence, lang), None)
    if verb is None:
        return None
    alone = now is None or (now.last - now.first).days > YEAR
    own = any(matched(sentence, "time", key, lang, end=verb.start()) for key in ("shift", "also"))
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
        told = spoken(survey, sentence)
        links = list(link.finditer(sentence.text))
        told_events = list(events(sentence, lang)) if links else []
        for match in links:
            before = [m for m in told if m.end <= match.start() and m.role == "at"]
            after = [m for m in told if m.start >= match.start()]
            verbs = [v for v in told_events if v.start() >= match.end()]
            near = verbs and "," not in sentence.text[match.end() : verbs[0].start()]
            if before and not after and near and not sentence.quoted(*match.span()):
                yield Finding(
                    f"{sentence.text[match.start() : verbs[0].end()]!r} has no date but {before[-1].text!r}",
                    survey.place_in(sentence, match.start(), verbs[0].end()),
                    "give the second event its own date",
                )
                break
