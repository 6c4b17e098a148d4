"""Words found again in another text: bound words on pages of a PDF, a line of the source in an edition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.preview.events import UnboundRow
from pipeline.preview.texts import BoundWords, Spot, Text, words_of

# How many words beside those that are looked for tell one place from another.
REACH = 8
# How many words of a line are looked for, and at how many places each.
RAREST, _MOST = 4, 100
# What of a line of the source no edition shows: citations, attributes, addresses of links.
_MARKUP = re.compile(r"\{[^{}]*\}|\]\([^()]*\)|@[\w:.#$%&+?<>~/-]+|<[^<>]*>|&\w+;")


class Places:
    """The places of the words of a text."""

    def __init__(self, text: Text) -> None:
        """Note where each word stands."""
        self.text = text
        self.places: Mapping[str, list[int]] = defaultdict(list)
        for place, word in enumerate(text.words):
            self.places[word].append(place)

    def find(
        self,
        words: Sequence[str],
        before: Sequence[str],
        after: Sequence[str],
        taken_places: frozenset[int] | set[int] = frozenset(),
    ) -> int:
        """Return the place of words, that of the most equal words beside it; -1 if they are nowhere.

        `before` ends with the word before them.
        """
        best, best_score = -1, (-1, 0)
        for place in self.places.get(words[0], ()) if words else ():
            if place in taken_places or self.text.words[place : place + len(words)] != tuple(words):
                continue
            score = self.score(place, len(words), before, after)
            if (score, -place) > best_score:
                best, best_score = place, (score, -place)
        return best

    def score(self, place: int, count: int, before: Sequence[str], after: Sequence[str]) -> int:
        """Return how many words beside those at a place are equal to these."""
        words, end = self.text.words, place + count
        own_before = words[max(0, place - len(before) - 1) : place]
        own_after = words[end : end + len(after) + 1]
        return _count_equal(before[::-1], own_before[::-1]) + _count_equal(after, own_after)


def _count_equal(words: Sequence[str], own_words: Sequence[str]) -> int:
    """Return how many words are equal from the start; a text may have one more, as the number of a note."""
    count = _prefix(words, own_words)
    return count + _prefix(words[count:], own_words[count + 1 :])


def _prefix(words: Sequence[str], own_words: Sequence[str]) -> int:
    pairs = enumerate(zip(words, own_words, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(words), len(own_words)))


def bind(text: Text, bound_text: Text) -> Text:
    """Return a text with the bound words of another one that says the same."""
    places = Places(text)
    taken_places: set[int] = set()
    bindings: list[BoundWords] = []
    for each in bound_text.bindings:
        words = bound_text.words[each.first : each.last + 1]
        before = bound_text.words[max(0, each.first - REACH) : each.first]
        after = bound_text.words[each.last + 1 : each.last + 1 + REACH]
        place = places.find(words, before, after, taken_places)
        if place < 0:
            continue
        taken_places.add(place)
        last = place + len(words) - 1
        bindings += (
            BoundWords(each.fact, place, last, spot) for spot in _lines(text.spots[place : last + 1])
        )
    return Text(text.words, text.spots, tuple(bindings))


def _lines(spots: Sequence[Spot]) -> Iterator[Spot]:
    """Yield a spot for each line that words stand on."""
    line: list[Spot] = []
    for spot in spots:
        if line and not _is_beside(line[-1], spot):
            yield _around(line)
            line = []
        line.append(spot)
    if line:
        yield _around(line)


def _is_beside(one: Spot, other: Spot) -> bool:
    if one == other:
        return True
    if one.box is None or other.box is None or one.page != other.page:
        return False
    return one.box[1] < other.box[1] + other.box[3] and other.box[1] < one.box[1] + one.box[3]


def _around(line: Sequence[Spot]) -> Spot:
    boxes = [each.box for each in line if each.box]
    if not boxes:
        return line[0]
    x, y = min(box[0] for box in boxes), min(box[1] for box in boxes)
    end, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return Spot(label=line[0].label, page=line[0].page, box=(x, y, end - x, bottom - y))


def find_marks(places: Places, marks: Sequence[UnboundRow]) -> Iterator[tuple[str, Spot]]:
    """Yield texts and the spots that they have in an edition, by the words beside them."""
    taken_places = {place for each in places.text.bindings for place in range(each.first, each.last + 1)}
    for mark in marks:
        words = tuple(words_of(mark.text))
        before, after = tuple(words_of(mark.before))[-REACH:], tuple(words_of(mark.after))[:REACH]
        place = places.find(words, before, after, taken_places)
        if place >= 0:
            taken_places.update(range(place, place + len(words)))
            for spot in _lines(places.text.spots[place : place + len(words)]):
                yield mark.text, spot


def place_of_line(places: Places, line: str, column: int) -> Spot | None:
    """Return the spot of a place in a line of the source, where most words around its column stand."""
    own_words, at = _line_words(line, column)
    best, best_count = -1, 0
    for place in _candidates(places, own_words, at):
        count = 1 + places.score(place[0], 1, own_words[: place[1]], own_words[place[1] + 1 :])
        if count > best_count:
            best, best_count = place[0], count
    # A single word in common is chance, unless the line has no more.
    return places.text.spots[best] if best_count > 1 or (best_count and len(own_words) == 1) else None


def _candidates(places: Places, words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """Yield places of the words nearest to a place in a line, and their number in it."""
    nearest = sorted(range(len(words)), key=lambda each: abs(each - at))[: 2 * REACH]
    rarest = sorted(nearest, key=lambda each: len(places.places.get(words[each], ())) or _MOST)[:RAREST]
    for number in rarest:
        for place in places.places.get(words[number], ())[:_MOST]:
            yield place, number


def _line_words(line: str, column: int) -> tuple[list[str], int]:
    """Return the words of a line that editions show, and the number of that at a column, counted from 1."""
    visible = _MARKUP.sub(lambda match: " " * len(match[0]), line)
    before = list(words_of(visible[: max(column - 1, 0)]))
    words = list(words_of(visible))
    return words, min(len(before), max(len(words) - 1, 0))
