"""Marks of passages that read alike: links with their targets, calls of notes, levels of headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from pipeline.model.inspection import Mark, Passage
from pipeline.parity.comparison import Alignment
from pipeline.parity.differences import Difference
from pipeline.parity.text import fold
from pipeline.wording.clipping import clip


def mark_differences(alignment: Alignment) -> Iterator[Difference]:
    """Yield the differences of marks in what has the same words."""
    yield from _facts(alignment)
    yield from _links(alignment)
    yield from _calls(alignment)
    yield from _levels(alignment)
    yield from _order(alignment)


def _facts(alignment: Alignment) -> Iterator[Difference]:
    """Yield a difference for each fact whose words a file has, which marks facts, and not the mark."""
    own, other = alignment.statement, alignment.inspection
    if not any(mark.kind == "fact" and mark.name for each in other.passages for mark in each.marks):
        return
    for index, passage in enumerate(own.passages):
        for mark in passage.marks:
            if mark.kind != "fact":
                continue
            partners = [alignment.partners.get(each) for each in own.within(index, mark.start, mark.end)]
            words = [other.words[each] for each in partners if each is not None]
            if not words or None in partners:
                continue
            names = {
                each.name
                for word in words
                for each in other.passages[word.passage].marks
                if each.kind == "fact" and each.start < word.end and word.start < each.end
            }
            if mark.name not in names:
                text = clip(fold(passage.text[mark.start : mark.end]), 60)
                also = f", but as {' and '.join(sorted(names))}" if names else ""
                message = f"“{text}” is not marked as the fact {mark.name}{also}"
                spot = other.passages[words[0].passage].spot
                yield Difference("fact-lost", message, passage.at, spot)


def _links(alignment: Alignment) -> Iterator[Difference]:
    own, other = alignment.statement, alignment.inspection
    for index, passage in enumerate(own.passages):
        for mark in passage.marks:
            if mark.kind != "link" or not mark.name:
                continue
            partners = [alignment.partners.get(each) for each in own.within(index, mark.start, mark.end)]
            words = [other.words[each] for each in partners if each is not None]
            if not words or None in partners:
                continue
            targets = {
                each.name
                for word in words
                for each in other.passages[word.passage].marks
                if each.kind == "link" and each.start < word.end and word.start < each.end
            }
            spot = other.passages[words[0].passage].spot
            if not any(_is_same(mark.name, each) for each in targets):
                yield _link_difference(passage, mark, targets, spot)


def _link_difference(passage: Passage, mark: Mark, targets: set[str], spot: int) -> Difference:
    citation = next(
        (each for each in passage.marks if each.kind == "citation" and each.start <= mark.start < each.end),
        None,
    )
    words = f"“{clip(fold(passage.text[mark.start : mark.end]), 60)}”"
    if not targets:
        if citation:
            message = f"the citation of {citation.name}, {words}, is no link any more"
            return Difference("citation-lost", message, passage.at, spot)
        return Difference("link-dead", f"{words} is no link any more", passage.at, spot)
    target = clip(min(targets), 90)
    if citation:
        message = f"the citation of {citation.name}, {words}, leads to {target}, not to {clip(mark.name, 90)}"
        return Difference("citation-lost", message, passage.at, spot)
    message = f"the link {words} leads to {target}, not to {clip(mark.name, 90)}"
    return Difference("link-dead", message, passage.at, spot)


def _is_same(target: str, other: str) -> bool:
    """Return whether two targets are one: the id within a file, or an address in any form."""
    if target.startswith("#"):
        return unquote(target[1:]) == unquote(other.rpartition("#")[2])
    return _address(target) == _address(other)


def _address(target: str) -> str:
    return unquote(target).removeprefix("https://").removeprefix("http://").rstrip("/")


def _calls(alignment: Alignment) -> Iterator[Difference]:
    """Yield a difference for each passage that has fewer calls of notes in the file than it should."""
    own, other = alignment.statement, alignment.inspection
    for index, passage in enumerate(own.passages):
        count = sum(each.kind == "note" for each in passage.marks)
        if not count:
            continue
        partners = [alignment.partners.get(each) for each in own.of(index)]
        places = {other.words[each].passage for each in partners if each is not None}
        if not places or None in partners:
            continue
        calls = sum(mark.kind == "note" for place in places for mark in other.passages[place].marks)
        if calls < count:
            message = (
                f"{count - calls} of {count} calls of notes are lost in “{clip(fold(passage.text), 90)}”"
            )
            yield Difference("note-lost", message, passage.at, other.passages[min(places)].spot)


def _order(alignment: Alignment) -> Iterator[Difference]:
    """Yield a difference for each page, slide or chapter that stands before one that comes after it.

    Pages may hold a figure of the page before: what most of a page's text is, without captions, says where it
    belongs.
    """
    own, other = alignment.statement, alignment.inspection
    numbers: dict[int, list[int]] = {}
    for number, partner in alignment.partners.items():
        if own.passages[own.words[number].passage].kind == "caption":
            continue
        numbers.setdefault(other.passages[other.words[partner].passage].spot, []).append(number)
    middles = [(spot, sorted(some)[len(some) // 2]) for spot, some in sorted(numbers.items()) if spot]
    for (before, one), (spot, middle) in pairwise(middles):
        if middle < one:
            passage = own.passages[own.words[middle].passage]
            message = f"“{clip(fold(passage.text), 90)}” stands after what follows it, on {before}"
            yield Difference("heading-order-differs", message, passage.at, spot)


def _levels(alignment: Alignment) -> Iterator[Difference]:
    """Yield a difference for each heading that is none in the file, or of another level than its like."""
    own, other = alignment.statement, alignment.inspection
    pairs: list[tuple[Passage, Passage]] = []
    for index, passage in enumerate(own.passages):
        if passage.kind == "heading" and (numbers := own.of(index)):
            partner = alignment.partners.get(numbers.start)
            if partner is not None:
                pairs.append((passage, other.passages[other.words[partner].passage]))
    levels: dict[int, Counter[int]] = {}
    for passage, place in pairs:
        levels.setdefault(passage.level, Counter())[place.level] += 1
    for passage, place in pairs:
        usual = levels[passage.level].most_common(1)[0][0]
        if place.level != usual:
            what = f"of level {place.level}, not {usual}" if place.level else "no heading"
            message = f"the heading “{clip(fold(passage.text), 90)}” is {what}"
            yield Difference("heading-order-differs", message, passage.at, place.spot)
