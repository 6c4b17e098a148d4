"""A translation: its numbers and dates compared with the article's by their values and their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.against.own import OwnText
from pipeline.against.theirs import Theirs
from pipeline.against.units import Own, Statement
from pipeline.against.values import Agreement, compare
from pipeline.against.verdicts import State, Verdict, is_specific

# What a pair of statements is worth in the alignment, and what a statement without a partner costs.
_SAME, _UNLIKE, _ALONE = 3.0, -0.5, -0.6
_OPEN, _LONGER = -1.0, -0.01
_UP, _GAP = 1, 2
_MOST_CELLS = 6_000_000
# A statement without its like differs from the article's if those before and after it stand in order.
_PROSE = frozenset({"prose", "list", "key-point", "standfirst", "caption", "note", "cell"})
_Item = tuple[Theirs, Statement]


def judge(all_theirs: Sequence[Theirs], own: OwnText) -> Iterator[Verdict]:
    """Yield the verdicts on the statements of a translation."""
    items: list[_Item] = [
        (each, statement)
        for each in all_theirs
        for statement in each.unit.statements
        if not statement.is_small
    ]
    owns = [
        each
        for each in own.owns
        if each.unit.number < own.prose_count and each.unit.kind in _PROSE and not each.statement.is_small
    ]
    agreements: dict[tuple[int, int], Agreement] = {}
    everywhere = [each for each in own.owns if not each.statement.is_small]
    partner = _align(items, owns, agreements) if len(items) * len(owns) <= _MOST_CELLS else {}
    for number, (theirs, statement) in enumerate(items):
        ours = partner.get(number)
        if ours is not None and agreements[(number, ours)] == "same":
            yield _verdict("same", theirs, statement, owns[ours])
            continue
        equal = next((each for each in everywhere if compare(statement, theirs.unit, each) == "same"), None)
        is_in_place = ours is not None and _is_in_place(number, ours, partner, agreements, owns)
        if equal is not None and not (is_in_place and not is_specific(statement) and ours is not None
                                      and _is_clear(owns[ours])):  # fmt: skip
            yield _verdict("same", theirs, statement, equal)
        elif is_in_place and ours is not None:
            yield _verdict("differs", theirs, statement, owns[ours])
        else:
            yield _verdict("unknown", theirs, statement, None)


def _verdict(state: State, theirs: Theirs, statement: Statement, own: Own | None) -> Verdict:
    return Verdict(state, theirs, statement.start, statement.end, statement.text, own)


def _is_clear(own: Own) -> bool:
    return own.statement.kind in ("money", "percent")


def _align(
    items: Sequence[_Item], owns: Sequence[Own], agreements: dict[tuple[int, int], Agreement]
) -> dict[int, int]:
    """Return for each statement its partner in the article: the alignment in order that is worth most.

    A translation leaves out passages, so that a gap in the article costs the same however long it is.
    """
    width = len(owns) + 1
    best = [0.0] * width
    steps = [bytearray([_GAP] * width)]
    starts = [bytearray(width)]
    for row, (theirs, statement) in enumerate(items, 1):
        before, best = best, [_ALONE * row]
        step, start = bytearray([_UP]), bytearray(1)
        gap = float("-inf")
        for column, own in enumerate(owns, 1):
            agreement = compare(statement, theirs.unit, own)
            pair = float("-inf")
            if agreement != "other":
                agreements[(row - 1, column - 1)] = agreement
                pair = before[column - 1] + (_SAME if agreement == "same" else _UNLIKE)
            start.append(best[column - 1] + _OPEN >= gap + _LONGER)
            gap = max(best[column - 1] + _OPEN, gap + _LONGER)
            ways = (pair, before[column] + _ALONE, gap)
            best.append(max(ways))
            step.append(ways.index(best[-1]))
        steps.append(step)
        starts.append(start)
    result: dict[int, int] = {}
    row, column = len(items), max(range(width), key=lambda each: best[each])
    while row and column:
        match steps[row][column]:
            case 0:
                row, column = row - 1, column - 1
                result[row] = column
            case 1:
                row -= 1
            case _:
                while column and not starts[row][column]:
                    column -= 1
                column -= 1
    return result


def _is_in_place(
    number: int,
    ours: int,
    partner: Mapping[int, int],
    agreements: Mapping[tuple[int, int], Agreement],
    owns: Sequence[Own],
) -> bool:
    """Return whether the statements beside a pair are beside it in the article."""

    def neighbour(step: int) -> int | None:
        for distance in (1, 2):
            other = partner.get(number + step * distance)
            if other is not None and agreements[(number + step * distance, other)] == "same":
                return other if abs(other - ours) <= distance + 1 else None
        return None

    beside = [neighbour(-1), neighbour(1)]
    return None not in beside or any(
        each is not None and owns[each].unit is owns[ours].unit for each in beside
    )
