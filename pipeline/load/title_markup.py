"""Markup of other programs in the fields of a work, converted to CSL's tags."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

_VERBATIM = frozenset({"id", "type", "URL", "DOI", "PMID", "PMCID", "ISBN", "ISSN", "custom", "language"})
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAGS: Mapping[str, str] = {"em": "i", "strong": "b", "inf": "sub"}
_TAG = re.compile(r"<(?P<end>/?)(?P<name>em|strong|inf)>", re.IGNORECASE | re.ASCII)
_FOREIGN_TAG = re.compile(r"</?(?:mml|jats|ns\d):[^<>]{0,300}>")


def in_csl(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry without entities, and with CSL's tags instead of HTML's and of publishers'."""
    return {name: value if name in _VERBATIM else _in_csl(value) for name, value in fields.items()}


def _character(match: re.Match[str]) -> str:
    """Return the character of an entity; HTML would read only the beginning of `&notaname;`."""
    text = html.unescape(match.group())
    return match.group() if text.endswith(";") else text


def _in_csl(value: Any) -> Any:
    match value:
        case str() if "&" in value or "<" in value:
            # Some databases write the `&` of an entity as one.
            text = _ENTITY.sub(_character, _ENTITY.sub(_character, value))
            text = _TAG.sub(lambda match: f"<{match['end']}{_TAGS[match['name'].lower()]}>", text)
            return _FOREIGN_TAG.sub("", text)
        case list():
            return [_in_csl(each) for each in value]
        case dict():
            return {name: _in_csl(each) for name, each in value.items()}
        case _:
            return value
