"""Differences: what a file lost, altered or added, named by what it is to a reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType

from pipeline.model.inspection import Mark, Passage, PassageKind
from pipeline.parity.comparison import Alignment
from pipeline.parity.gap import Gap
from pipeline.parity.text import fold
from pipeline.wording.clipping import clip

# The longest quotation in a message.
_QUOTATION = 90
_NO_SPOTS: Mapping[int, int] = MappingProxyType({})
# So many words stand in many places.
_FEW = 2
_CODES: dict[PassageKind, str] = {"note": "note-lost", "cell": "table-cell-lost", "alt": "alt-text-lost"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: its code, what is wrong, the offset in the source, and the page, slide or chapter.

    `words` are those that the file has in excess, or lacks whole: the same words in excess elsewhere make of
    both a change of place. Differences of one `group`, as a table or a passage, may be told as one.
    """

    code: str
    message: str
    at: int | None
    spot: int
    words: str = ""
    is_heading: bool = False
    group: str = ""


def differences(alignment: Alignment, spots: Mapping[int, int] = _NO_SPOTS) -> tuple[Difference, ...]:
    """Return the differences of an alignment in the order of the text.

    `spots` are pages, slides or chapters of stated passages, by the identity of each, of those that are not
    in the row of the text: a note or a text alternative that is lost has no neighbours there.
    """
    gaps = [each for gap in alignment.gaps for each in _of_gap(alignment, gap, spots)]
    return tuple(_with_moves(gaps))


def _of_gap(alignment: Alignment, gap: Gap, spots: Mapping[int, int]) -> Iterator[Difference]:
    own, other = alignment.statement, alignment.inspection
    excess = other.text(gap.other_range.start, gap.other_range.stop)
    spot = _spot(alignment, gap, spots)
    if not gap.own_range:
        message = f"{_quote(excess)} is not in the article"
        yield Difference("text-extra", message, _at_before(alignment, gap), spot, excess)
        return
    pieces = [
        (index, range(numbers[0], numbers[-1] + 1))
        for index, group in groupby(gap.own_range, lambda each: own.words[each].passage)
        for numbers in [tuple(group)]
    ]
    whole = [index for index, numbers in pieces if len(numbers) == len(own.of(index))]
    if len(whole) == len(pieces) and not excess:
        yield from _whole(alignment, whole, spot)
        return
    substitute = excess
    for index, numbers in pieces:
        if index in whole and len(pieces) > 1 and not _share(own.text(numbers.start, numbers.stop), excess):
            yield from _whole(alignment, [index], spot)
            continue
        yield _of_part(alignment, index, numbers, substitute, spot)
        substitute = ""


def _share(text: str, other: str) -> bool:
    """Return whether two texts have half of the words of the first in common."""
    words = text.split()
    return 2 * len(set(words) & set(other.split())) >= len(set(words))


def _whole(alignment: Alignment, indexes: Sequence[int], spot: int) -> Iterator[Difference]:
    """Yield a difference for each run of whole passages of one kind that the file lacks."""
    passages = alignment.statement.passages

    def key(index: int) -> tuple[str, int]:
        passage = passages[index]
        return _code_of(passage), passage.cell.table if passage.cell else 0

    for (code, table), items in groupby(indexes, key):
        run = [passages[index] for index in items]
        first, count = run[0], len(run)
        words = " ".join(fold(each.text) for each in run)
        what = {"note-lost": "note", "table-cell-lost": "cell", "alt-text-lost": "text alternative"}.get(
            code, "heading" if first.kind == "heading" else "passage"
        )
        facts = len({mark.name for each in run for mark in each.marks if mark.kind == "fact"})
        where = f" of table {table}" if table else ""
        number = f"the {what}" if count == 1 else f"{count} {what}s"
        also = f", with {facts} fact{'s'[: facts != 1]}" if facts else ""
        verb = "is" if count == 1 else "are"
        message = f"{number}{where} {_quote(first.text)}{' and on' * (count > 1)}{also} {verb} lost"
        group = f"{code}, table {table}" if table else ""
        yield Difference(code, message, first.at, spot, words, first.kind == "heading", group)


def _code_of(passage: Passage) -> str:
    """Return the code of a passage that is lost: that of a fact or a citation if its text is no more."""
    if passage.kind != "text":
        return _CODES.get(passage.kind, "text-lost")
    text = fold(passage.text)
    kinds = {mark.kind for mark in passage.marks if fold(passage.text[mark.start : mark.end]) == text}
    return "fact-lost" if "fact" in kinds else "citation-lost" if "citation" in kinds else "text-lost"


def _of_part(alignment: Alignment, index: int, numbers: range, excess: str, spot: int) -> Difference:
    """Return the difference of words within a passage."""
    own = alignment.statement
    passage = own.passages[index]
    words = own.text(numbers.start, numbers.stop)
    for kind in ("fact", "citation"):
        for mark in passage.marks:
            mark_words = own.within(index, mark.start, mark.end)
            if mark.kind == kind and set(mark_words) & set(numbers):
                return _of_mark(alignment, passage, mark, mark_words, numbers, excess, spot)
    code = _code_of(passage)
    if passage.kind == "heading" and excess and (other := _other_heading(alignment, numbers)):
        message = f"{_quote(other)} stands where {_quote(passage.text)} belongs"
        return Difference("heading-order-differs", message, passage.at, spot)
    if excess:
        message = f"{_quote(words)} became {_quote(excess)}{_around(passage, words)}"
    else:
        message = f"{_quote(words)} is lost{_around(passage, words)}"
    return Difference(code, message, passage.at, spot, group=f"{passage.kind} {index}")


def _of_mark(
    alignment: Alignment,
    passage: Passage,
    mark: Mark,
    mark_words: range,
    numbers: range,
    excess: str,
    spot: int,
) -> Difference:
    """Return the difference of a fact or a citation: lost whole, or with other words."""
    is_fact = mark.kind == "fact"
    label = fold(passage.text[mark.start : mark.end])
    # What stands beside it may have lost a sign with it.
    beside = {_bare(alignment.statement.texts[each]) for each in numbers if each not in mark_words}
    excess = " ".join(each for each in excess.split() if _bare(each) not in beside)
    what = f"the fact {mark.name}" if is_fact else f"the citation of {mark.name}"
    if not excess and set(mark_words) <= set(numbers):
        code = "fact-lost" if is_fact else "citation-lost"
        return Difference(
            code, f"{what}, {_quote(label)}, is lost{_around(passage, label)}", passage.at, spot
        )
    other = alignment.inspection
    words: list[str] = []
    for number in mark_words:
        partner = alignment.partners.get(number)
        if partner is not None:
            words.append(other.texts[partner])
        elif excess and (not words or words[-1] != excess):
            words.append(excess)
    code = "fact-altered" if is_fact else "citation-label-differs"
    now = " ".join(words) or excess
    if len(label) > _QUOTATION:
        loss = _quote(alignment.statement.text(numbers.start, numbers.stop))
        message = f"in {what}, {_quote(label)}, {loss} {f'became {_quote(excess)}' if excess else 'is lost'}"
        return Difference(code, message, passage.at, spot)
    return Difference(code, f"{what} reads {_quote(now)}, not {_quote(label)}", passage.at, spot)


def _other_heading(alignment: Alignment, numbers: range) -> str:
    """Return the heading of the statement that stands in place of another one, or the empty text."""
    gap = next(each for each in alignment.gaps if numbers.start in each.own_range)
    other = alignment.inspection
    text = fold(other.passages[other.words[gap.other_range.start].passage].text) if gap.other_range else ""
    headings = {fold(each.text) for each in alignment.statement.passages if each.kind == "heading"}
    return text if text in headings else ""


def _bare(word: str) -> str:
    return "".join(letter for letter in word if letter.isalnum())


def _around(passage: Passage, words: str) -> str:
    """Return the passage that words stand in, unless they are all of it."""
    text = fold(passage.text)
    return "" if text == words else f", in {_quote(text)}"


def _quote(text: str) -> str:
    return f"“{clip(fold(text), _QUOTATION)}”"


def _spot(alignment: Alignment, gap: Gap, spots: Mapping[int, int]) -> int:
    """Return the page, slide or chapter of a gap: of what stands there, or of what stands before.

    A heading belongs to what stands after it; slides are counted in the statement too.
    """
    own, other = alignment.statement, alignment.inspection
    if gap.other_range:
        return other.passages[other.words[gap.other_range.start].passage].spot
    number = gap.other_range.start
    if gap.own_range:
        first = own.words[gap.own_range.start].passage
        passage = own.passages[first]
        if spot := passage.spot or spots.get(id(passage), 0):
            return spot
        if passage.kind == "heading" and gap.own_range.start in own.starts and number < len(other.words):
            return other.passages[other.words[number].passage].spot
    if not other.words:
        return 0
    before = other.words[max(0, min(number, len(other.words)) - 1)]
    return other.passages[before.passage].spot


def _at_before(alignment: Alignment, gap: Gap) -> int | None:
    """Return the offset in the source of what is stated before a gap."""
    own = alignment.statement
    for number in range(min(gap.own_range.start, len(own.words)) - 1, -1, -1):
        if (at := own.passages[own.words[number].passage].at) is not None:
            return at
    return None


def _with_moves(items: Sequence[Difference]) -> Iterator[Difference]:
    """Yield differences; words lost here and in excess there are one difference, of their place."""
    rests = {index: each.words for index, each in enumerate(items) if each.code == "text-extra"}
    places: dict[int, int] = {}
    for number, each in enumerate(items):
        if each.code == "text-extra" or not each.words:
            continue
        place = next((index for index, rest in rests.items() if _has(rest, each)), None)
        if place is not None:
            places[number] = place
            rests[place] = f" {rests[place]} ".replace(f" {each.words} ", " ", 1).strip()
    for number, each in enumerate(items):
        if number in places:
            code = "heading-order-differs" if each.is_heading else each.code
            message = f"{_quote(each.words)} stands elsewhere"
            yield replace(each, code=code, message=message, spot=items[places[number]].spot)
        elif number not in rests or rests[number]:
            yield each


def _has(excess: str, loss: Difference) -> bool:
    """Return whether words in excess have those of a loss; few words are known again only if they are all."""
    is_telling = loss.is_heading or len(loss.words.split()) > _FEW
    return excess == loss.words or (is_telling and f" {loss.words} " in f" {excess} ")
