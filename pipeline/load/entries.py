"""The result of reading a bibliography: entries in CSL JSON, the places of their keys, diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.diagnostics import Diagnostic, Place
from pipeline.model.source import SourceText

KeyPlaces = Mapping[str, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries, the places of each key in order, the diagnostics and the keys of unreadable entries."""

    entries: tuple[Any, ...]
    places: KeyPlaces
    diagnostics: tuple[Diagnostic, ...] = ()
    broken_keys: frozenset[str] = frozenset()


def key_places(source: SourceText, keys: Iterable[tuple[str, int, int]]) -> KeyPlaces:
    """Return the places of keys by key; each key comes with its offset and length in the file."""
    places: dict[str, list[Place]] = {}
    for key, offset, length in keys:
        places.setdefault(key, []).append(source.place(offset, length))
    return {key: tuple(key_list) for key, key_list in places.items()}
