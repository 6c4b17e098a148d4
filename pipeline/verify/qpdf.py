"""qpdf: whether the structure of a PDF is whole."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline import process
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.verify.verdict import (
    NoVerdict,
    Tools,
    Validator,
    Verdict,
    ask,
    last_words,
    message,
    program_version,
)

SEVERITIES = {0: Severity.NOTE, 2: Severity.ERROR, 3: Severity.WARNING}


def run(path: Path, tools: Tools) -> Verdict:
    """Check a PDF."""
    program = _program()
    version = re.search(r"\d+(?:\.\d+)+", process.output_of([program, "--version"]))
    return read(path, ask([program, "--check", str(path)]), version[0] if version else "")


def read(path: Path, process_result: process.ProcessResult, version: str) -> Verdict:
    """Parse the output of `qpdf --check`: its status is the verdict, each line of its errors a finding."""
    if process_result.status not in SEVERITIES:
        raise NoVerdict(f"qpdf ended with status {process_result.status}: {last_words(process_result)}")
    severity = SEVERITIES[process_result.status]
    lines = [line for line in process_result.errors.splitlines() if line.strip()]
    if process_result.status and not lines:
        lines = [last_words(process_result)]
    place = Place(str(path))
    return Verdict(
        version, tuple(Diagnostic("qpdf", severity, _message(line, path), place) for line in lines)
    )


def _message(line: str, path: Path) -> str:
    """Return a line without the parts before each message: the word, the program, the file."""
    plain = re.sub(r"^(?:WARNING|ERROR|qpdf):\s*", "", line.strip())
    return message(plain.removeprefix(f"{path}:").removeprefix(str(path)).strip())


def _program() -> str:
    program = process.find("qpdf")
    if program is None:
        raise NoVerdict("qpdf is not here", "apt-get install qpdf")
    return program


QPDF = Validator("qpdf", ("pdf",), run, lambda tools: program_version(_program()))
