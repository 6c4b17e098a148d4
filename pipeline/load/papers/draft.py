"""A front matter during its conversion: values, the places of values, and diagnostics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.load.yaml_text import Path
from pipeline.model.diagnostics import Diagnostic, Place, Severity, warning

MOST_SHOWN = 60


@dataclass(slots=True)
class Draft:
    """The values of a front matter: by Dossier's keys if they are known, else by the original keys."""

    value: dict[str, Any]
    places: dict[Path, Place]
    file: str
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def place(self, *path: str | int) -> Place:
        """Return the place of a value, or of the nearest value above it that has one."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Place(self.file, 1, 1)

    def take(self, key: str) -> Any:
        """Remove a key and return its value; None if there is none."""
        return self.value.pop(key, None)

    def rename(self, old: str, new: str) -> None:
        """Move the value of one key to another, with the places in it."""
        self.value[new] = self.value.pop(old)
        new_places = {(new, *path[1:]): place for path, place in self.places.items() if path[:1] == (old,)}
        self.places.update(new_places)

    def set(self, key: str, value: Any, *path: str | int) -> None:
        """Set a value that was read from another place."""
        self.value[key] = value
        self.places[(key,)] = self.place(*path)

    def warn(self, code: str, message: str, path: Path, hint: str) -> None:
        """Add a warning at the place of a value."""
        self.diagnostics.append(warning(code, message, self.place(*path), hint))

    def note(self, code: str, message: str, path: Path, hint: str = "") -> None:
        """Add a note at the place of a value."""
        self.diagnostics.append(Diagnostic(code, Severity.NOTE, message, self.place(*path), hint))


def plain_words(value: Any) -> str:
    """Return a scalar as text on one line; empty for a list, a mapping or no value."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def quote(text: str) -> str:
    """Return a text as a message shows it: in quotation marks, and not too long."""
    return repr(text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…")


def entries(value: Any) -> list[Any]:
    """Return a list unchanged, no entries for no value, and any other value as one entry."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def fold_keys(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a mapping with keys in lowercase with hyphens; of two keys that become equal, the first wins."""
    result: dict[str, Any] = {}
    for key, item in value.items():
        result.setdefault(key.strip().lower().replace("_", "-").replace(" ", "-"), item)
    return result


def is_true(value: Any) -> bool:
    """Return whether a value is one of YAML's words for true."""
    return isinstance(value, str) and value.strip().lower() in ("true", "yes", "y", "on", "1")
