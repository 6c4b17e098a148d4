"""A deck for so many minutes: which slides it has, by the weight of the sections, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.editions.deck_section import LEAST_DIVIDED
from pipeline.editions.deck_words import count_words
from pipeline.model.slides import Kind, Slide

SLIDES_PER_MINUTE = 1
# What says most of a section comes first: its first slide, then these kinds.
_KINDS: tuple[Kind, ...] = ("points", "number", "figure", "columns", "table", "text", "formula")

Part = tuple[Slide, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The parts of a deck with the slides that there is time for, and the other slides."""

    parts: tuple[Part, ...]
    omissions: tuple[Slide, ...]


def select(parts: Sequence[Part], minutes: int, opening: int) -> Selection:
    """Return as many slides of each part as its weight gives it; the deck has so many slides before them.

    Each part has a box, figure or table first, the heaviest part before others; then what it lacks most by
    its weight. One that needs several slides has all of them or none.
    """
    room = max(0, minutes * SLIDES_PER_MINUTE - opening)
    weights, queues = [_weight(part) for part in parts], [_queue(part) for part in parts]
    selections: list[list[Slide]] = [[] for _ in parts]

    def lack(place: int) -> tuple[bool, float, int]:
        length = len(selections[place])
        return not length, weights[place] / (length + 0.5), -place

    while candidates := [place for place, queue in enumerate(queues) if any(len(u) <= room for u in queue)]:
        best = max(candidates, key=lack)
        unit = next(each for each in queues[best] if len(each) <= room)
        queues[best].remove(unit)
        selections[best] += unit
        room -= len(unit)
    whole = tuple(_whole(part, rest) for part, rest in zip(parts, selections, strict=True))
    rests = (_omissions(queue, part) for queue, part in zip(queues, parts, strict=True))
    return Selection(whole, tuple(slide for rest in rests for slide in rest))


def _omissions(queue: Sequence[Part], part: Part) -> Part:
    """Return the slides of a part that are still in its queue, in their order."""
    return tuple(slide for slide in part if any(slide in unit for unit in queue))


def _weight(part: Part) -> int:
    """Return the words of a part, on its slides and in their notes."""
    return sum(count_words((*slide.content, *slide.notes)) for slide in part)


def _queue(part: Part) -> list[Part]:
    """Return what a part consists of, what says most of it first."""
    units = list(_units(part))
    places = sorted(range(len(units)), key=lambda place: (place > 0, _rank(units[place]), place))
    return [units[place] for place in places]


def _units(part: Part) -> Iterator[Part]:
    """Yield what belongs together: the slides of one box, figure or table of the source."""
    slides = [slide for slide in part if slide.kind != "divider"]
    for _, group in groupby(slides, key=lambda slide: slide.kind if slide.at is None else slide.at):
        yield tuple(group)


def _rank(unit: Part) -> int:
    kind = unit[0].kind
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _whole(part: Part, selection: Sequence[Slide]) -> Part:
    """Return the slides of a part in their order, with its divider where enough of them are left."""
    rest = tuple(slide for slide in part if slide in selection)
    if len(rest) == sum(slide.kind != "divider" for slide in part):
        return part
    if not rest or part[0].kind != "divider":
        return rest
    if len(rest) >= LEAST_DIVIDED:
        return (part[0], *rest)
    first, *others = (replace(slide, level=2) for slide in rest)
    return (replace(first, id=part[0].id, notes=(*part[0].notes, *first.notes)), *others)
