"""Reading of TOML with the places of its keys: tomllib has none, and the lines are regular enough."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.load.yaml_text import Path
from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.model.source import SourceText

_HEAD = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w.\"'-]+)\s*=\s*")
_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True, slots=True)
class ParsedToml:
    """A TOML text as tables, the places of values and of keys by path, and diagnostics."""

    value: Mapping[str, Any]
    places: Mapping[Path, Place]
    diagnostics: tuple[Diagnostic, ...]


def parse(source: SourceText, code: str) -> ParsedToml:
    """Parse a TOML text; what is none is reported under a code."""
    try:
        value = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as failure:
        return ParsedToml({}, {}, (_syntax(source, str(failure), code),))
    return ParsedToml(value, _places(source), ())


def _syntax(source: SourceText, reason: str, code: str) -> Diagnostic:
    match = _AT.search(reason)
    line, column = (match.group(1) or 0, match.group(2) or 0) if match else (0, 0)
    message = _AT.sub("", reason)
    place = Place(source.file, int(line), int(column))
    return error(code, f"invalid TOML: {message[:1].lower()}{message[1:]}", place, "see toml.io")


def _places(source: SourceText) -> Mapping[Path, Place]:
    result: dict[Path, Place] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(source.text.split("\n"), 1):
        head = _HEAD.match(line)
        if head:
            table = _names(head.group(1))
            result.setdefault(table, Place(source.file, number, line.index("[") + 1))
            continue
        key = _KEY.match(line)
        if key:
            path = (*table, *_names(key.group(1)))
            result[path] = Place(source.file, number, key.end() + 1)
            column = key.start(1) + 1
            result[(*path, "#key")] = Place(source.file, number, column, column + len(key.group(1)))
    return result


def _names(key_path: str) -> tuple[str, ...]:
    return tuple(part.strip(" \"'") for part in key_path.split("."))
