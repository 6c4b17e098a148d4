"""Cells beyond the last column of a table stand in its last cell; what only looks like one stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from pipeline import build as stages
from pipeline.checking import check_article
from pipeline.load.article import locate
from pipeline.load.long_rows import escape_surplus_marks
from pipeline.model.diagnostics import Severity
from tests.articles import READABLE
from tests.load.test_costs import calls
from tests.read_back import READERS, WITHOUT_NOTES

HEAD = "| a | b |\n|---|---|\n"
LONG = {
    f"{HEAD}| one | two | three |\n": f"{HEAD}| one | two \\| three |\n",
    f"{HEAD}| one | two | three | four\n": f"{HEAD}| one | two \\| three \\| four\n",
    f"{HEAD}one|two|three\n": f"{HEAD}one|two\\|three\n",
    f"{HEAD}| `x|y` | $|x|$ | three |\n": f"{HEAD}| `x|y` | $|x|$ \\| three |\n",
    "a | b\n--|--\none | two | three\n": "a | b\n--|--\none | two \\| three\n",
    "> | a | b |\n> |:-:|--:|\n> | 1 | 2 | three |\n": "> | a | b |\n> |:-:|--:|\n> | 1 | 2 \\| three |\n",
    "| a |\n|---|\n| one | two |\n": "| a |\n|---|\n| one \\| two |\n",
    "| a | b | c |\n|---|---|\n| one | two |\n": "| a | b \\| c |\n|---|---|\n| one | two |\n",
}
WHOLE = {
    "as many cells as columns": f"{HEAD}| one | two |\n",
    "fewer": f"{HEAD}| one\n",
    "empty ones beyond": f"{HEAD}| one | two | | |\n",
    "an escaped mark": f"{HEAD}| one \\| two | three |\n",
    "code": f"{HEAD}| `one | two | three` | four |\n",
    "a block of code": f"```\n{HEAD}| one | two | three |\n```\n",
    "a paragraph": "one | two\nthree | four | five\n",
    "a grid table": "+---+---+\n| a | b |\n+---+---+\n| c | d |\n+---+---+\n",
    "behind an empty line": f"{HEAD}| one | two |\n\n| three | four | five |\n",
    "the heads of a simple table": "a    b\n---  ---\none  two\n",
}


@pytest.mark.parametrize(("text", "output"), LONG.items())
def test_marks_beyond_the_last_column_are_text(text: str, output: str) -> None:
    assert escape_surplus_marks(f"\n{text}") == f"\n{output}"
    assert escape_surplus_marks(f"\n{output}") == f"\n{output}"


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_other_texts_are_left_as_they_are(text: str) -> None:
    assert escape_surplus_marks(f"\n{text}") == f"\n{text}"


def test_every_word_of_a_long_row_is_in_every_edition(tmp_path: Path) -> None:
    rows = "| one | two | third-word | *fourth*-word |\n| five | six | |\n"
    (tmp_path / "paper.md").write_text(f"---\ntitle: Rows\n---\n\n# One\n\n{HEAD}{rows}", "utf-8")
    location = locate(str(tmp_path / "paper.md"), tmp_path)
    (diagnostic,) = (each for each in check_article(location).diagnostics if each.code == "row-too-long")
    assert (diagnostic.place.line, diagnostic.severity) == (9, Severity.WARNING)
    assert diagnostic.message == "a row has 4 cells in a table of 2 columns: the last holds the rest"
    report = stages.build(location, stages.Plan(READABLE, tmp_path / "out"))
    assert {each.path.name for each in report.artifacts} == set(READERS)
    for built_artifact in (each for each in report.artifacts if each.path.name not in WITHOUT_NOTES):
        text = "".join(READERS[built_artifact.path.name](built_artifact.path).split())
        assert "two|third-word|fourth-word" in text, built_artifact.path.name


REPEATED_ROWS: dict[str, Callable[[int], str]] = {
    "tables that follow each other": lambda number: f"{HEAD}| 1 | 2 |\n" * number,
    "rules without a table": lambda number: "x\n" + "> |---|\n|--|x\n" * number,
}


@pytest.mark.parametrize("text", REPEATED_ROWS.values(), ids=REPEATED_ROWS)
def test_the_rows_of_a_table_are_read_once(text: Callable[[int], str]) -> None:
    """Each rule as the head of a table of its own is the fault here: every row is read for every rule."""
    few, many = (calls(partial(escape_surplus_marks, "\n" + text(number))) for number in (100, 400))
    assert many < 5 * few


def test_marks_without_an_end_are_looked_for_once() -> None:
    for line in ("| " + "`" * 20_000, "| " + "``a `b " * 1_000, "| " + "$a" * 3_001, " " * 30_000 + "|-x"):
        assert escape_surplus_marks(f"\n{HEAD}{line}\n") == f"\n{HEAD}{line}\n"
        assert escape_surplus_marks(f"\na\n{line}\n") == f"\na\n{line}\n"
