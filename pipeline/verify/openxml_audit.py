"""openxml-audit: slides against the Open XML schemas, in Python; also finds duplicate shape ids."""

from __future__ import annotations

import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from pydantic import BaseModel, RootModel

from pipeline import process
from pipeline.model.checkout import cure
from pipeline.model.diagnostics import Diagnostic, Severity
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
    package_version,
)


class _Error(BaseModel):
    type: str
    severity: str
    description: str
    part_uri: str = ""
    path: str = ""


class _File(BaseModel):
    valid: bool
    errors: list[_Error]


class _Report(RootModel[list[_File]]):
    pass


def run(path: Path, tools: Tools) -> Verdict:
    """Check slides in a process of its own: its limits and crashes do not affect this one."""
    if find_spec("openxml_audit") is None:
        raise NoVerdict("openxml-audit is not here", cure("setup-dev", "pip install openxml-audit"))
    options = ["--output", "json", "--max-errors", "0", "--format", "office2019"]
    process_result = ask([sys.executable, "-P", "-m", "openxml_audit", str(path), *options])
    return read(path, process_result, version("openxml-audit"))


def read(path: Path, process_result: process.ProcessResult, version: str) -> Verdict:
    """Read openxml-audit's report on a file."""
    files = answer(_Report, process_result).root
    if len(files) != 1:
        raise NoVerdict(f"openxml-audit read {len(files)} files: {last_words(process_result)}")
    findings = tuple(_finding(path, each) for each in files[0].errors)
    if files[0].valid == any(each.severity is Severity.ERROR for each in findings):
        raise NoVerdict("openxml-audit contradicts itself")
    return Verdict(version, findings)


def _finding(path: Path, entry: _Error) -> Diagnostic:
    severity = {"error": Severity.ERROR, "warning": Severity.WARNING}.get(entry.severity, Severity.NOTE)
    text = message(entry.description) + (f", at {entry.path}" if entry.path else "")
    return Diagnostic(
        f"openxml-audit/{entry.type.replace('_', '-')}", severity, text, inside(path, entry.part_uri)
    )


OPENXML_AUDIT = Validator("openxml-audit", ("pptx",), run, lambda tools: package_version("openxml-audit"))
