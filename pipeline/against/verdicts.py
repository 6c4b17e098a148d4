"""The verdict on each statement of another file: as in the article, different, or not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pipeline.against.own import OwnText
from pipeline.against.similarity import Alignment, Index, form
from pipeline.against.theirs import Theirs
from pipeline.against.units import SHORT, Own, Statement, Unit, features, stems
from pipeline.against.values import Agreement, compare
from pipeline.discourse.readings import AmountReading, DateReading
from pipeline.model.diagnostics import Place
from pipeline.model.facts import Fact

State = Literal["same", "differs", "unknown"]
# Likeness from which on a statement speaks of what the article's speaks of, and for one of the same value.
SAME_SUBJECT = 0.33
SAME_SUBJECT_OF_DATE = 0.42
SOME_SUBJECT = 0.06
# A statement of another value must be so much more alike than one of the same value.
# The share of words from which on a sentence is the article's own, edited.
ONE_SENTENCE = 0.85
MARGIN = 0.22
MARGIN_IN_SENTENCE = 0.06
MARGIN_ALONE = 0.45
_SPECIFIC_DIGITS = 4
_NEARLY = 0.12
_FIRST_HAND = frozenset({"fact", "chart", "cell", "caption"})
_OTHER_FORM = 0.4


@dataclass(frozen=True, slots=True)
class Verdict:
    """A statement or a name of another file with its verdict, and what the article has in its place."""

    state: State
    theirs: Theirs
    start: int
    end: int
    text: str
    own: Own | None = None
    ours: str = ""
    is_name: bool = False
    place: Place | None = None
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class _Choice:
    own: Own
    agreement: Agreement
    score: float


class ValueJudge:
    """Judges the numbers and dates of a file in the article's language."""

    def __init__(self, own: OwnText, index: Index) -> None:
        """Keep what the article states."""
        self.own, self.index = own, index

    def judge(self, all_theirs: Iterable[Theirs]) -> Iterator[Verdict]:
        """Yield the verdicts in the order of the file."""
        for each in all_theirs:
            if each.unit.statements:
                yield from self.unit(each)

    def unit(self, theirs: Theirs) -> Iterator[Verdict]:
        """Yield the verdicts on a sentence."""
        unit = theirs.unit
        alignments = [Alignment(unit, other) for other in self.index.nearest(unit)]
        alignments = [each for each in alignments if each.is_alike]
        choices = {each: self.choices(each, unit, alignments) for each in unit.statements}
        others_own = set(_agreements(choices, alignments))
        for statement in unit.statements:
            verdict = self.in_place(statement, theirs, choices[statement], alignments) or self.statement(
                statement, theirs, choices[statement], others_own
            )
            if verdict is not None:
                yield verdict

    def in_place(
        self, statement: Statement, theirs: Theirs, choices: list[_Choice], alignments: Sequence[Alignment]
    ) -> Verdict | None:
        """Return the verdict on a statement of a sentence that the article has, perhaps edited."""
        ratios = {
            (each.ours, each.pairs[statement]): each.ratio for each in alignments if statement in each.pairs
        }
        best: dict[Agreement, tuple[float, _Choice]] = {}
        for each in choices:
            ratio = ratios.get((each.own.unit, each.own.statement), 0.0)
            if ratio >= ONE_SENTENCE and ratio > best.get(each.agreement, (0.0, each))[0]:
                best[each.agreement] = (ratio, each)
        same, different = best.get("same"), best.get("different")
        if different and (same is None or different[0] > same[0] + _NEARLY / 2):
            own = _with_fact(different[1], choices).own
            return Verdict("differs", theirs, statement.start, statement.end, statement.text, own)
        if same and not statement.is_small:
            return Verdict("same", theirs, statement.start, statement.end, statement.text, same[1].own)
        return None

    def choices(self, statement: Statement, unit: Unit, alignments: list[Alignment]) -> list[_Choice]:
        """Return what the article states that may be meant, each with its likeness."""
        bag = features(unit, statement)
        in_place = {
            (each.ours, each.pairs[statement]): each.ratio for each in alignments if statement in each.pairs
        }
        result = []
        for own, likeness in self.index.likenesses(bag).items():
            place_ratio = in_place.get((own.unit, own.statement), 0.0)
            score = max(likeness, place_ratio)
            if score < SOME_SUBJECT or (own.statement.is_small and not place_ratio):
                continue
            agreement = compare(statement, unit, own)
            if agreement == "other" and (own.unit, own.statement) in in_place:
                agreement = "different"
            if agreement == "different" and not place_ratio and form(statement) != form(own.statement):
                # A day is hardly given where the article has a year.
                score *= _OTHER_FORM
            if agreement != "other":
                result.append(_Choice(own, agreement, score))
        if is_specific(statement) and not any(each.agreement == "same" for each in result):
            # The same day is hardly another: it needs no words.
            result += [
                _Choice(own, "same", 0.0)
                for own in self.own.owns
                if own.statement.kind == statement.kind and compare(statement, unit, own) == "same"
            ][:1]
        return sorted(result, key=lambda each: (-each.score, each.own.unit.number))

    def statement(
        self,
        statement: Statement,
        theirs: Theirs,
        choices: list[_Choice],
        others_own: set[tuple[Unit, Statement]],
    ) -> Verdict | None:
        """Return the verdict on a statement; None for one that cannot be judged."""

        def verdict(state: State, choice: _Choice | None = None) -> Verdict:
            return Verdict(
                state, theirs, statement.start, statement.end, statement.text, choice.own if choice else None
            )

        if self.is_of_a_source(statement, theirs.unit) or self.is_of_the_article(statement, theirs.unit):
            return None
        equal = next((each for each in choices if each.agreement == "same"), None)
        least = SAME_SUBJECT_OF_DATE if statement.kind == "date" else SAME_SUBJECT
        rivals = [
            each
            for each in choices
            if each.agreement == "different"
            and (each.own.unit, each.own.statement) not in others_own
            and (each.score >= ONE_SENTENCE or self.is_first_hand(each.own.unit))
        ]
        rival = _likest(statement, rivals)
        finer = next((each for each in choices if each.agreement == "finer"), None)
        if statement.is_small:
            return None
        if equal is not None:
            margin = MARGIN_IN_SENTENCE if rival and rival.own.unit is equal.own.unit else MARGIN
            if _is_alone(statement, theirs.unit) and is_specific(statement):
                # A date alone in a line has only its neighbours to tell what it is of.
                margin = MARGIN_ALONE
            if rival is None or rival.score < SAME_SUBJECT or equal.score >= rival.score - margin:
                if equal.score >= SAME_SUBJECT / 2 or is_specific(statement):
                    return verdict("same", equal)
                return verdict("unknown")
        is_rounder = finer is not None and rival is not None and finer.score >= rival.score
        if rival is not None and rival.score >= least and not is_rounder:
            return verdict("differs", rival)
        if finer is not None and (exact := _exact(finer, choices)) is not None:
            return verdict("differs", exact)
        return verdict("unknown", finer)

    def is_first_hand(self, unit: Unit) -> bool:
        """Return whether a unit is prose, a figure or a fact, and no list that repeats them in few words."""
        return unit.number < self.own.prose_count or unit.kind in _FIRST_HAND

    def is_of_the_article(self, statement: Statement, unit: Unit) -> bool:
        """Return whether a date in a short line is that of the article, which every copy of it bears."""
        match statement.reading:
            case DateReading(when=when, day=day) if when and day:
                return len(unit.text) < SHORT and when.start in self.own.dates
            case _:
                return False

    def is_of_a_source(self, statement: Statement, unit: Unit) -> bool:
        """Return whether a year is that of a source whose author or title stands before it."""
        match statement.reading:
            case DateReading(when=when) if when and when.start.month is None:
                before = unit.text[: statement.start].rstrip(" ,(").split()
                return bool(before) and (
                    before[-1].strip(" .,:;”“\"'()").casefold(), str(when.start.year)
                ) in self.own.years_of_sources  # fmt: skip
            case _:
                return False


def _agreements(
    choices: Mapping[Statement, list[_Choice]], alignments: Sequence[Alignment]
) -> Iterator[tuple[Unit, Statement]]:
    """Yield what the article states that one of the statements of a sentence says: it is no other's."""
    pairs = {each.ours: each.pairs for each in alignments}
    for statement, own_choices in choices.items():
        for choice in own_choices:
            unit, own = choice.own.unit, choice.own.statement
            if choice.agreement != "same" or choice.score < SAME_SUBJECT:
                continue
            in_place = pairs.get(unit, {}).get(statement)
            if in_place is own or (in_place is None and form(statement) == form(own)):
                yield unit, own


def _exact(finer: _Choice, choices: Sequence[_Choice]) -> _Choice | None:
    """Return another value of the fact of a round one: the round one is no excuse for a statement then."""
    if finer.own.fact is None:
        return None
    others = (each for each in choices if each.agreement == "different" and each.own.fact is finer.own.fact)
    return next(others, None)


def _likest(statement: Statement, rivals: list[_Choice]) -> _Choice | None:
    """Return the most alike of other values: of those nearly as alike, the one written most like it."""
    if not rivals:
        return None
    # In another sentence the words decide; in one that was edited, the value is most like what it was.
    margin = _NEARLY if rivals[0].score >= ONE_SENTENCE else _NEARLY / 4
    near = [each for each in rivals if each.score >= rivals[0].score - margin]
    best = max(
        near,
        key=lambda each: (SequenceMatcher(None, statement.text, each.own.statement.text).ratio(), each.score),
    )
    return _with_fact(best, rivals)


def _with_fact(choice: _Choice, choices: Sequence[_Choice]) -> _Choice:
    """Return a choice of the same words that is bound to a fact, which has sources, if there is one."""
    if choice.own.fact is not None:
        return choice
    words = choice.own.statement.text
    bound_choices = (each for each in choices if each.own.fact and each.own.statement.text == words)
    return next((each for each in bound_choices if each.score >= choice.score / 2), choice)


def _is_alone(statement: Statement, unit: Unit) -> bool:
    rest = unit.text[: statement.start] + unit.text[statement.end :]
    return not stems(rest, unit.lang)


def is_specific(statement: Statement) -> bool:
    """Return whether hardly anything else has this value: a day, or a number of many digits."""
    match statement.reading:
        case DateReading(day=day, when=when):
            return day is not None and when is not None
        case AmountReading(number=number):
            digits = str(abs(number.value).normalize().as_tuple().digits)
            return len([each for each in digits if each.isdigit()]) >= _SPECIFIC_DIGITS
