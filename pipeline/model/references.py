"""References: entries of a bibliography in CSL JSON, as pandoc's citeproc reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a bibliography: its id, its CSL JSON fields, and its place in the source."""

    id: str
    fields: Mapping[str, Any]
    place: Place


_NOCITE = re.compile(r"@\{?([^\s,;\[\]{}]+)")


def nocite_keys(nocite: str | None, references: Sequence[Reference]) -> tuple[str, ...]:
    """Return the keys that `nocite` lists although nothing cites them, each once; `@*` lists all."""
    keys = dict.fromkeys(_NOCITE.findall(nocite or ""))
    return tuple(reference.id for reference in references) if "*" in keys else tuple(keys)
