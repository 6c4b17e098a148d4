"""Slope graphs and shares: every line has both ends, and the parts of a whole add up to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from pipeline.checks.check import Finding, check
from pipeline.checks.survey import Survey
from pipeline.model.consequence import Consequence
from pipeline.model.facts import Fact
from pipeline.model.figures import Fault, Share, Slope
from pipeline.model.shares import part_faults, sum_faults, unlike_faults
from pipeline.model.slopes import slope_faults

_Kind = TypeVar("_Kind", Slope, Share)


@check(Consequence.WRONG)
def figure_slope_ends(survey: Survey) -> Iterator[Finding]:
    """A line of a slope graph has not one value in the first and one in the last column.

    Why: a slope is read from one end to the other. Without an end there is none, with two there is no line.

    Bad:
        kind: slope
        points:
          - fact: exports-2010    # of 2010
            series: exports
          - fact: imports-2020    # of 2020
            series: imports

    Good:
        kind: slope
        points:
          - fact: exports-2010
            series: exports
          - fact: exports-2020
            series: exports
    """
    yield from _figure_faults(survey, Slope, slope_faults)


@check(Consequence.WRONG)
def figure_share_part(survey: Survey) -> Iterator[Finding]:
    """A fact is no part of a whole: a range, less than nothing, or named like another part of its bar.

    Why: the length of a part is one amount, and the bar has room for what is there only.

    Bad:
        kind: share
        parts:
          - fact: balance    # -3 million

    Good:
        kind: bars
        points:
          - fact: balance
    """
    yield from _figure_faults(survey, Share, part_faults)


@check(Consequence.WRONG)
def figure_share_unlike(survey: Survey) -> Iterator[Finding]:
    """Parts of one bar have different units, currencies, price bases, or are percentages of different things.

    Why: what cannot be added is not part of one whole.

    Bad:
        kind: share
        parts:
          - fact: price            # US dollars
          - fact: share-in-gold    # per cent

    Good:
        kind: share
        parts:
          - fact: share-in-gold
          - fact: share-in-paper
    """
    yield from _figure_faults(survey, Share, unlike_faults)


@check(Consequence.WRONG)
def figure_share_sum(survey: Survey) -> Iterator[Finding]:
    """The parts of a bar do not come to their whole.

    Why: a bar that is always full hides what is missing, and makes every part look larger than it is.

    Bad:
        kind: share
        parts:
          - fact: share-in-gold     # 60 per cent
          - fact: share-in-paper    # 25 per cent

    Good:
        kind: share
        rest: not known
        parts:
          - fact: share-in-gold
          - fact: share-in-paper
    """
    yield from _figure_faults(survey, Share, sum_faults)


def _figure_faults(
    survey: Survey, kind: type[_Kind], faults: Callable[[_Kind, Mapping[str, Fact]], Iterator[Fault]]
) -> Iterator[Finding]:
    """Yield the faults of every figure of a kind, each at its place in the figure's file."""
    places = survey.manuscript.places
    for file, figure in survey.manuscript.figures.items():
        if isinstance(figure, kind):
            for fault in faults(figure, survey.facts):
                yield Finding(fault.message, places.of(file, *fault.path), fault.hint)
