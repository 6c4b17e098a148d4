"""The dates of references: CSL's fields as dates, as precise as they are."""

from __future__ import annotations

from pipeline.model.dates import PartialDate, When
from pipeline.model.references import Reference


def date_of(reference: Reference, field: str) -> When | None:
    """Return a date of a reference, such as `issued`, or None if it has none that can be read."""
    value = reference.fields.get(field)
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    dates = [_partial(each) for each in parts] if isinstance(parts, list) else [_raw(value.get("raw"))]
    known_dates = [each for each in dates if each is not None]
    if not known_dates:
        return None
    first, last = known_dates[0], known_dates[-1]
    return When(first, last if len(known_dates) > 1 and first.first <= last.last else None)


def _partial(parts: object) -> PartialDate | None:
    if not isinstance(parts, list) or not parts or not all(isinstance(each, int) for each in parts):
        return None
    year, *rest = parts
    return _raw("-".join((f"{year:04d}", *(f"{part:02d}" for part in rest[:2]))))


def _raw(text: object) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if isinstance(text, str) else None
    except ValueError:
        return None
