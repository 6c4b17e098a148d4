"""Proposing facts: plain prose in, the same prose with bindings and the facts that they bind out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline import pandoc
from pipeline.discourse import language
from pipeline.discourse.readings import DateReading
from pipeline.discourse.sentences import Sentence, sentences
from pipeline.facts import markup, words
from pipeline.facts.candidates import Candidate, candidates
from pipeline.facts.existing import Bound, existing
from pipeline.facts.holders import Holder
from pipeline.facts.proposed import Proposer
from pipeline.load import front, prose
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import DossierError
from pipeline.model.facts import Amount, Fact, Ledger
from pipeline.model.source import SourceText
from pipeline.wording.reading import disagreement

ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Proposal:
    """An article's text with bindings, the facts to add to its ledger, and how many bindings there are.

    `bound` counts the new bindings, `reused` those of them to facts that the ledger had already.
    """

    text: str
    facts: tuple[Fact, ...]
    bound: int
    reused: int


def propose(source: SourceText, ledger: Ledger) -> Proposal:
    """Bind what the prose of an article states: to the ledger where it has it, else to a proposed fact.

    A fact found late may be what an earlier token means, so rounds follow until one finds nothing.
    """
    made = Proposal(source.text, (), 0, 0)
    for _ in range(ROUNDS):
        known = Ledger(facts=(*ledger.facts, *made.facts))
        found = _round(replace(source, text=made.text), known, len(ledger.facts))
        made = Proposal(
            found.text, (*made.facts, *found.facts), made.bound + found.bound, made.reused + found.reused
        )
        if not found.bound:
            break
    return made


def _round(source: SourceText, ledger: Ledger, old: int) -> Proposal:
    head = front.read(source, plain=False, default_bibliography=(), title="x")
    blocks, faults = prose.body(source, head, plain=False)
    if not blocks and faults:
        raise DossierError(faults)
    lang = head.matter.lang
    spoken = sentences(blocks, lang)
    forbidden = markup.Forbidden(source.text, head.body_start)
    found = list(candidates(spoken, source.text, forbidden, lang))
    chooser = _Chooser(spoken, ledger, lang)
    for candidate in sorted(found, key=_turn):
        chooser.choose(candidate)
    chosen = {id(c): chooser.chosen[id(c)] for c in found if id(c) in chooser.chosen}
    kept = _standing(source, head.body_start, [c for c in found if id(c) in chosen], chosen)
    text = markup.bound(source.text, (_insertion(each, chosen[id(each)]) for each in kept))
    used = {chosen[id(each)][0].id for each in kept}
    order = {chosen[id(each)][0].id: index for index, each in reversed(list(enumerate(kept)))}
    new = sorted((fact for fact in chooser.new if fact.id in used), key=lambda fact: order[fact.id])
    known = {fact.id for fact in ledger.facts[:old]}
    return Proposal(text, tuple(new), len(kept), sum(chosen[id(each)][0].id in known for each in kept))


def _turn(candidate: Candidate) -> tuple[int, int, int]:
    """Return when a candidate's turn is: amounts and offices, then dates, the finest first."""
    key_point = int(candidate.said.sentence.kind not in ("prose", "list"))
    match candidate.what:
        case DateReading(when=when) if when is not None:
            fineness = 1 if when.start.day else 2 if when.start.month else 3
            return fineness, key_point, candidate.at
        case Holder():
            return 0, int(not candidate.what.office[:2].isupper()) + key_point, candidate.at
        case _:
            return 0, key_point, candidate.at


class _Chooser:
    """Chooses for each candidate a fact of the ledger or makes one."""

    def __init__(self, spoken: Sequence[Sentence], ledger: Ledger, lang: str) -> None:
        self.facts: list[Fact] = list(ledger.facts)
        self.new: list[Fact] = []
        self.lang = lang
        self.proposer = Proposer(spoken, lang, {fact.id for fact in ledger.facts})
        self.chosen: dict[int, Bound] = {}
        self.amounts: dict[int, list[tuple[Candidate, Fact]]] = {}

    def choose(self, candidate: Candidate) -> None:
        """Choose a fact for a candidate, where one agrees with its words."""
        bound = self.dated_amount(candidate) or existing(candidate, self.facts, self.lang)
        if bound is None:
            fact = self.proposer.fact(candidate)
            if fact is None or disagreement(candidate.text, fact, None, self.lang) is not None:
                return
            self.new.append(fact)
            self.facts.append(fact)
            bound = fact, None
        self.chosen[id(candidate)] = bound
        if isinstance(bound[0], Amount):
            self.amounts.setdefault(candidate.index, []).append((candidate, bound[0]))

    def dated_amount(self, candidate: Candidate) -> Bound | None:
        """Return the amount that a year or a month in its clause is the date of, where nothing happened."""
        what = candidate.what
        if not isinstance(what, DateReading) or what.when is None or what.when.start.day:
            return None
        if language.pattern(self.lang, "time", "event").search(candidate.near(self.lang)):
            return None
        text = candidate.said.sentence.text
        left, right = words.clause(text, candidate.start, candidate.end, self.lang)
        near = [
            (abs(each.start - candidate.start), fact)
            for each, fact in self.amounts.get(candidate.index, ())
            if left <= each.start <= right
        ]
        for _, fact in sorted(near, key=lambda pair: pair[0]):
            assert isinstance(fact, Amount)
            if fact.value.date and str(fact.value.date) == str(what.when):
                return (
                    (fact, "date") if disagreement(candidate.text, fact, "date", self.lang) is None else None
                )
        return None


def _insertion(candidate: Candidate, bound: Bound) -> markup.Insertion:
    return markup.Insertion(candidate.at, candidate.to, bound[0].id, bound[1])


def _standing(
    source: SourceText, body_start: int, found: Sequence[Candidate], chosen: dict[int, Bound]
) -> list[Candidate]:
    """Return the candidates whose bindings pandoc reads as bindings, none standing in another."""
    kept: list[Candidate] = []
    for each in found:
        if not kept or each.at >= kept[-1].to:
            kept.append(each)
    text = markup.bound(source.text, (_insertion(each, chosen[id(each)]) for each in kept))
    body = text[text.index("\n", body_start - 1) + 1 :] if body_start else text
    read = Counter(
        (node.attr.get("fact"), " ".join(walk.text_of(node.inlines).split()))
        for node in walk.walk(pandoc.read(body).blocks)
        if isinstance(node, n.Span) and node.attr.get("fact")
    )
    standing = []
    for each in kept:
        key = (chosen[id(each)][0].id, " ".join(each.text.split()))
        if each.at < body_start or read[key] > 0:
            read[key] -= 1
            standing.append(each)
    return standing
