"""Diagnostics in one line each, as editors and `grep` read them."""

from __future__ import annotations

from pipeline.report.report import Report, printable


def render(report: Report) -> str:
    """Return a line `file:line:column: severity code: message` for each diagnostic."""
    return "".join(
        printable(f"{d.place}: {d.severity.value} {d.code}: {d.message}") + "\n" for d in report.diagnostics
    )
