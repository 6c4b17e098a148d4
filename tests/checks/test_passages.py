"""Precision and recall of the checks over the passages; the numbers stand at the end of the test run."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.checks.measures import measures, row
from pipeline.checks.registry import explanations
from tests.checks.measuring import FILE, counts_of_passages, render
from tests.checks.passagefile import Outcome, figures, outcome, passages
from tests.snapshots.snapshot import compare

LEAST_RECALL = 0.8
LEAST_PRECISION = 0.85
FEWEST = 60


def report_lines(outcomes: list[Outcome]) -> list[str]:
    """Return a line for the numbers, and one for each finding that is wrong or missing."""
    precision, recall = figures(outcomes)
    clean = sum(not each.passage.defects for each in outcomes)
    lines = [f"{len(outcomes)} passages, {clean} clean: precision {precision:.2f}, recall {recall:.2f}"]
    for each in outcomes:
        lines += [
            f"  {each.passage.name}: false alarm {result.code}: {result.message}" for result in each.wrong
        ]
        lines += [f"  {each.passage.name}: missed {code}: {words}" for code, words in each.misses]
    return lines


def test_precision_and_recall(tmp_path: Path, numbers: list[str]) -> None:
    outcomes = []
    for passage in passages():
        folder = tmp_path / passage.name
        folder.mkdir()
        outcomes.append(outcome(passage, folder))
    numbers += report_lines(outcomes)
    numbers += [f"  {code:28} {row(code)}" for code in measures()]
    precision, recall = figures(outcomes)
    assert recall >= LEAST_RECALL, "\n".join(numbers)
    assert precision >= LEAST_PRECISION, "\n".join(numbers)
    table = tomllib.loads(FILE.read_text("utf-8"))
    compare(FILE, render(table["articles"], counts_of_passages(outcomes)))


def test_there_are_enough_and_half_of_them_are_clean() -> None:
    all_of_them = passages()
    assert len(all_of_them) >= FEWEST
    assert sum(not each.defects for each in all_of_them) * 2 >= len(all_of_them)


@pytest.mark.parametrize("passage", passages(), ids=lambda passage: str(passage.name))
def test_passages_expect_codes_that_there_are(passage: object) -> None:
    result = getattr(passage, "defects")  # noqa: B009 - the parameter is not typed
    assert {code for code, _ in result} <= explanations().keys()
