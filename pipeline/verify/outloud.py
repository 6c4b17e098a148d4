"""outloud: a PDF as a screen reader reads it, a second opinion; a program in an environment of its own."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from pipeline import process
from pipeline.model.checkout import cure
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.verify.verdict import (
    NoVerdict,
    Tools,
    Validator,
    Verdict,
    answer,
    ask,
    message,
    program_version,
)

SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.NOTE}


class _Tool(BaseModel):
    version: str


class _Finding(BaseModel):
    rule: str
    severity: str
    message: str
    page: int | None = None
    evidence: str | None = None


class _Rule(BaseModel):
    rule: str
    status: str
    reason: str | None


class _Result(BaseModel):
    verdict: str
    error: str | None
    findings: list[_Finding]
    rules: list[_Rule]


class _Report(BaseModel):
    tool: _Tool
    results: list[_Result]


def run(path: Path, tools: Tools) -> Verdict:
    """Listen to a PDF."""
    return read(path, ask([_program(tools), str(path), "--json", "-", "--quiet"]))


def read(path: Path, process_result: process.ProcessResult) -> Verdict:
    """Read outloud's report on a file; a rule that failed leaves the file unchecked."""
    report = answer(_Report, process_result)
    if len(report.results) != 1:
        raise NoVerdict(f"outloud reports on {len(report.results)} files instead of one")
    (result,) = report.results
    if result.error is not None:
        place = Place(str(path))
        unreadable = Diagnostic("outloud/unreadable", Severity.ERROR, message(result.error), place)
        return Verdict(report.tool.version, (unreadable,))
    crashed_rules = [each.rule for each in result.rules if each.status == "crashed"]
    if crashed_rules or not result.rules:
        raise NoVerdict(f"outloud broke off at {', '.join(crashed_rules) or 'its first rule'}")
    return Verdict(report.tool.version, tuple(_finding(path, each) for each in result.findings))


def _finding(path: Path, entry: _Finding) -> Diagnostic:
    """Return a finding as a diagnostic, with its page and what it quotes."""
    evidence = f": {' '.join(entry.evidence.split())}" if entry.evidence else ""
    page = f" (page {entry.page})" if entry.page else ""
    severity = SEVERITIES.get(entry.severity, Severity.ERROR)
    return Diagnostic(f"outloud/{entry.rule}", severity, message(entry.message) + page + evidence,
                      Place(str(path)))  # fmt: skip


def _program(tools: Tools) -> str:
    program = tools.outloud / "bin" / "outloud"
    if not program.is_file():
        raise NoVerdict("outloud is not here", cure("validators", "from a checkout: make validators"))
    return str(program)


OUTLOUD = Validator("outloud", ("pdf",), run, lambda tools: program_version(_program(tools)))
