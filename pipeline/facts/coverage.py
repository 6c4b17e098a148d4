"""Coverage: of the numbers and dates of the prose, how many are bound, sourced, fresh, doubly sourced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.discourse.factual import factual
from pipeline.discourse.passages import Binding
from pipeline.discourse.sentences import Sentence, sentences
from pipeline.facts.candidates import KINDS, is_small
from pipeline.facts.freshness import is_dated, is_stale
from pipeline.model.diagnostics import Place
from pipeline.model.facts import Fact
from pipeline.model.settings import StaleDays
from pipeline.model.stages import Manuscript

MEASURES = ("bound", "sourced", "fresh", "double")


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a sentence: a number, a date, or words bound to a fact.

    `is_counted` is false for bound words without a number or date, such as the name of a minister.
    """

    start: int
    end: int
    text: str
    kind: str
    fact: Fact | None
    show: str | None
    unknown_id: str
    is_counted: bool
    is_stale: bool
    place: Place

    @property
    def is_bound(self) -> bool:
        """Whether it is bound to a fact that the ledger has."""
        return self.fact is not None

    @property
    def is_sourced(self) -> bool:
        """Whether its fact names a source."""
        return self.fact is not None and bool(self.fact.sources)

    @property
    def is_fresh(self) -> bool:
        """Whether its fact has a date and is not stale."""
        return self.fact is not None and not self.is_stale and is_dated(self.fact)

    @property
    def is_double(self) -> bool:
        """Whether its fact names two sources or more."""
        return self.fact is not None and len({source.ref for source in self.fact.sources}) > 1

    @property
    def state(self) -> str:
        """The worst quality of the mark: unbound, unsourced, proposed, stale, single, or double."""
        if self.fact is None:
            return "unbound"
        if not self.is_sourced:
            return "unsourced"
        if self.fact.status == "proposed":
            return "proposed"
        return "stale" if self.is_stale else "double" if self.is_double else "single"


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of tokens, and of those with each quality."""

    tokens: int
    bound_count: int
    sourced_count: int
    fresh_count: int
    double_count: int

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> Tally:
        """Count the marks that are counted."""
        counted_marks = [each for each in marks if each.is_counted]
        return cls(
            len(counted_marks),
            *(sum(getattr(each, f"is_{name}") for each in counted_marks) for name in MEASURES),
        )

    def count(self, measure: str) -> int:
        """Return the count of a measure by its name."""
        return int(getattr(self, f"{measure}_count"))

    def share(self, measure: str) -> float:
        """Return the share of a measure in per cent; the share of no tokens is 100."""
        return 100.0 * self.count(measure) / self.tokens if self.tokens else 100.0


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A sentence with its marks."""

    sentence: Sentence = field(repr=False)
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The marks of an article, sentence by sentence."""

    manuscript: Manuscript = field(repr=False)
    rows: tuple[CoverageRow, ...] = field(repr=False)

    @property
    def total(self) -> Tally:
        """The tally of the whole article."""
        return Tally.of(mark for each in self.rows for mark in each.marks)

    @property
    def sections(self) -> tuple[tuple[str, Tally], ...]:
        """The tally of each section, in reading order; that of the text before the first heading is ``."""
        result: dict[str, list[Mark]] = {}
        for each in self.rows:
            result.setdefault(each.sentence.section[0] if each.sentence.section else "", []).extend(
                each.marks
            )
        return tuple((name, Tally.of(marks)) for name, marks in result.items())


def coverage(manuscript: Manuscript, days: StaleDays) -> Coverage:
    """Measure which numbers and dates of an article are bound, sourced, fresh and doubly sourced."""
    lang = manuscript.front.lang
    rows = []
    prose = sentences(manuscript.blocks, lang)
    dated_facts = {b.fact for each in prose for b in each.bindings if b.show == "as-of"}
    reader = _Reader(manuscript, days, frozenset(dated_facts))
    for sentence in prose:
        marks = tuple(reader.marks(sentence)) if sentence.kind in KINDS else ()
        rows.append(CoverageRow(sentence, marks))
    return Coverage(manuscript, tuple(rows))


class _Reader:
    def __init__(self, manuscript: Manuscript, days: StaleDays, dated_facts: frozenset[str]) -> None:
        self.manuscript = manuscript
        self.days = days
        self.dated_facts = dated_facts
        self.today = manuscript.front.as_of or manuscript.front.date
        self.facts = {fact.id: fact for fact in reversed(manuscript.ledger.facts)}

    def marks(self, sentence: Sentence) -> Iterator[Mark]:
        """Yield the marks of a sentence in order; a token inside a longer binding is a mark of its own."""
        tokens = factual(sentence, self.manuscript.front.lang)
        result = []
        for token in tokens:
            binding = sentence.find_binding(token.start, token.end)
            if binding is None and is_small(token):
                continue
            result.append(self.mark(sentence, token.start, token.end, token.kind, binding, True))
        for binding in sentence.bindings:
            if not any(a.start < binding.end and binding.start < a.end for a in result):
                result.append(self.mark(sentence, binding.start, binding.end, "words", binding, False))
        yield from sorted(result, key=lambda mark: (mark.start, mark.end))

    def mark(
        self, sentence: Sentence, start: int, end: int, kind: str, binding: Binding | None, is_counted: bool
    ) -> Mark:
        """Return a mark of a part of a sentence with its binding, or with none."""
        name, show = (binding.fact, binding.show) if binding else ("", None)
        fact = self.facts.get(name)
        stale = fact is not None and name not in self.dated_facts and is_stale(fact, self.today, self.days)
        place = self.manuscript.source.place(sentence.at(start), end - start)
        text = sentence.text[start:end]
        return Mark(start, end, text, kind, fact, show, "" if fact else name, is_counted, stale, place)
