"""The forms for programs: JSON, SARIF that its official schema accepts, and commands of GitHub Actions.

`sarif-2.1.0.schema.json` is the schema of SARIF 2.1.0 (errata 5) by OASIS, unchanged, as the npm package
@microsoft/jest-sarif 1.0.0-beta.0 carries it (Copyright Microsoft Corporation, MIT); only this test reads it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from pipeline.checks.registry import CHECKS, explanations
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.report import github, json_findings, sarif
from pipeline.report.renderers import RENDERERS
from pipeline.report.report import Report
from pipeline.schemas import schema_text
from tests.report.samples import REPORT

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text("utf-8"))


def run_of(report: Report) -> Any:
    """Return the only run of a SARIF log, after the schema has accepted the log."""
    log = json.loads(sarif.render(report))
    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(log)] == []
    [run] = log["runs"]
    return run


def test_every_form_renders_without_findings() -> None:
    assert {name: render(Report(())) for name, render in RENDERERS.items() if name != "sarif"} == {
        "text": "no findings\n",
        "short": "",
        "json": json_findings.render(Report(())),
        "github": "",
    }
    assert run_of(Report(()))["results"] == []


def test_json_lists_every_field() -> None:
    value = json.loads(json_findings.render(REPORT))
    assert (value["version"], value["dossier"]) == (1, "1.2.3")
    assert value["summary"] == {"errors": 1, "warnings": 1, "notes": 1}
    first, second, third = value["findings"]
    assert first == {
        "code": "citation-undefined",
        "severity": "error",
        "message": "undefined reference `tretay-1867`",
        "hint": "did you mean `treaty-1867`?",
        "file": "source/alaska/article.md",
        "line": 3,
        "column": 23,
        "end_column": 34,
        "precision": 0.95,
    }
    assert second["precision"] is None
    assert (second["line"], second["column"], second["hint"]) == (7, None, None)
    assert third["line"] is None


@pytest.mark.parametrize("report", [Report(()), REPORT])
def test_json_is_as_its_schema_says(report: Report) -> None:
    schema = json.loads(schema_text("findings"))
    value = json.loads(json_findings.render(report))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []
    for damage in ({"version": 2}, {"findings": [{"code": "x"}]}, {"more": 1}):
        assert list(Draft202012Validator(schema).iter_errors(value | damage))


def test_sarif_names_tool_rules_and_places() -> None:
    run = run_of(REPORT)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("dossier", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == [
        "citation-undefined",
        "reference-unused",
        "tool-missing",
    ]
    rule = driver["rules"][0]
    assert rule["fullDescription"]["text"] == "the reader who wants to look it up finds nothing."
    assert "```\n[@tretay-1867]\n```" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"] == {"tags": ["citations"], "precision": "very-high"}
    result = run["results"][0]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("citation-undefined", 0, "error")
    assert result["message"]["text"] == "undefined reference `tretay-1867` (did you mean `treaty-1867`?)"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "source/alaska/article.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 23, "endColumn": 34},
    }


def test_sarif_counts_columns_in_characters() -> None:
    assert run_of(REPORT)["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("my article/é#1.md", {"uri": "my%20article/%C3%A9%231.md", "uriBaseId": "%SRCROOT%"}),
        ("/srv/a b.md", {"uri": "file:///srv/a%20b.md"}),
    ],
)
def test_sarif_writes_files_as_addresses(file: str, address: dict[str, str]) -> None:
    diagnostic = Diagnostic("code", Severity.NOTE, "message", Place(file))
    [result] = run_of(Report((diagnostic,)))["results"]
    assert result["locations"][0]["physicalLocation"] == {"artifactLocation": address}


def test_sarif_of_every_code_is_valid() -> None:
    diagnostics = tuple(
        Diagnostic(code, Severity.ERROR, "message", Place("a.md", 1)) for code in explanations()
    )
    rules = run_of(replace(REPORT, diagnostics=diagnostics, explanations=explanations()))["tool"]["driver"][
        "rules"
    ]
    assert len(rules) == len(explanations())
    assert {tag for rule in rules for tag in rule["properties"]["tags"]} >= {each.theme for each in CHECKS}


def test_github_commands() -> None:
    assert github.render(REPORT).splitlines() == [
        "::error file=source/alaska/article.md,line=3,col=23,endColumn=33,title=citation-undefined"
        "::undefined reference `tretay-1867` (did you mean `treaty-1867`?)",
        "::warning file=references.json,line=7,title=reference-unused::unused reference `atlas`",
        "::notice file=pandoc,title=tool-missing::pandoc is not there",
    ]


def test_github_escapes_what_would_end_a_command_or_a_property() -> None:
    diagnostic = Diagnostic("code", Severity.ERROR, "100%\r\nof: it, too", Place("a,b:c%.md", 1))
    assert github.render(Report((diagnostic,))) == (
        "::error file=a%2Cb%3Ac%25.md,line=1,title=code::100%25%0D%0Aof: it, too\n"
    )


@pytest.mark.parametrize(
    ("share", "word"), [(0.9, "very-high"), (0.89, "high"), (0.8, "high"), (0.7, "medium"), (0.69, "low")]
)
def test_sarif_names_precision_as_code_scanning_does(share: float, word: str) -> None:
    [rule, *_] = run_of(replace(REPORT, precisions={"citation-undefined": share}))["tool"]["driver"]["rules"]
    assert rule["properties"]["precision"] == word
