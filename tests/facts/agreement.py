"""How much of what was bound by hand a proposal finds again: the same token, a fact of agreeing value."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.facts import markup
from pipeline.model.dates import PartialDate, When
from pipeline.model.facts import Count, Date, Event, Fact, Ledger, Money, OfficeHolder, Percent, when_of


@dataclass(frozen=True)
class Agreement:
    """Bindings by hand that were found, and those that were not, as words and ids."""

    matches: tuple[str, ...]
    misses: tuple[str, ...]

    @property
    def recall(self) -> float:
        return len(self.matches) / (len(self.matches) + len(self.misses))


def bindings_with_places(text: str) -> list[tuple[int, int, markup.Binding]]:
    """Return the bindings of a text with the places that their words have in the stripped text."""
    cuts: list[tuple[int, int]] = []
    for each in markup.bindings(text):
        if each.inner_start == each.inner_end:
            continue  # What the ledger fills stays as it is.
        cuts += [(each.start, each.inner_start), (each.inner_end, each.end)]
    cuts.sort()

    def shift(at: int) -> int:
        return at - sum(end - start for start, end in cuts if end <= at)

    return [(shift(each.inner_start), shift(each.inner_end), each) for each in markup.bindings(text)]


def agreement(hand: str, ledger: Ledger, text: str, proposals: Ledger) -> Agreement:
    """Compare two texts that are the same without bindings."""
    assert markup.strip(hand) == markup.strip(text)
    plain = markup.strip(hand)
    result = bindings_with_places(text)
    texts: list[str] = []
    misses: list[str] = []
    for start, end, binding in bindings_with_places(hand):
        if start == end:
            continue
        mine = [each for a, b, each in result if a < end and start < b]
        fact = ledger.get(binding.fact)
        assert fact is not None
        good = any(
            (other := proposals.get(each.fact)) and agrees(fact, binding.show, other, each.show)
            for each in mine
        )
        (texts if good else misses).append(f"{plain[start:end]} = {binding.fact}")
    return Agreement(tuple(texts), tuple(misses))


def times(fact: Fact) -> list[When]:
    """Return every time that a fact has."""
    own = when_of(fact)
    dates = [own] if own else []
    if isinstance(fact, OfficeHolder):
        dates += [When(each) for each in (fact.value.from_, fact.value.to) if each]
    return [*dates, *([When(fact.as_of)] if fact.as_of else [])]


def agrees(hand: Fact, part: str | None, proposal: Fact, text: str | None) -> bool:
    """Tell whether a proposed fact, or a part of it, has the value that a person bound."""
    result = isinstance(hand, Event | Date) or part in ("date", "year", "as-of", "from", "to")
    if result or isinstance(proposal, Event | Date) or text in ("date", "year"):
        same_sort = result and (isinstance(proposal, Event | Date) or text in ("date", "year"))
        return same_sort and any(meet(a, b) for a in times(hand) for b in times(proposal))
    match hand, proposal:
        case Money() | Percent() | Count(), Money() | Percent() | Count():
            return hand.kind == proposal.kind and proposal.value.ends[1] in hand.value.ends
        case OfficeHolder(), OfficeHolder():
            return hand.value.holder == proposal.value.holder
        case _:
            return False


def meet(one: When, other: When) -> bool:
    """Tell whether one of two times is the other, told more exactly."""

    def covers(wide: PartialDate, narrow: PartialDate) -> bool:
        return wide.covers(narrow)

    ends = [(one.start, other.start), (one.end or one.start, other.end or other.start)]
    return all(covers(a, b) or covers(b, a) for a, b in ends)
