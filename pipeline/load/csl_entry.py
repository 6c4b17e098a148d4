"""Entries of CSL JSON in the form that citeproc requires, from any program that exports CSL JSON.

Pandoc refuses a whole bibliography because of one number where it expects a text. A well-formed entry is not
changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from pipeline.load.csl_vocabulary import DATES, NAMES, OTHER_TYPES, TYPES, UNKNOWN_TYPE

_NAME_PARTS = frozenset(
    {"family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"}
)
_NAME_FLAGS = frozenset({"comma-suffix", "static-ordering", "parse-names"})
_MOST_DIGITS = 9


def normalize(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry with texts where citeproc expects texts, names as names and dates as dates."""
    fields: dict[str, Any] = {}
    for name, value in entry.items():
        converted_value: Any
        if name == "type":
            converted_value = _type(value)
        elif name == "custom":
            converted_value = value if isinstance(value, dict) else None
        elif name in NAMES:
            converted_value = _names(value)
        elif name in DATES:
            converted_value = _date(value)
        else:
            converted_value = _text(value)
        if converted_value is not None:
            fields[name] = converted_value
    return {**fields, "type": fields.get("type", UNKNOWN_TYPE)}


def _type(value: Any) -> str:
    name = str(value or "").strip().lower().replace(" ", "-")
    return name if name in TYPES else OTHER_TYPES.get(name, UNKNOWN_TYPE)


def _text(value: Any) -> str | None:
    match value:
        case str():
            return value
        case bool() | None:
            return None
        case int() | float():
            return str(value)
        case list():
            return ", ".join(text for each in value if (text := _text(each))) or None
        case _:
            return None


def _names(value: Any) -> list[dict[str, Any]] | None:
    items = value if isinstance(value, list) else [value]
    return [name for each in items if (name := _name(each))] or None


def _name(value: Any) -> dict[str, Any] | None:
    match value:
        case str() if value.strip():
            return {"literal": value}
        case dict():
            parts = {part: _text(value[part]) for part in value if part in _NAME_PARTS}
            if not any(parts.values()) and (other := _text(value.get("name"))):
                parts = {"literal": other}
            flags = {flag: value[flag] for flag in value if flag in _NAME_FLAGS}
            flags = {flag: item for flag, item in flags.items() if isinstance(item, bool | str)}
            present_parts = {part: text for part, text in parts.items() if text is not None}
            return {**present_parts, **flags} if any(present_parts.values()) else None
        case _:
            return None


def _date(value: Any) -> dict[str, Any] | None:
    match value:
        case str() if value.strip():
            number = _number(value)
            return {"date-parts": [[number]]} if number is not None else {"raw": value}
        case bool():
            return None
        case int() | float():
            number = _number(value)
            return {"date-parts": [[number]]} if number is not None else None
        case list():
            return _date({"date-parts": value if value and isinstance(value[0], list) else [value]})
        case dict():
            return _date_of(value)
        case _:
            return None


def _date_of(value: Mapping[str, Any]) -> dict[str, Any] | None:
    date: dict[str, Any] = {}
    parts = value.get("date-parts")
    if parts is None and "year" in value:
        # Without a month, a day would be taken for one.
        parts = [[value[part] for part in takewhile(value.get, ("year", "month", "day"))]]
    if isinstance(parts, list):
        dates = [_date_parts(each) for each in (parts if isinstance(parts[:1], list) else [])]
        date["date-parts"] = [each for each in dates if each][:2]
        if not date["date-parts"]:
            del date["date-parts"]
    for name in ("raw", "literal"):
        if isinstance(value.get(name), str) and value[name].strip():
            date[name] = value[name]
    if not date:
        return None
    season = _number(value.get("season"))
    if season is not None and 1 <= season <= 4:
        date["season"] = season
    if value.get("circa") in (1, "true", "1"):
        date["circa"] = value["circa"] if isinstance(value["circa"], bool | int) else True
    return date


def _date_parts(value: Any) -> list[int]:
    """Return year, month and day if they are numbers."""
    numbers: list[int] = []
    for part in (value if isinstance(value, list) else [value])[:3]:
        number = _number(part)
        if number is None:
            break
        numbers.append(number)
    return numbers


def _number(value: Any) -> int | None:
    """Return a value as a number if it can be one of a date."""
    text = str(value).strip() if not isinstance(value, bool) else ""
    return int(text) if re.fullmatch(rf"-?\d{{1,{_MOST_DIGITS}}}", text) else None
