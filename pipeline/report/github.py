"""Diagnostics as workflow commands of GitHub Actions, which shows them beside the changed lines."""

from __future__ import annotations

from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.report.report import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report) -> str:
    """Return a line `::error file=...,line=...::message` for each diagnostic."""
    return "".join(_command(each) + "\n" for each in report.diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    properties: dict[str, str | int] = {"file": place.file}
    if place.line:
        properties["line"] = place.line
        if place.column:
            properties["col"] = place.column
            if place.end_column > place.column:
                properties["endColumn"] = place.end_column - 1
    properties["title"] = diagnostic.code
    property_list = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = f"{diagnostic.message} ({diagnostic.hint})" if diagnostic.hint else diagnostic.message
    return f"::{_COMMANDS[diagnostic.severity]} {property_list}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
