"""Proposed facts judged against the facts that sentences state: right, wrong and absent ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from pipeline.facts.markup import bindings
from pipeline.facts.propose import propose
from pipeline.model.facts import Amount, Count, Date, Event, Fact, Ledger, Money, OfficeHolder, Percent
from pipeline.model.source import SourceText


@dataclass(frozen=True)
class StatedFact:
    """A fact that a sentence states: the words bound, its kind, its value, and words that it must have."""

    words: str
    kind: str
    value: str
    about: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence in a language, and the facts that it states."""

    lang: str
    text: str
    facts: tuple[StatedFact, ...]


@dataclass
class Verdicts:
    """The proposed facts that are right and wrong, and the stated_fact ones that are absent, in words."""

    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of right facts among those proposed."""
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """The share of stated_fact facts that are proposed rightly."""
        return len(self.right) / max(1, len(self.right) + len(self.absent))


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file."""
    lang = "en"
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        lines = [line for line in block.strip().splitlines() if not line.startswith("#")]
        if not lines:
            continue
        if lines[0].startswith("lang: "):
            lang = lines[0].removeprefix("lang: ")
            continue
        facts = []
        for line in lines[1:]:
            words, kind, value, about = (part.strip() for part in line.removeprefix("+ ").split(" | ", 3))
            facts.append(StatedFact(words, kind, value, tuple(about.split())))
        yield Sentence(lang, lines[0], tuple(facts))


def judge(sentence: Sentence, verdicts: Verdicts) -> None:
    """Propose facts for a sentence and add what is right, wrong and absent to the verdicts."""
    text = f"---\ntitle: T\nlang: {sentence.lang}\n---\n\n{sentence.text}\n"
    proposal = propose(SourceText("article.md", text), Ledger())
    words: dict[str, str] = {}
    for each in bindings(proposal.text):
        if each.show is None:
            words.setdefault(each.fact, proposal.text[each.inner_start : each.inner_end])
    rest = list(sentence.facts)
    for fact in proposal.facts:
        stated_fact = next((each for each in rest if _agrees(fact, words.get(fact.id, ""), each)), None)
        line = f"{sentence.text}\n    {words.get(fact.id)} | {fact.kind} | {value(fact)} | {about(fact)}"
        if stated_fact is None:
            verdicts.wrong.append(line)
        else:
            rest.remove(stated_fact)
            verdicts.right.append(line)
    verdicts.absent += [f"{sentence.text}\n    {each}" for each in rest]


def _agrees(fact: Fact, words: str, stated_fact: StatedFact) -> bool:
    text = about(fact).casefold()
    return (
        bool(words)
        and words in stated_fact.words
        and fact.kind in (stated_fact.kind, _other(stated_fact.kind))
        and value(fact) == stated_fact.value
        and all(word.casefold() in text for word in stated_fact.about)
    )


def _other(kind: str) -> str:
    """Return the kind that is as good: whether a year is an event's or a date is a matter of taste."""
    return {"event": "date", "date": "event"}.get(kind, kind)


def value(fact: Fact) -> str:
    """Return the value of a fact in short."""
    match fact:
        case Money() | Percent() | Count():
            currency = fact.value.currency if isinstance(fact, Money) else ""
            date = str(fact.value.date) if fact.value.date else ""
            return " ".join(filter(None, (_range(fact), currency, date)))
        case Date() | Event():
            return str(fact.value.date)
        case OfficeHolder():
            return fact.value.holder or ""
        case _:
            return ""


def _range(fact: Amount) -> str:
    low, high = (f"{Decimal(end).normalize():f}" for end in fact.value.ends)
    return low if low == high else f"{low}..{high}"


def about(fact: Fact) -> str:
    """Return the words of a fact beside its value."""
    match fact:
        case Percent():
            return f"{fact.subject} {fact.value.of}"
        case Count():
            return f"{fact.subject} {fact.value.unit}"
        case _:
            return fact.subject
