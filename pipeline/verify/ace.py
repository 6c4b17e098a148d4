"""Ace by DAISY: the accessibility of an e-book, its pages opened in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, Field

from pipeline import process
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.verify import node
from pipeline.verify.verdict import NoVerdict, Tools, Validator, Verdict, answer, inside, last_words, message

PACKAGES = ("@daisy/ace-core", "@daisy/ace-axe-runner-puppeteer", "winston")
SEVERITIES = {"critical": Severity.ERROR, "serious": Severity.ERROR}


class _Help(BaseModel):
    description: str = Field("", alias="dct:description")


class _Test(BaseModel):
    title: str = Field(alias="dct:title")
    impact: str = Field("", alias="earl:impact")
    help: _Help = _Help.model_validate({})


class _Pointer(BaseModel):
    css: list[str] = []


class _Result(BaseModel):
    outcome: str = Field(alias="earl:outcome")
    description: str = Field("", alias="dct:description")
    html: str = ""
    pointer: _Pointer = Field(_Pointer(), alias="earl:pointer")


class _Subject(BaseModel):
    url: str


class _Finding(BaseModel):
    result: _Result = Field(alias="earl:result")
    test: _Test = Field(alias="earl:test")


class _Page(BaseModel):
    assertions: list[_Finding]
    subject: _Subject = Field(alias="earl:testSubject")


class _Release(BaseModel):
    revision: str = Field(alias="doap:revision")


class _Software(BaseModel):
    release: _Release = Field(alias="doap:release")


class _Report(BaseModel):
    software: _Software = Field(alias="earl:assertedBy")
    pages: list[_Page] = Field(alias="assertions")
    result: _Result = Field(alias="earl:result")


def run(path: Path, tools: Tools) -> Verdict:
    """Check an e-book."""
    return read(path, node.script("ace.cjs", tools, PACKAGES, path, timeout=300.0))


def read(path: Path, process_result: process.ProcessResult) -> Verdict:
    """Read Ace's report on a file; the exit status is no verdict."""
    if process_result.status:
        raise NoVerdict(f"Ace failed: {last_words(process_result)}")
    report = answer(_Report, process_result)
    findings = tuple(diagnostic for page in report.pages for diagnostic in _findings(path, page))
    if not report.pages or (report.result.outcome == "pass") == bool(findings):
        raise NoVerdict(f"Ace contradicts itself: {report.result.outcome} with {len(findings)} findings")
    return Verdict(report.software.release.revision, findings)


def _findings(path: Path, page: _Page) -> Iterator[Diagnostic]:
    for each in page.assertions:
        if each.result.outcome == "pass":
            continue
        first = each.result.description.strip().splitlines() or [each.test.title]
        where = f", at {each.result.pointer.css[-1]}" if each.result.pointer.css else ""
        yield Diagnostic(
            f"ace/{each.test.title}",
            SEVERITIES.get(each.test.impact, Severity.WARNING),
            message(first[0] if not first[0].endswith(":") else " ".join(first)) + where,
            inside(path, page.subject.url),
            message(each.test.help.description),
        )


ACE = Validator("Ace", ("epub",), run, lambda tools: node.version(tools, PACKAGES))
