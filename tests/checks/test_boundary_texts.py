"""Texts at the boundary of a check, in `boundaries/`: the last one that is right, and the first that is told.

A line `## code` (`## code lang` in another language than English) names the check. Each line below is the
text of an article, its line ends as `\\n`; `->` before a line is a message on it, with the words that it is
said of behind ` @ `. A line that begins with `//` is a comment, one that begins with `=` is a line of the
ledger of the next text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.checks.check import Check
from pipeline.checks.registry import CHECKS
from tests.checks.excerpts import EXCERPTS
from tests.checks.findings import FRONT, messages

FILES = sorted((Path(__file__).parent / "boundaries").glob("*.txt"))


@dataclass
class Case:
    """A text, the ledger it is read with, and what a check says of it."""

    code: str
    lang: str
    text: str
    ledger: str
    messages: list[str]


def cases(file: Path) -> Iterator[Case]:
    """Yield the cases of a file."""
    code, lang, ledger = "", "en", ""
    case: Case | None = None
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("## "):
            code, _, name = line.removeprefix("## ").partition(" ")
            lang, ledger = name or "en", ""
        elif line.startswith("= "):
            ledger += line.removeprefix("= ") + "\n"
        elif line.startswith("-> ") and case is not None:
            case.messages.append(line.removeprefix("-> "))
        elif line.strip() and not line.startswith("//"):
            if case is not None:
                yield case
            case, ledger = Case(code, lang, line.replace("\\n", "\n"), ledger, []), ""
    if case is not None:
        yield case


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.code}: {case.text}") for file in FILES for case in cases(file)]
)
def test_a_text_is_told_from_its_boundary_on(tmp_path: Path, case: Case) -> None:
    front = FRONT.replace("lang: en", f"lang: {case.lang}")
    assert messages(tmp_path, case.code, case.text, case.ledger, front=front) == case.messages


# Checks whose examples need a ledger, a bibliography, a figure or an image beside the text.
WITH_FILES = (EXCERPTS - {"text-missing"}) | {
    "alt-repeats-caption",
    "citation-undefined",
    "crossref-undefined",
    "edition-unknown",
    "fact-mismatch",
    "fact-undefined",
    "fact-unsourced",
    "handling-long",
    "image-missing",
    "number-unbound",
    "office-outside-term",
    "office-two-holders",
    "office-without-as-of",
    "precision-lost",
    "show-unknown",
}


@pytest.mark.parametrize(
    "check", [pytest.param(each, id=each.code) for each in CHECKS if each.code not in WITH_FILES]
)
def test_what_a_check_gives_as_bad_is_told_and_what_it_gives_as_good_is_not(
    tmp_path: Path, check: Check
) -> None:
    assert messages(tmp_path, check.code, check.explanation.bad)
    assert not messages(tmp_path, check.code, check.explanation.good)


def test_only_examples_that_need_files_are_left_out() -> None:
    assert {each.code for each in CHECKS} >= WITH_FILES
