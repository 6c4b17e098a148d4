"""Whether a fact was last known to hold too long ago to be told as if it held."""

from __future__ import annotations

from datetime import timedelta

from pipeline.model.dates import PartialDate
from pipeline.model.facts import Fact, OfficeHolder, when_of
from pipeline.model.settings import StaleDays


def is_stale(fact: Fact, today: PartialDate | None, days: StaleDays) -> bool:
    """Tell whether a fact that may have changed was known to hold only longer ago than its kind allows.

    A fact with a date of its own, and an office-holder whose term has ended, do not change.
    """
    ended = isinstance(fact, OfficeHolder) and fact.value.to is not None
    dated = not isinstance(fact, OfficeHolder) and when_of(fact) is not None
    if today is None or fact.as_of is None or ended or dated:
        return False
    limit = timedelta(days=getattr(days, fact.kind.replace("-", "_")))
    return today.first - fact.as_of.last > limit


def is_dated(fact: Fact) -> bool:
    """Tell whether a fact says of what time it is, or when it was last known to hold."""
    return fact.as_of is not None or when_of(fact) is not None or (
        isinstance(fact, OfficeHolder) and fact.value.to is not None
    )  # fmt: skip
