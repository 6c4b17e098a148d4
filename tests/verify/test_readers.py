"""What validators say is read as findings; what cannot be read is never a pass."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.process import ProcessResult
from pipeline.verify import ace, axe, epubcheck, ooxml, openxml_audit, outloud, qpdf
from pipeline.verify.verdict import NoVerdict, Verdict

BOOK, DECK, SLIDES, PAGES = Path("out/a.epub"), Path("out/a.html"), Path("out/a.pptx"), Path("out/a.pdf")


def result_of(output: Any, status: int = 0, errors: str = "") -> ProcessResult:
    """Return what a program left that printed a JSON value."""
    return ProcessResult(status, json.dumps(output).encode(), errors)


def lines(verdict: Verdict) -> list[str]:
    """Return findings as short text."""
    return [line(each) for each in verdict.findings]


def line(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.place}: {diagnostic.severity.value} {diagnostic.code}: {diagnostic.message}"


def book_report(**changes: Any) -> dict[str, Any]:
    checker = {"checkerVersion": "5.3.0", "nFatal": 0, "nError": 0}
    return {"messages": [], "checker": checker, "publication": {"ePubVersion": "3.3"}, **changes}


def test_epubcheck_finds_a_broken_link_in_its_place() -> None:
    place = {"path": "EPUB/text/one.xhtml", "line": 15, "column": 28, "context": None}
    result = {
        "ID": "RSC-012", "severity": "ERROR", "message": "Fragment identifier is not defined.",
        "additionalLocations": 3, "locations": [place], "suggestion": None,
    }  # fmt: skip
    checker = {"checkerVersion": "5.3.0", "nFatal": 0, "nError": 1}
    verdict = epubcheck.read(BOOK, result_of(book_report(messages=[result], checker=checker), 1))
    assert verdict.version == "5.3.0"
    assert lines(verdict) == [
        "out/a.epub/EPUB/text/one.xhtml:15:28: error epubcheck/RSC-012: "
        "fragment identifier is not defined (and at 3 places more)"
    ]


@pytest.mark.parametrize(("word", "severity"), [("WARNING", Severity.WARNING), ("USAGE", Severity.NOTE)])
def test_epubcheck_warnings_are_no_errors(word: str, severity: Severity) -> None:
    result = {"ID": "OPF-003", "severity": word, "message": "Item is not declared.", "locations": []}
    [finding] = epubcheck.read(BOOK, result_of(book_report(messages=[result]))).findings
    assert (finding.severity, str(finding.place)) == (severity, "out/a.epub")


def test_epubcheck_names_the_book_itself_once() -> None:
    place = {"path": "./out/a.epub", "line": -1, "column": -1}
    result = {"ID": "PKG-008", "severity": "FATAL", "message": "Unable to read.", "locations": [place]}
    checker = {"checkerVersion": "5.3.0", "nFatal": 1, "nError": 0}
    verdict = epubcheck.read(BOOK, result_of(book_report(messages=[result], checker=checker), 1))
    assert lines(verdict) == ["out/a.epub: error epubcheck/PKG-008: unable to read"]


def test_a_clean_book_passes() -> None:
    verdict = epubcheck.read(BOOK, result_of(book_report()))
    assert verdict.is_checked
    assert verdict.findings == ()


def test_ace_reports_pages_and_package() -> None:
    def finding(rule: str, impact: str, **result: Any) -> dict[str, Any]:
        test = {"dct:title": rule, "earl:impact": impact, "help": {"dct:description": "Add it."}}
        return {"earl:result": {"earl:outcome": "fail", **result}, "earl:test": test}

    absent_metadata = finding(
        "metadata-accessmode", "serious", **{"dct:description": "Publications must say it."}
    )
    image = finding("image-alt", "critical", **{
        "dct:description": "Fix any of the following:\n  Element has no alt attribute",
        "earl:pointer": {"css": ["body > img"]},
    })  # fmt: skip
    small = finding("metadata-accessibilitysummary", "moderate", **{"dct:description": "Should say it"})
    report = {
        "earl:assertedBy": {"doap:release": {"doap:revision": "1.4.6"}},
        "earl:result": {"earl:outcome": "fail"},
        "assertions": [
            {"earl:testSubject": {"url": "EPUB/content.opf"}, "assertions": [absent_metadata, small]},
            {"earl:testSubject": {"url": "text/one.xhtml"}, "assertions": [image]},
        ],
    }
    verdict = ace.read(BOOK, result_of(report))
    assert lines(verdict) == [
        "out/a.epub/EPUB/content.opf: error ace/metadata-accessmode: publications must say it",
        "out/a.epub/EPUB/content.opf: warning ace/metadata-accessibilitysummary: should say it",
        "out/a.epub/text/one.xhtml: error ace/image-alt: "
        "fix any of the following: Element has no alt attribute, at body > img",
    ]
    assert {each.hint for each in verdict.findings} == {"add it"}


def deck_report(**changes: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"violations": [], "doubts": [], "requests": [], "errors": []}
    return {"version": "4.14.1", "slides": 9, **empty, **changes}


def test_axe_reports_slides_requests_and_doubts() -> None:
    def rule(name: str, *tags: str) -> dict[str, Any]:
        summary = "Fix any of the following:\n  Contrast is 2.1"
        return {"id": name, "impact": None, "tags": list(tags), "help": "Text must be seen", "target": "h2",
                "summary": summary, "slides": [1, 2, 3, 7]}  # fmt: skip

    report = deck_report(
        violations=[rule("color-contrast", "wcag2aa"), rule("region", "best-practice")],
        doubts=[rule("color-contrast", "wcag2aa")],
        requests=[
            {"url": "https://example.org/a.js", "kind": "external"},
            {"url": "file:///b", "kind": "failed"},
        ],
        errors=["Reveal is not defined", "Reveal is not defined"],
    )
    verdict = axe.read(DECK, result_of(report))
    assert lines(verdict) == [
        "out/a.html: error axe/request-external: "
        "the page asks for something outside itself: https://example.org/a.js",
        "out/a.html: error axe/request-failed: the page asks for a file that it lacks: file:///b",
        "out/a.html: error axe/page-error: Reveal is not defined",
        "out/a.html: error axe/color-contrast: text must be seen: h2, slides 1–3, 7",
        "out/a.html: warning axe/region: text must be seen: h2, slides 1–3, 7",
        "out/a.html: note axe/color-contrast: to be judged by eye: text must be seen: h2, slides 1–3, 7",
    ]
    assert verdict.findings[3].hint == "contrast is 2.1"


def test_the_sdk_names_the_part_and_the_element() -> None:
    entry = {"description": "The element has invalid child element.", "path": "/ppt/slides/slide1.xml",
             "xPath": "/p:sld[1]", "id": "Sch_InvalidElement", "errorType": "Schema"}  # fmt: skip
    result = {"description": "File contains corrupted data.", "path": None, "xPath": None, "id": None,
              "errorType": "Exception"}  # fmt: skip
    verdict = ooxml.read(SLIDES, result_of({"ok": False, "errors": [entry, result]}), "0.4.0")
    assert lines(verdict) == [
        "out/a.pptx/ppt/slides/slide1.xml: error ooxml/Sch_InvalidElement: "
        "the element has invalid child element, at /p:sld[1]",
        "out/a.pptx: error ooxml/Exception: file contains corrupted data",
    ]


def test_openxml_audit_keeps_severities() -> None:
    errors = [
        {
            "type": "schema",
            "severity": "error",
            "description": "Bad.",
            "part_uri": "/ppt/a.xml",
            "path": "/b[1]",
        },
        {"type": "markup_compatibility", "severity": "warning", "description": "Odd", "part_uri": ""},
    ]
    verdict = openxml_audit.read(SLIDES, result_of([{"valid": False, "errors": errors}], 1), "0.8.0")
    assert lines(verdict) == [
        "out/a.pptx/ppt/a.xml: error openxml-audit/schema: bad, at /b[1]",
        "out/a.pptx: warning openxml-audit/markup-compatibility: odd",
    ]


def test_qpdf_says_by_its_status_how_grave_it_is() -> None:
    text = "WARNING: out/a.pdf: file is damaged\nqpdf: out/a.pdf: unable to find trailer dictionary\n"
    assert lines(qpdf.read(PAGES, ProcessResult(2, b"", text), "11.3.0")) == [
        "out/a.pdf: error qpdf: file is damaged",
        "out/a.pdf: error qpdf: unable to find trailer dictionary",
    ]
    assert lines(qpdf.read(PAGES, ProcessResult(3, b"", text), ""))[0].startswith("out/a.pdf: warning qpdf:")
    assert qpdf.read(PAGES, ProcessResult(0, b"No errors found", ""), "").findings == ()
    assert lines(qpdf.read(PAGES, ProcessResult(2, b"", ""), "")) == [
        "out/a.pdf: error qpdf: it ended with status 2"
    ]


READERS: dict[str, Callable[[ProcessResult], Verdict]] = {
    "epubcheck": lambda process_result: epubcheck.read(BOOK, process_result),
    "ace": lambda process_result: ace.read(BOOK, process_result),
    "axe": lambda process_result: axe.read(DECK, process_result),
    "ooxml": lambda process_result: ooxml.read(SLIDES, process_result, "1"),
    "openxml-audit": lambda process_result: openxml_audit.read(SLIDES, process_result, "1"),
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("output", [b"", b"Killed", b"{}", b"[]", b"null", b'{"messages": []}', b"\xff\xfe"])
@pytest.mark.parametrize("status", [0, 1])
def test_no_answer_is_not_checked(
    reader: Callable[[ProcessResult], Verdict], output: bytes, status: int
) -> None:
    with pytest.raises(NoVerdict, match=r"\w"):
        reader(ProcessResult(status, output, "out of memory"))


CONTRADICTIONS: dict[str, tuple[str, ProcessResult]] = {
    "a book that was not opened": ("epubcheck", result_of(book_report(publication={"ePubVersion": None}))),
    "status without errors": ("epubcheck", result_of(book_report(), 1)),
    "errors without messages": (
        "epubcheck", result_of(book_report(checker={"checkerVersion": "5", "nFatal": 0, "nError": 2})),
    ),
    "valid with errors": ("openxml-audit", result_of([{"valid": False, "errors": []}])),
    "no file": ("openxml-audit", result_of([])),
    "not ok without errors": ("ooxml", result_of({"ok": False, "errors": []})),
    "a crash after the answer": ("ooxml", result_of({"ok": True, "errors": []}, 134)),
    "a deck's crash": ("axe", result_of(deck_report(), 1)),
    "a book without pages": ("ace", result_of({
        "earl:assertedBy": {"doap:release": {"doap:revision": "1"}}, "assertions": [],
        "earl:result": {"earl:outcome": "pass"},
    })),
}  # fmt: skip


@pytest.mark.parametrize(("reader", "process_result"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_is_not_checked(reader: str, process_result: ProcessResult) -> None:
    with pytest.raises(NoVerdict, match=r"\w"):
        READERS[reader](process_result)


def test_qpdf_killed_is_not_checked() -> None:
    with pytest.raises(NoVerdict, match="status -9"):
        qpdf.read(PAGES, ProcessResult(-9, b"", ""), "11.3.0")


def report_of(**changes: Any) -> dict[str, Any]:
    rule = {"rule": "LNK-003", "status": "ran", "reason": None}
    result = {"verdict": "pass", "error": None, "findings": [], "rules": [rule], **changes}
    return {"tool": {"name": "outloud", "version": "0.2.1"}, "results": [result]}


def test_outloud_says_the_page_and_what_it_heard() -> None:
    result = {
        "rule": "LNK-003", "severity": "error", "message": "1 /Link element has no text",
        "page": 3, "evidence": "Terms\nof use", "count": 1,
    }  # fmt: skip
    verdict = outloud.read(PAGES, result_of(report_of(verdict="fail", findings=[result]), 1))
    assert verdict.version == "0.2.1"
    assert lines(verdict) == [
        "out/a.pdf: error outloud/LNK-003: 1 /Link element has no text (page 3): Terms of use"
    ]


@pytest.mark.parametrize(("word", "severity"), [("warning", Severity.WARNING), ("info", Severity.NOTE)])
def test_outloud_warnings_are_no_errors(word: str, severity: Severity) -> None:
    result = {"rule": "ORD-001", "severity": word, "message": "2 page(s) are painted in another order"}
    [finding] = outloud.read(PAGES, result_of(report_of(findings=[result]))).findings
    assert finding.severity is severity


def test_outloud_cannot_open_every_file() -> None:
    verdict = outloud.read(
        PAGES, result_of(report_of(verdict="unreadable", error="PdfError: no trailer", rules=[]), 2)
    )
    assert lines(verdict) == ["out/a.pdf: error outloud/unreadable: PdfError: no trailer"]


@pytest.mark.parametrize(
    "report",
    [
        report_of(rules=[]),
        report_of(rules=[{"rule": "LNK-003", "status": "crashed", "reason": "KeyError"}]),
        {**report_of(), "results": []},
        {"tool": {}},
    ],
)
def test_outloud_that_broke_off_has_not_checked(report: dict[str, Any]) -> None:
    with pytest.raises(NoVerdict):
        outloud.read(PAGES, result_of(report))
