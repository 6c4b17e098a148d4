"""Diagnostics as JSON: the version of the form, how many of each severity there are, and each of them."""

from __future__ import annotations

import json

from pipeline.model.diagnostics import Severity
from pipeline.report.report import Report

# The version of the form. Its schema, `pipeline.model.findings`, takes long to load and is not needed here.
FORM = 1


def render(report: Report) -> str:
    """Return a JSON object; unknown lines, columns and precisions are null."""
    severities = [each.severity for each in report.diagnostics]
    value = {
        "version": FORM,
        "dossier": report.version,
        "summary": {f"{each.value}s": severities.count(each) for each in Severity},
        "findings": [
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
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
