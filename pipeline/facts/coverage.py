"""Coverage: of the numbers and dates of the prose, how many are bound, sourced, fresh, doubly sourced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.discourse.factual import factual
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
    """A part of a sentence: a number or date of the prose, or words bound to a fact.

    `counted` is false for bound words that state no number or date, as the name of a minister.
    """

    start: int
    end: int
    text: str
    kind: str
    fact: Fact | None
    missing: str
    counted: bool
    stale: bool
    place: Place

    @property
    def bound(self) -> bool:
        """Whether it is bound to a fact that the ledger has."""
        return self.fact is not None

    @property
    def sourced(self) -> bool:
        """Whether its fact names a source."""
        return self.fact is not None and bool(self.fact.sources)

    @property
    def fresh(self) -> bool:
        """Whether its fact says when it holds, and that is not too long ago."""
        return self.fact is not None and not self.stale and is_dated(self.fact)

    @property
    def double(self) -> bool:
        """Whether its fact names two sources or more."""
        return self.fact is not None and len({source.ref for source in self.fact.sources}) > 1

    @property
    def state(self) -> str:
        """The gravest thing to say of it: unbound, unsourced, proposed, stale, single, or double."""
        if self.fact is None:
            return "unbound"
        if not self.sourced:
            return "unsourced"
        if self.fact.status == "proposed":
            return "proposed"
        return "stale" if self.stale else "double" if self.double else "single"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many numbers and dates there are, and how many of them have each quality."""

    tokens: int
    bound: int
    sourced: int
    fresh: int
    double: int

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> Tally:
        """Count the marks that are counted."""
        found = [each for each in marks if each.counted]
        return cls(len(found), *(sum(getattr(each, name) for each in found) for name in MEASURES))

    def share(self, measure: str) -> float:
        """Return the share of a measure in hundredths; all of nothing is 100."""
        return 100.0 * int(getattr(self, measure)) / self.tokens if self.tokens else 100.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence with its marks."""

    sentence: Sentence = field(repr=False)
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The marks of an article, sentence by sentence."""

    manuscript: Manuscript = field(repr=False)
    spoken: tuple[Spoken, ...] = field(repr=False)

    @property
    def total(self) -> Tally:
        """The tally of the whole article."""
        return Tally.of(mark for each in self.spoken for mark in each.marks)

    @property
    def sections(self) -> tuple[tuple[str, Tally], ...]:
        """The tally of each section, in reading order; what stands before the first heading is ``."""
        found: dict[str, list[Mark]] = {}
        for each in self.spoken:
            found.setdefault(each.sentence.section[0] if each.sentence.section else "", []).extend(each.marks)
        return tuple((name, Tally.of(marks)) for name, marks in found.items())


def coverage(manuscript: Manuscript, days: StaleDays) -> Coverage:
    """Return what an article's prose states and how well each of it is founded."""
    lang = manuscript.front.lang
    found = []
    told = sentences(manuscript.blocks, lang)
    shown = {b.fact for each in told for b in each.bindings if b.show == "as-of"}
    reader = _Reader(manuscript, days, frozenset(shown))
    for sentence in told:
        marks = tuple(reader.marks(sentence)) if sentence.kind in KINDS else ()
        found.append(Spoken(sentence, marks))
    return Coverage(manuscript, tuple(found))


class _Reader:
    def __init__(self, manuscript: Manuscript, days: StaleDays, shown: frozenset[str]) -> None:
        self.manuscript = manuscript
        self.days = days
        self.shown = shown
        self.today = manuscript.front.as_of or manuscript.front.date
        self.facts = {fact.id: fact for fact in reversed(manuscript.ledger.facts)}

    def marks(self, sentence: Sentence) -> Iterator[Mark]:
        """Yield the marks of a sentence in their order; a token within a longer binding stands for itself."""
        tokens = factual(sentence, self.manuscript.front.lang)
        made = []
        for token in tokens:
            binding = sentence.bound(token.start, token.end)
            if binding is None and is_small(token):
                continue
            made.append(
                self.mark(sentence, token.start, token.end, token.kind, binding.fact if binding else "", True)
            )
        for binding in sentence.bindings:
            if not any(a.start < binding.end and binding.start < a.end for a in made):
                made.append(self.mark(sentence, binding.start, binding.end, "words", binding.fact, False))
        yield from sorted(made, key=lambda mark: (mark.start, mark.end))

    def mark(self, sentence: Sentence, start: int, end: int, kind: str, name: str, counted: bool) -> Mark:
        """Return a mark of a part of a sentence that is bound to the fact of that name, or to none."""
        fact = self.facts.get(name)
        stale = fact is not None and name not in self.shown and is_stale(fact, self.today, self.days)
        place = self.manuscript.source.place(sentence.at(start), end - start)
        text = sentence.text[start:end]
        return Mark(start, end, text, kind, fact, "" if fact else name, counted, stale, place)
