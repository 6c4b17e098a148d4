"""axe: the accessibility of a deck, slide by slide in Chromium, or of a page in four views; its requests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from pipeline import process
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.verify import node
from pipeline.verify.verdict import NoVerdict, Tools, Validator, Verdict, answer, last_words, message

PACKAGES = ("axe-core", "puppeteer-core")


class _Rule(BaseModel):
    id: str
    impact: str | None
    tags: list[str]
    help: str
    target: str
    summary: str
    slides: list[int]


class _Request(BaseModel):
    url: str
    kind: Literal["external", "failed"]


class _Report(BaseModel):
    version: str
    slides: int
    violations: list[_Rule]
    doubts: list[_Rule]
    requests: list[_Request]
    errors: list[str]


def run(path: Path, tools: Tools) -> Verdict:
    """Check a deck or a page."""
    return read(path, node.script("axe.cjs", tools, PACKAGES, path, timeout=300.0))


def read(path: Path, process_result: process.ProcessResult) -> Verdict:
    """Read the report of Dossier's script."""
    if process_result.status:
        raise NoVerdict(f"axe failed: {last_words(process_result)}")
    report = answer(_Report, process_result)
    return Verdict(report.version, tuple(_findings(Place(str(path)), report)))


def _findings(place: Place, report: _Report) -> Iterator[Diagnostic]:
    for each in report.requests:
        what = (
            "asks for something outside itself"
            if each.kind == "external"
            else "asks for a file that it lacks"
        )
        text = f"the page {what}: {each.url[:200]}"
        yield Diagnostic(f"axe/request-{each.kind}", Severity.ERROR, text, place, "carry it in the page")
    for error_text in dict.fromkeys(report.errors):
        yield Diagnostic("axe/page-error", Severity.ERROR, " ".join(error_text.split()), place)
    for rule in report.violations:
        # A rule without a success criterion of WCAG is good practice.
        severity = Severity.WARNING if "best-practice" in rule.tags else Severity.ERROR
        yield Diagnostic(f"axe/{rule.id}", severity, _text(rule, report.slides), place, _hint(rule.summary))
    for name in dict.fromkeys(rule.id for rule in report.doubts):
        same = [rule for rule in report.doubts if rule.id == name]
        slides = sorted({slide for rule in same for slide in rule.slides})
        more = f" and {len(same) - 1} more" if len(same) > 1 else ""
        where = f", {_slides(slides)}" if report.slides else ""
        text = f"to be judged by eye: {message(same[0].help)}: {same[0].target}{more}{where}"
        yield Diagnostic(f"axe/{name}", Severity.NOTE, text, place, _hint(same[0].summary))


def _text(rule: _Rule, slides: int) -> str:
    where = f", {_slides(rule.slides)}" if slides else ""
    return f"{message(rule.help)}: {rule.target}{where}"


def _slides(numbers: Sequence[int]) -> str:
    """Return numbers as text, neighbours as ranges: `slides 1–3, 5`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    spans = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"slide{'s' if len(set(numbers)) > 1 else ''} {spans}"


def _hint(summary: str) -> str:
    """Return axe's advice in one line, without the line that introduces it."""
    lines = [line.strip() for line in summary.splitlines() if line.strip()]
    return message("; ".join(lines[1:] or lines))


AXE = Validator("axe", ("html",), run, lambda tools: node.version(tools, PACKAGES))
