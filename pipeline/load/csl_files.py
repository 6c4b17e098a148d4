"""CSL JSON and CSL YAML files as entries, with the places of their keys."""

from __future__ import annotations

import json
import re
from typing import Any

from pipeline import pandoc
from pipeline.load import yaml_text
from pipeline.load.entries import Entries, key_places
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.source import SourceText

_ID = re.compile(r'"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d{1,18})')
_YAML_ID = re.compile(r"^[ \t]*(?:-[ \t]+)?id:[ \t]*['\"]?([^'\"\n]+?)['\"]?[ \t]*$", re.MULTILINE)
_LISTS = ("references", "items", "data")
_VERBATIM = ("URL", "DOI")
_MOST_DIGITS = 18


_JSON_HINT = (
    "entries are parted by commas, and braces and quotation marks are in pairs; look before this place too"
)


def read_json(source: SourceText) -> Entries:
    """Read CSL JSON: a list of entries, one entry, or a list under `references` or `items`."""
    try:
        value = json.loads(source.text, parse_int=_whole, parse_float=str, parse_constant=str)
    except (json.JSONDecodeError, RecursionError) as failure:
        line, column = getattr(failure, "lineno", 0), getattr(failure, "colno", 0)
        reason = getattr(failure, "msg", "too deeply nested")
        what = f"this is not JSON: {reason[:1].lower()}{reason[1:]}"
        raise DossierError(
            [error("bibliography-invalid", what, Place(source.file, line, column), _JSON_HINT)]
        ) from failure
    keys = ((str(json.loads(match[1])), match.start(1), len(match[1])) for match in _ID.finditer(source.text))
    return Entries(tuple(_entry_list(value, source)), key_places(source, keys))


def _whole(digits: str) -> int | str:
    """Return digits as a number, or unchanged if there are more than any number has."""
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _entry_list(value: Any, source: SourceText) -> list[Any]:
    if isinstance(value, dict):
        entries = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)
        if entries is not None:
            value = entries
        elif "id" in value:
            value = [value]
    if not isinstance(value, list):
        hint = "wrap it in [ ]"
        what = "CSL JSON is a list of entries"
        raise DossierError([error("bibliography-invalid", what, Place(source.file, 1, 1), hint)])
    return value


def read_yaml(source: SourceText) -> Entries:
    """Read CSL YAML as pandoc does, texts as Markdown, after checking how far it expands."""
    content = yaml_text.parse(source)
    places = key_places(
        source, ((match[1], match.start(1), len(match[1])) for match in _YAML_ID.finditer(source.text))
    )
    value = content.value.get("references") if isinstance(content.value, dict) else content.value
    if not isinstance(value, list):
        diagnostics: tuple[Diagnostic, ...] = content.diagnostics or (
            error(
                "bibliography-invalid",
                "CSL YAML has a list of entries under `references`",
                Place(source.file, 1, 1),
                "begin the file with `references:`, and each entry with `- id: …`",
            ),
        )
        raise DossierError(diagnostics)
    entries = [each if isinstance(each, dict) else {} for each in value]
    # JSON is YAML; so pandoc reads exactly the data that was checked.
    block = "---\n" + json.dumps({"references": entries}) + "\n---\n"
    entries_read = pandoc.bibliography(block.encode(), "markdown")
    own = {str(each.get("id")): {name: each[name] for name in _VERBATIM if name in each} for each in entries}
    entries_with_ids = [{**each, **own.get(str(each.get("id")), {})} for each in entries_read]
    # Pandoc reports nothing about entries without a key.
    return Entries(
        (*entries_with_ids, *(each for each in entries if not each.get("id"))), places, content.diagnostics
    )
