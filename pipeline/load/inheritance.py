"""Inheritance of BibTeX entries by `crossref` and `xdata`: find circles and chains without an end.

Pandoc follows both without a limit: a circle never ends, and entries that each name two others take
exponential time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.load.bibtex import Entry, Field

# More entries than any work consists of; a chain of two, a part and its book, is usual.
MOST = 500
_Parents = Mapping[str, tuple[tuple[Field, str], ...]]


@dataclass(frozen=True, slots=True)
class InheritanceFault:
    """A field that must not be followed, the key of its entry, and the keys of the circle that it closes.

    Without a circle the entry takes over from too many.
    """

    key: str
    field: Field
    circle: tuple[str, ...]


def faults(text: str, entries: tuple[Entry, ...]) -> tuple[InheritanceFault, ...]:
    """Return the fields to ignore so that inheritance ends; each circle is cut once."""
    entry_by_key = {entry.key: entry for entry in reversed(entries) if entry.is_work and not entry.fault}
    parents: _Parents = {
        key: tuple(
            (field, name)
            for field in entry.fields
            if field.name in ("crossref", "xdata")
            for name in _keys(text, field)
            if name in entry_by_key
        )
        for key, entry in entry_by_key.items()
    }
    weights: dict[str, int] = {}
    return tuple(
        fault for key in entry_by_key if key not in weights for fault in _from(key, parents, weights)
    )


def _keys(text: str, field: Field) -> list[str]:
    value = text[field.value_start : field.end].strip('{}" \t\n')
    return [key for key in re.split(r"\s*,\s*", value) if key]


def _from(start: str, parents: _Parents, weights: dict[str, int]) -> Iterator[InheritanceFault]:
    """Search from an entry; store in `weights` the number of entries that each inherits from, and itself."""
    path = {start: 1}  # in the order of the search
    remaining_parents = [list(parents[start])]
    while path:
        key = next(reversed(path))
        if not remaining_parents[-1]:
            remaining_parents.pop()
            weights[key] = path.pop(key)
            continue
        field, parent = remaining_parents[-1][0]
        if parent in path:
            keys = list(path)
            yield InheritanceFault(key, field, tuple(keys[keys.index(parent) :]))
        elif parent not in weights:
            # It is looked at again when its weight is known.
            path[parent] = 1
            remaining_parents.append(list(parents[parent]))
            continue
        elif path[key] + weights[parent] > MOST:
            yield InheritanceFault(key, field, ())
        else:
            path[key] += weights[parent]
        remaining_parents[-1].pop(0)
