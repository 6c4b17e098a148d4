"""JSON as the files of a release have it: the same text for the same value, UTF-8, ended by a line feed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def text(value: object) -> str:
    """Return a value as JSON for people and programs; single surrogates are escaped, so that all is UTF-8."""
    plain = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(f"\\u{ord(each):04x}" if "\ud800" <= each <= "\udfff" else each for each in plain) + "\n"


def without_blanks(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that have a value."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {}, ())}
