"""JSON as the files of a release have it: the same text for the same value, UTF-8, ended by a line feed."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any


def text(value: object) -> str:
    """Return a value as JSON for people and programs, which any reader of JSON takes.

    Single surrogates are escaped, so that all is UTF-8; numbers without an end are null.
    """
    plain = json.dumps(_finite(value), ensure_ascii=False, indent=2, allow_nan=False)
    return "".join(f"\\u{ord(each):04x}" if "\ud800" <= each <= "\udfff" else each for each in plain) + "\n"


def without_blanks(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that have a value."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {}, ())}


def _finite(value: object) -> object:
    match value:
        case float() if not math.isfinite(value):
            return None
        case Mapping():
            return {str(key): _finite(each) for key, each in value.items()}
        case list() | tuple():
            return [_finite(each) for each in value]
        case _:
            return value
