"""Diagnostics as lines of a snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.model.diagnostics import Diagnostic


def diagnostic_lines(diagnostics: Iterable[Diagnostic]) -> str:
    """Return diagnostics as lines: place, severity and code, message, hint."""
    lines = []
    for each in diagnostics:
        place = each.place
        columns = f"{place.column}-{place.end_column}" if place.end_column else f"{place.column}"
        lines.append(f"{Path(place.file).name}:{place.line}:{columns} {each.severity.value} {each.code}")
        lines += [f"    {text}" for text in (each.message, each.hint) if text]
    return "\n".join(lines)
