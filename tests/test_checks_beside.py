"""An article is resolved while it is checked: what a build does is what it does one after the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import build as stages
from pipeline.build_report import Report
from pipeline.formats import FORMATS
from pipeline.load.article import locate
from pipeline.model.diagnostics import DossierError, Place, error

HTML = next(each for each in FORMATS if each.file == "deck.html")
HEAD = "---\ntitle: A\nlang: en\n---\n\n# One\n\n"
SOUND, UNSOUND = f"{HEAD}A sentence stands here.\n", f"{HEAD}A sentence [stands]{{fact=nope}} here.\n"
DOUBTFUL = f"{HEAD}A sentence stands here [@nobody].\n"


def build(folder: Path, text: str, processes: int) -> Report:
    """Build the HTML of an article with so many processes; the times of a report differ."""
    file = folder / "a.md"
    file.write_text(text, "utf-8")
    plan = stages.Plan((HTML,), folder / str(processes), processes=processes)
    report = stages.build(locate(str(file), folder), plan)
    return replace(report, times=())


def codes(report: Report) -> list[str]:
    return [each.code for each in report.diagnostics]


def fail(manuscript: object) -> None:
    raise DossierError([error("table-invalid", "no such table", Place("a.md"))])


@pytest.mark.parametrize("text", [SOUND, DOUBTFUL, UNSOUND], ids=["sound", "doubtful", "unsound"])
def test_findings_are_those_of_one_process(text: str, tmp_path: Path) -> None:
    alone, beside = (build(tmp_path, text, processes) for processes in (1, 2))
    assert codes(alone) == codes(beside)
    assert alone.diagnostics == beside.diagnostics
    assert len(alone.artifacts) == len(beside.artifacts)


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_of_a_check_stops_the_build(processes: int, tmp_path: Path) -> None:
    report = build(tmp_path, UNSOUND, processes)
    assert "fact-undefined" in codes(report)
    assert (report.artifacts, [path.name for path in report.failed_paths]) == ((), ["deck.html"])
    assert not list((tmp_path / str(processes)).glob("*/*"))


@pytest.mark.parametrize("processes", [1, 2])
def test_what_an_unsound_article_cannot_be_resolved_to_is_no_finding(
    processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.build.resolve", fail)
    assert "table-invalid" not in codes(build(tmp_path, UNSOUND, processes))


@pytest.mark.parametrize("processes", [1, 2])
def test_what_a_sound_article_cannot_be_resolved_to_is_its_finding(
    processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.build.resolve", fail)
    report = build(tmp_path, SOUND, processes)
    assert codes(report) == ["table-invalid"]
    assert [path.name for path in report.failed_paths] == ["deck.html"]
