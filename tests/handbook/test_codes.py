"""The examples in the reference of codes: a bad one, put into the sample, has its code, a good one none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.checks.registry import CHECKS
from pipeline.load.article import locate
from pipeline.report.explanation import Explanation
from tests.checks.casefile import SAMPLE, cases
from tests.checks.excerpts import EXCERPTS

_SECTION = """

# More {#sec-more}

This section has enough words of its own to be a section, and it says something more of the land.

"""


def examples() -> Iterator[Explanation]:
    """Yield the explanations of checks whose examples are whole."""
    for each in CHECKS:
        if each.explanation.bad and each.code not in EXCERPTS:
            yield each.explanation


def codes(text: str, kind: str, folder: Path) -> set[str]:
    """Return the codes of the sample with an example in its text, its ledger or its front matter."""
    shutil.copytree(SAMPLE, folder)
    name = "facts.yaml" if kind == "ledger" else "article.md"
    path = folder / name
    own = path.read_text("utf-8")
    match kind:
        case "ledger":
            lines = "\n".join(f"  {line}" for line in text.split("\n"))
            path.write_text(f"{own}\n{lines}\n", "utf-8")
        case "front":
            path.write_text(own.replace("---\n", f"---\n{text}\n", 1), "utf-8")
        case _:
            path.write_text(f"{own}{_SECTION}{text}\n", "utf-8")
    return {each.code for each in check_article(locate(str(folder), folder)).diagnostics}


def kind_of(text: str) -> str:
    """Return where an example belongs, as its first line tells."""
    first = text.split("\n", 1)[0]
    if first.startswith(("- id:", "- {id:")):
        return "ledger"
    is_key = first.partition(":")[0] in ("editions", "briefing", "deck", "lang", "date")
    return "front" if is_key else "text"


@pytest.mark.parametrize("explanation", list(examples()), ids=lambda each: each.code)
def test_a_bad_example_has_its_code_and_a_good_one_has_not(explanation: Explanation, tmp_path: Path) -> None:
    kind = kind_of(explanation.bad)
    assert explanation.code in codes(explanation.bad, kind, tmp_path / "bad")
    assert explanation.code not in codes(explanation.good, kind, tmp_path / "good")


def test_what_is_abridged_has_whole_cases() -> None:
    there = {(case.code, case.bad) for case in cases()}
    assert {(code, bad) for code in EXCERPTS for bad in (True, False)} <= there
    assert {each.code for each in CHECKS} >= EXCERPTS
