"""Faults seeded in web pages are found: by the standard's parser, and by axe in four views."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.diagnostics import Severity
from pipeline.verify import verify
from pipeline.verify.axe import AXE
from pipeline.verify.html import HTML
from pipeline.verify.verdict import Tools, Validator, Verdict

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The purchase</title>
<meta name="viewport" content="width=device-width"><style>{style}</style></head>
<body><main><h1 id="top">The purchase</h1>
{body}
</main></body></html>
"""
# What a page must not have, and what is found of it.
FAULTS = {
    "<p>a</p></p>": "html/unexpected-end-tag",
    '<a href="#top">a <a href="#top">b</a></a>': "html/unexpected-start-tag-implies-end-tag",
    '<p id="top">a</p>': "html/id-twice",
    '<a href="#nowhere">a</a>': "html/target-missing",
    '<p aria-labelledby="nowhere">a</p>': "html/target-missing",
    "<span><div>a</div></span>": "html/block-in-words",
}


def verdict(path: Path, validator: Validator, body: str, style: str = "") -> Verdict:
    path.write_text(PAGE.format(body=body, style=style), "utf-8")
    [outcome] = verify([path], Tools(), [validator])
    return outcome.verdict


def test_a_good_page_passes(tmp_path: Path) -> None:
    links = '<p>A <a href="#top">link</a>, a <a href="#t%C3%A9">link</a>, <a href="#/2">slide</a></p>'
    body = f'{links}<p id="té">é</p>'
    result = verdict(tmp_path / "a.html", HTML, body)
    assert result.findings == ()
    assert result.version


@pytest.mark.parametrize(("body", "code"), FAULTS.items())
def test_a_fault_is_found(tmp_path: Path, body: str, code: str) -> None:
    findings = verdict(tmp_path / "a.html", HTML, body).findings
    assert code in {each.code for each in findings}
    assert {each.severity for each in findings} == {Severity.ERROR}


def test_a_fault_of_the_parser_has_its_line(tmp_path: Path) -> None:
    (first, *_) = verdict(tmp_path / "a.html", HTML, "<p>a</p></p>").findings
    assert first.place.line == 5


def test_a_page_that_is_not_there_is_not_checked(tmp_path: Path) -> None:
    [outcome] = verify([tmp_path / "none.html"], Tools(), [HTML])
    assert "cannot be read" in outcome.verdict.reason


@pytest.mark.parametrize(
    ("style", "code"),
    [
        ("", ""),
        ("@media (prefers-color-scheme: dark) { p { color: #777; background: #666 } }", "axe/color-contrast"),
        ("@media (max-width: 400px) { p { color: #777; background: #666 } }", "axe/color-contrast"),
        ("p { width: 400px }", "axe/reflow"),
    ],
    ids=["good", "dark", "narrow", "wide"],
)
def test_axe_looks_at_a_page_in_the_dark_and_on_narrow_screens(tmp_path: Path, style: str, code: str) -> None:
    result = verdict(tmp_path / "a.html", AXE, "<p>Words of it.</p>", style)
    if not result.is_checked:
        pytest.skip(f"{result.reason}: make validators")
    assert {each.code for each in result.findings if each.severity is Severity.ERROR} == ({code} - {""})
