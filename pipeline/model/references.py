"""References: entries of a bibliography in CSL JSON, as pandoc's citeproc reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry: its id, its CSL JSON fields, and where it stands in the source."""

    id: str
    fields: Mapping[str, Any]
    place: Place
