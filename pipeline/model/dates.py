"""Dates as precise as they are known: year, month or day, and intervals (ISO 8601-2, EDTF level 0)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date known to the year, the month or the day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; ValueError for any other text or a day that never was."""
        match = _DATE.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if year == 0 or (month is not None and not 1 <= month <= 12):
            raise ValueError(f"{text!r} is not a date: there is no such month")
        if month is not None and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
            raise ValueError(f"{text!r} is not a date: {year}-{month:02d} has no day {day}")
        return cls(year, month, day)

    def __str__(self) -> str:
        """Return the ISO 8601 form."""
        parts = (f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part))
        return "-".join(parts)

    @property
    def first(self) -> date:
        """The first possible day."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last possible day."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def covers(self, other: PartialDate) -> bool:
        """Return whether every day of the other date is within this one."""
        return self.first <= other.first and other.last <= self.last

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return a schema for pydantic: read from a string, written as one."""
        return _string_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe it to JSON Schema."""
        return {
            "type": ["string", "integer"],
            "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
            "examples": ["1991-11-11"],
        }


@dataclass(frozen=True, slots=True)
class When:
    """A date, or an interval from one date to another; an open interval has no end yet."""

    start: PartialDate
    end: PartialDate | None = None
    open: bool = False

    @classmethod
    def parse(cls, text: str) -> When:
        """Read a date, `A/B`, or `A/..`; raise ValueError if it is none of them or runs backwards."""
        first, slash, second = text.partition("/")
        start = PartialDate.parse(first)
        if not slash:
            return cls(start)
        if second.strip() == "..":
            return cls(start, None, True)
        end = PartialDate.parse(second)
        if end.last < start.first:
            raise ValueError(f"{text!r} ends before it begins")
        return cls(start, end)

    def __str__(self) -> str:
        """Return the EDTF form."""
        if self.open:
            return f"{self.start}/.."
        return f"{self.start}/{self.end}" if self.end else str(self.start)

    @property
    def first(self) -> date:
        """The first possible day."""
        return self.start.first

    @property
    def last(self) -> date | None:
        """The last possible day, None if the interval is open."""
        return None if self.open else (self.end or self.start).last

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return a schema for pydantic: read from a string, written as one."""
        return _string_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe it to JSON Schema."""
        one = r"\d{4}(-\d{2}(-\d{2})?)?"
        return {
            "type": ["string", "integer"],
            "pattern": rf"^{one}(/({one}|\.\.))?$",
            "examples": ["1955/1963"],
        }


def _string_schema(kind: type[PartialDate] | type[When]) -> CoreSchema:
    def parse(value: Any) -> PartialDate | When:
        if isinstance(value, kind):
            return value
        if not isinstance(value, str):
            raise ValueError("a date is written YYYY, YYYY-MM or YYYY-MM-DD")
        return kind.parse(value)

    return core_schema.no_info_plain_validator_function(
        parse, serialization=core_schema.to_string_ser_schema()
    )
