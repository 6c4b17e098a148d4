"""Freshness: whether a fact was confirmed too long ago to be stated as current."""

from __future__ import annotations

from datetime import timedelta

from pipeline.model.dates import PartialDate
from pipeline.model.facts import Fact, may_change, term_of, when_of
from pipeline.model.settings import StaleDays


def is_stale(fact: Fact, today: PartialDate | None, days: StaleDays) -> bool:
    """Return whether a changeable fact was last confirmed longer ago than its kind allows.

    A fact with a date of its own, and an office-holder whose term has ended, do not change.
    """
    if today is None or fact.as_of is None or not may_change(fact):
        return False
    limit = timedelta(days=days.of(fact))
    return today.first - fact.as_of.last > limit


def is_dated(fact: Fact) -> bool:
    """Return whether a fact has a date or an as-of date."""
    term = term_of(fact)
    return bool(fact.as_of or when_of(fact) or (term and term.to))
