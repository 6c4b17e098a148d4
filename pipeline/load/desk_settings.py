"""The desk's settings: `[tool.dossier]` of the pyproject.toml in the working folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from pipeline import disk
from pipeline.load import records, yaml_text
from pipeline.load import text as texts
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.settings import DeskSettings
from pipeline.model.source import SourceText

FILE = "pyproject.toml"
_TABLE = ("tool", "dossier")
_ADAPTER: TypeAdapter[DeskSettings] = TypeAdapter(DeskSettings)
_NAMES = records.Names("desk-unknown", "desk-invalid")
_HEAD = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w.\"'-]+)\s*=\s*")
_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True, slots=True)
class DeskFile:
    """The settings of a desk, the places of their values by path below the table, and the diagnostics."""

    settings: DeskSettings
    places: Mapping[yaml_text.Path, Place]
    diagnostics: tuple[Diagnostic, ...]

    def place(self, *path: str | int) -> Place:
        """Return the place of a value, or of the nearest value above it that has one."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Place(FILE)


def read(folder: Path) -> DeskFile:
    """Read the desk's settings; without the file or the table, return the defaults."""
    path = folder / FILE
    if not disk.exists(path):
        return DeskFile(DeskSettings(), {}, ())
    try:
        source, _ = texts.read_text(path, Reach.of(folder))
    except DossierError as failure:
        return DeskFile(DeskSettings(), {}, failure.diagnostics)
    try:
        value = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as failure:
        return DeskFile(DeskSettings(), {}, (_syntax(source, str(failure)),))
    tools = value.get("tool", {})
    if not isinstance(tools, dict) or "dossier" not in tools:
        return DeskFile(DeskSettings(), {}, ())
    places = dict(_places(source))
    outcome = records.make(_ADAPTER, tools["dossier"], (), places, source.file, _NAMES)
    return DeskFile(outcome.record or DeskSettings(), places, outcome.diagnostics)


def _syntax(source: SourceText, reason: str) -> Diagnostic:
    match = _AT.search(reason)
    line, column = (match.group(1) or 0, match.group(2) or 0) if match else (0, 0)
    message = _AT.sub("", reason)
    place = Place(source.file, int(line), int(column))
    return error("desk-invalid", f"invalid TOML: {message[:1].lower()}{message[1:]}", place, "see toml.io")


def _places(source: SourceText) -> Mapping[yaml_text.Path, Place]:
    """Find the places of the table's keys: tomllib has none, and the lines are regular enough."""
    result: dict[yaml_text.Path, Place] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(source.text.split("\n"), 1):
        head = _HEAD.match(line)
        if head:
            table = _names(head.group(1))
            if table[:2] == _TABLE:
                result.setdefault(table[2:], Place(source.file, number, line.index("[") + 1))
            continue
        key = _KEY.match(line)
        path = (*table, *_names(key.group(1))) if key else ()
        if key and path[:2] == _TABLE:
            result[path[2:]] = Place(source.file, number, key.end() + 1)
            column = key.start(1) + 1
            result[(*path[2:], "#key")] = Place(source.file, number, column, column + len(key.group(1)))
    return result


def _names(key_path: str) -> tuple[str, ...]:
    return tuple(part.strip(" \"'") for part in key_path.split("."))
