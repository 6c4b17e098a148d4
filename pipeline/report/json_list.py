"""Diagnostics as a JSON list."""

from __future__ import annotations

import json

from pipeline.report.report import Report


def render(report: Report) -> str:
    """Return a JSON list of objects; unknown lines, columns and precisions are null."""
    items = [
        {
            "code": d.code,
            "severity": d.severity.value,
            "message": d.message,
            "hint": d.hint or None,
            "file": d.place.file,
            "line": d.place.line or None,
            "column": d.place.column or None,
            "end_column": d.place.end_column or None,
            "precision": report.precisions.get(d.code),
        }
        for d in report.diagnostics
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
