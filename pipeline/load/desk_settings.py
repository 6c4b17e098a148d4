"""The desk's settings: `[tool.dossier]` of the pyproject.toml in the working folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from pipeline import disk
from pipeline.load import records, toml_text, yaml_text
from pipeline.load import text as texts
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import Diagnostic, DossierError, Place
from pipeline.model.settings import DeskSettings

FILE = "pyproject.toml"
_TABLE = ("tool", "dossier")
_ADAPTER: TypeAdapter[DeskSettings] = TypeAdapter(DeskSettings)
_NAMES = records.Names("desk-unknown", "desk-invalid")


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
    content = toml_text.parse(source, "desk-invalid")
    if content.diagnostics:
        return DeskFile(DeskSettings(), {}, content.diagnostics)
    tools = content.value.get("tool", {})
    if not isinstance(tools, dict) or "dossier" not in tools:
        return DeskFile(DeskSettings(), {}, ())
    own = len(_TABLE)
    places = {path[own:]: place for path, place in content.places.items() if path[:own] == _TABLE}
    outcome = records.make(_ADAPTER, tools["dossier"], (), places, source.file, _NAMES)
    return DeskFile(outcome.record or DeskSettings(), places, outcome.diagnostics)
