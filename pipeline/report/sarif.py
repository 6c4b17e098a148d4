"""Diagnostics in SARIF 2.1.0, the exchange format of static analysis, with the checks as rules."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from pipeline.model.diagnostics import Diagnostic
from pipeline.report import explanation
from pipeline.report.explanation import Explanation
from pipeline.report.report import Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"


def render(report: Report) -> str:
    """Return a log with one run; its rules are the codes of its diagnostics."""
    codes = sorted({d.code for d in report.diagnostics})
    rules = [_rule(code, report.explanations.get(code), report.precisions.get(code)) for code in codes]
    driver: dict[str, Any] = {"name": "dossier", "rules": rules}
    if report.version:
        driver["version"] = report.version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes) for each in report.diagnostics],
    }
    return (
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _rule(code: str, documentation: Explanation | None, precision: float | None) -> dict[str, Any]:
    if documentation is None:
        return {"id": code}
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in code.replace("/", "-").split("-")),
        "shortDescription": {"text": documentation.what},
        "fullDescription": {"text": documentation.why},
        "help": {"text": explanation.render(documentation), "markdown": explanation.markdown(documentation)},
        "defaultConfiguration": {"level": explanation.severities(documentation)[0].value},
        "properties": {"tags": [documentation.theme], **_precision(precision)},
    }


def _precision(share: float | None) -> dict[str, str]:
    """Return the property by which code scanning sorts rules, in its words; nothing if nobody measured it."""
    if share is None:
        return {}
    words = ((0.9, "very-high"), (0.8, "high"), (0.7, "medium"))
    return {"precision": next((word for least, word in words if share >= least), "low")}


def _result(diagnostic: Diagnostic, codes: list[str]) -> dict[str, Any]:
    message = f"{diagnostic.message} ({diagnostic.hint})" if diagnostic.hint else diagnostic.message
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": diagnostic.severity.value,
        "message": {"text": message},
        "locations": [{"physicalLocation": _location(diagnostic)}],
    }


def _location(diagnostic: Diagnostic) -> dict[str, Any]:
    path = PurePath(diagnostic.place.file)
    if path.is_absolute():
        location: dict[str, Any] = {"artifactLocation": {"uri": path.as_uri()}}
    else:
        location = {"artifactLocation": {"uri": quote(path.as_posix()), "uriBaseId": ROOT}}
    if diagnostic.place.line:
        region = {"startLine": diagnostic.place.line}
        if diagnostic.place.column:
            region["startColumn"] = diagnostic.place.column
            if diagnostic.place.end_column > diagnostic.place.column:
                region["endColumn"] = diagnostic.place.end_column
        location["region"] = region
    return location
