"""How alike two sentences are: by their rare words, and word for word."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cached_property

from pipeline.against.own import OwnText
from pipeline.against.units import Own, Statement, Unit, features, plain, stems
from pipeline.discourse.readings import DateReading
from pipeline.model.facts import when_of

_WORD = re.compile(r"\x00(?P<place>\d+)\x00|[^\W_]+(?:[-’'.][^\W_]+)*")
# Sentences of the article with which one of another file is compared word for word.
CANDIDATES = 6
# The weight of a word that the article does not have.
_STRANGE = 2.5
ALIKE = 0.6
"""The share of words from which on two sentences are one, perhaps edited."""
NEARLY_EQUAL = 0.95
_LEAST_WORDS = 3


class Index:
    """The units of an article by their words, rare words counting most."""

    def __init__(self, own: OwnText) -> None:
        """Count the words of all units."""
        self.own = own
        counts: Counter[str] = Counter()
        self.bags: dict[Own, dict[str, float]] = {}
        for each in own.owns:
            self.bags[each] = bag = features(each.unit, each.statement)
            when = when_of(each.fact) if each.fact is not None else None
            if when is not None and each.statement.kind != "date":
                for end in filter(None, (when.start, when.end)):
                    bag[f"={end.year}"] = max(1.0, bag.get(f"={end.year}", 0.0))
            counts.update(self.bags[each].keys())
        self._size = max(1, len(own.owns))
        self._counts = counts
        self._norms = {each: self._norm(bag) for each, bag in self.bags.items()}
        self._unit_bags = {unit: features(unit, None) for unit in own.units}
        self._unit_norms = {unit: self._norm(bag) for unit, bag in self._unit_bags.items()}
        self._owns_by_word: dict[str, list[tuple[Own, float]]] = defaultdict(list)
        for own_statement, bag in self.bags.items():
            for word, value in bag.items():
                self._owns_by_word[word].append((own_statement, value))
        self._by_word: dict[str, list[Unit]] = defaultdict(list)
        for unit, bag in self._unit_bags.items():
            for word in bag:
                self._by_word[word].append(unit)

    def weight(self, word: str) -> float:
        """Return how much a word tells: the rarer in the article, the more."""
        if word not in self._counts:
            # Other words for the same thing tell less than the same words; a value of theirs tells nothing.
            return 0.0 if word.startswith("=") else min(_STRANGE, math.log(1 + self._size))
        return math.log(1 + self._size / (1 + self._counts[word]))

    def _norm(self, bag: dict[str, float]) -> float:
        return math.sqrt(sum((self.weight(word) * value) ** 2 for word, value in bag.items())) or 1.0

    def likenesses(self, bag: dict[str, float]) -> dict[Own, float]:
        """Return from 0 to 1 how like words are to those of each statement of the article."""
        common: dict[Own, float] = defaultdict(float)
        for word, value in bag.items():
            weight = self.weight(word) ** 2 * value
            for own, other in self._owns_by_word.get(word, ()):
                common[own] += weight * other
        norm = self._norm(bag)
        return {own: value / (norm * self._norms[own]) for own, value in common.items()}

    def nearest(self, unit: Unit) -> list[Unit]:
        """Return the units of the article that are most like one of another file."""
        bag = features(unit, None)
        scores: dict[Unit, float] = defaultdict(float)
        for word, value in bag.items():
            units = self._by_word.get(word, ())
            weight = self.weight(word) ** 2 * value
            for other in units:
                scores[other] += weight * self._unit_bags[other][word]
        order = sorted(scores, key=lambda each: (-scores[each] / self._unit_norms[each], each.number))
        return order[:CANDIDATES]


class Alignment:
    """Two sentences word for word: how many words they share, and which statements stand in one place."""

    def __init__(self, theirs: Unit, ours: Unit) -> None:
        """Align the sentences."""
        self.theirs, self.ours = theirs, ours
        self._one, self._other = _words(theirs), _words(ours)
        matcher = SequenceMatcher(
            None, [key for key, _ in self._one], [key for key, _ in self._other], autojunk=False
        )
        self._codes = matcher.get_opcodes()
        self.ratio = matcher.ratio()

    @cached_property
    def is_alike(self) -> bool:
        """Whether the two are one sentence, perhaps edited."""
        common = stems(_without_statements(self.theirs), self.theirs.lang) & stems(
            _without_statements(self.ours), self.ours.lang
        )
        return self.ratio >= ALIKE and len(common) >= (1 if self.ratio >= NEARLY_EQUAL else _LEAST_WORDS)

    @cached_property
    def pairs(self) -> dict[Statement, Statement]:
        """The statements that stand in one place."""
        result: dict[Statement, Statement] = {}
        for code, a, b, c, d in self._codes:
            first = [each for _, each in self._one[a:b] if each is not None]
            second = [each for _, each in self._other[c:d] if each is not None]
            if code in ("equal", "replace") and len(first) == len(second):
                result.update(zip(first, second, strict=True))
        return result

    @cached_property
    def replacements(self) -> list[tuple[str, str]]:
        """The words in place of others: theirs and ours, as they are written."""
        one, other = _words_as_they_are(self.theirs), _words_as_they_are(self.ours)
        return [
            (" ".join(one[a:b]), " ".join(other[c:d]))
            for code, a, b, c, d in self._codes
            if code == "replace"
        ]


def _without_statements(unit: Unit) -> str:
    text = unit.text
    for each in unit.statements:
        text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text


def _with_marks(unit: Unit) -> str:
    text = plain(unit.text, unit.lang)
    for place, each in sorted(enumerate(unit.statements), key=lambda pair: -pair[1].start):
        text = f"{text[: each.start]} \x00{place}\x00 {text[each.end :]}"
    return text


def _words(unit: Unit) -> list[tuple[str, Statement | None]]:
    result: list[tuple[str, Statement | None]] = []
    for match in _WORD.finditer(_with_marks(unit)):
        if match["place"] is None:
            result.append((match.group().casefold().replace("’", "'"), None))
        else:
            statement = unit.statements[int(match["place"])]
            result.append((f"\x00{form(statement)}", statement))
    return result


def form(statement: Statement) -> str:
    """Return the kind of a statement, of a date also what it names: `1997` is not `July 1997`."""
    match statement.reading:
        case DateReading(month=month, day=day, when=when):
            is_span = when is not None and when.end is not None
            return f"date {bool(month)} {bool(day)} {is_span}"
        case _:
            return statement.kind


def _words_as_they_are(unit: Unit) -> Sequence[str]:
    return [
        match.group() if match["place"] is None else unit.statements[int(match["place"])].text
        for match in _WORD.finditer(_with_marks(unit))
    ]
