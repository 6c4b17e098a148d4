"""States: changes of relations and missions must be possible in their current state."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from pipeline.checks.check import Finding, check
from pipeline.checks.narrative import YEAR, own_moments
from pipeline.checks.survey import Survey
from pipeline.discourse.intervals import data
from pipeline.discourse.language import pattern, patterns
from pipeline.discourse.moments import Moment
from pipeline.discourse.sentences import Sentence
from pipeline.model.consequence import Consequence

Kind = Literal["break", "open", "change", "opened", "raised", "embassy", "founded", "better", "worse"]
_LISTS: tuple[Kind, ...] = ("break", "open", "change", "opened", "raised", "embassy", "founded")
_TRENDS: tuple[Kind, ...] = ("better", "worse")

LONG = timedelta(days=40 * 365)


@dataclass(frozen=True, slots=True)
class _Move:
    """A change of state in the prose: kind, noun, place and time; `own` if its own sentence has the time."""

    kind: Kind
    noun: str
    sentence: Sentence
    start: int
    end: int
    time: Moment | None
    own: bool


@check(Consequence.JUDGEMENT, "discourse", "order")
def state_contradicted(survey: Survey) -> Iterator[Finding]:
    """Something is told that the state of things does not allow.

    Why: relations cannot worsen while they are severed, nor can a mission be raised to an embassy before it
    has opened, nor one thing have grown better and worse until now. One of the two sentences is wrong, or
    its place.

    Bad:
        Relations were broken in 1965. Relations worsened in 1967. They were restored in 1969.

    Good:
        Relations worsened in 1963. Relations were broken in 1965. They were restored in 1969.
    """
    moves = tuple(_moves(survey))
    yield from _changes_without_relations(survey, moves)
    yield from _raises_before_opening(survey, moves)
    yield from _openings_without_relations(survey, moves)
    yield from _trends(survey, moves)
    yield from _shut_missions(survey)


def _moves(survey: Survey) -> Iterator[_Move]:
    """Yield the changes in reading order, each with its own time or that of a sentence before it."""
    lang = survey.manuscript.front.lang
    now: Moment | None = None
    paragraph = 0
    clauses = pattern(lang, "states", "clauses").pattern
    for sentence in survey.sentences:
        if sentence.kind != "prose" and sentence.kind != "list":
            continue
        if sentence.paragraph != paragraph:
            now, paragraph = None, sentence.paragraph
        moments = own_moments(survey, sentence)
        matches = [
            (kind, match)
            for kind in (*_LISTS, *_TRENDS)
            for each in (
                patterns(lang, "states", kind) if kind in _LISTS else (pattern(lang, "states", kind),)
            )
            for match in each.finditer(sentence.text)
            if not sentence.is_quoted(*match.span())
        ]
        for kind, match in sorted(matches, key=lambda pair: pair[1].start()):
            own = _time(moments, match, clauses)
            groups = match.groupdict()
            noun = (groups.get("noun") or groups.get("subject") or "").lower()
            near = now if now is not None and (now.last - now.first).days <= YEAR else None
            yield _Move(kind, noun, sentence, match.start(), match.end(), own or near, own is not None)
        now = next((m for m in reversed(moments) if m.role in ("at", "fact")), now)


def _time(moments: Sequence[Moment], match: re.Match[str], clauses: str) -> Moment | None:
    """Return the date of a change: the next one in its clause, else one that opens the sentence."""
    text = match.string
    for moment in moments:
        gap = text[match.end() : moment.start] if moment.start >= match.end() else ""
        if match.start() <= moment.start and not re.search(rf"[;:]|, {clauses} ", gap):
            return moment
    before = [m for m in moments if m.end <= match.start() and ";" not in text[m.end : match.start()]]
    opening = [m for m in before if not re.search(rf", {clauses} ", text[m.end : match.start()])]
    return opening[-1] if opening else None


def _finding(survey: Survey, move: _Move, message: str) -> Finding:
    place = survey.place_in(move.sentence, move.start, move.end)
    return Finding(message, place, "correct a date, the word, or the order of the sentences")


def _changes_without_relations(survey: Survey, moves: Sequence[_Move]) -> Iterator[Finding]:
    """Find relations that change for better or worse while there are none."""
    dated_moves = sorted(
        ((_day(m), m) for m in moves if m.kind in ("break", "open") and m.time), key=lambda pair: pair[0]
    )
    opening_days = [day for day, m in dated_moves if m.kind == "open"]
    last: _Move | None = None
    for move in moves:
        if move.kind in ("break", "open"):
            last = move
        elif move.kind == "change":
            state = last
            if move.own and move.time is not None:
                before = bisect_left(dated_moves, move.time.first, key=lambda pair: pair[0])
                ends = bisect_left(opening_days, move.time.first) < bisect_right(opening_days, move.time.last)
                state = None if ends or not before else dated_moves[before - 1][1]
            if state is not None and state.kind == "break" and not _is_long_ago(state, move):
                when = f" ({state.time.text})" if state.time is not None and state.time.text else ""
                quotation = move.sentence.text[move.start : move.end]
                yield _finding(survey, move, f"{quotation!r}, but relations were severed before{when}")


def _is_long_ago(state: _Move, move: _Move) -> bool:
    """Return whether relations were broken so long before that the story of their return is not told."""
    return state.time is not None and move.time is not None and move.time.first - state.time.last > LONG


def _day(move: _Move) -> date:
    assert move.time is not None
    return move.time.last


def _raises_before_opening(survey: Survey, moves: Sequence[_Move]) -> Iterator[Finding]:
    """Find missions that are raised to a higher rank before they have opened."""
    openings: dict[str, Moment] = {}
    for move in moves:
        if move.kind == "opened" and move.time is not None:
            first_opening = openings.get(move.noun, move.time)
            openings[move.noun] = min(first_opening, move.time, key=lambda time: time.first)
    for move in moves:
        if move.kind != "raised" or move.time is None:
            continue
        first = openings.get(move.noun)
        if first is not None and move.time.before(first):
            yield _finding(
                survey, move, f"the {move.noun} is raised ({move.time.text}) before it opens ({first.text})"
            )


def _openings_without_relations(survey: Survey, moves: Sequence[_Move]) -> Iterator[Finding]:
    """Find an embassy that opens before there are relations."""
    relations = [m.time for m in moves if m.kind in ("founded", "open", "break") and m.time is not None]
    if not relations:
        return
    first = min(relations, key=lambda time: time.first)
    has_founding = any(m.kind == "founded" and m.time == first for m in moves)
    for move in moves if has_founding else ():
        if move.kind == "embassy" and move.time is not None and move.own and move.time.before(first):
            yield _finding(
                survey,
                move,
                f"an embassy opens ({move.time.text}) before there are relations ({first.text})",
            )


def _trends(survey: Survey, moves: Sequence[_Move]) -> Iterator[Finding]:
    """Find one thing that has become better and worse, both until now."""
    limit_pattern = pattern(survey.manuscript.front.lang, "states", "bounded")
    before: dict[str, _Move] = {}
    for move in moves:
        if move.kind not in _TRENDS or limit_pattern.search(move.sentence.text):
            continue
        other = before.setdefault(move.noun, move)
        if other.kind != move.kind:
            line = survey.place_in(other.sentence, other.start, other.end).line
            way = f"{move.noun} have become {move.kind}, and in line {line} {other.kind}; both hold until now"
            yield _finding(survey, move, way)


@cache
def _mission_patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = data(lang)["missions"]
    return tuple(
        (kind, re.compile(rules[kind].replace("{noun}", rules["noun"]), re.IGNORECASE))
        for kind in ("shut", "reopened", "works")
    )


def _shut_missions(survey: Survey) -> Iterator[Finding]:
    """Find a mission that moves house or issues visas between its closure and its return."""
    lang = survey.manuscript.front.lang
    changes: dict[tuple[str, str], list[tuple[date, str, Moment]]] = {}
    acts: list[tuple[tuple[str, str], re.Match[str], Moment]] = []
    places: dict[str, set[str]] = {}
    for sentence in survey.sentences:
        moments = [m for m in own_moments(survey, sentence) if m.role == "at"]
        for kind, each in _mission_patterns(lang) if moments else ():
            for match in each.finditer(sentence.text):
                behind = next((m for m in moments if m.start >= match.end()), None)
                time = behind or next((m for m in reversed(moments) if m.end <= match.start()), None)
                if time is None or sentence.is_quoted(*match.span()):
                    continue
                key = match["noun"].lower(), (match["place"] or "").lower()
                places.setdefault(key[0], set()).add(key[1])
                if kind == "works":
                    acts.append((key, match, time))
                else:
                    changes.setdefault(key, []).append((time.first, kind, time))
    for (noun, place), match, time in acts:
        towns = places[noun] - {""}
        if len(towns) > 1 and not place:
            continue
        near = {"", place} if place else {"", *towns}
        own = [each for town in near for each in changes.get((noun, town), ())]
        last = max((each for each in own if each[2].before(time)), default=None, key=lambda each: each[0])
        if last is not None and last[1] == "shut" and any(kind == "reopened" for _, kind, _ in own):
            yield Finding(
                f"{match.group()!r} in {time.text!r}, but the {noun} was closed in {last[2].text!r}",
                survey.place_in(time.sentence, *match.span()),
                "correct a date, or say which mission it was",
            )
