"""The words of the closing table."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from rich.table import Table

from pipeline.build_report import WAIT, BuiltArtifact, Report
from pipeline.closing_table import HEADS, extent_text, size_text, table, text_of
from pipeline.progress import show, tools_table
from pipeline.setup.doctor import Tool


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [
        (1, "pages", "1 page"),
        (2, "pages", "2 pages"),
        (1, "slides", "1 slide"),
        (0, "chapters", "0 chapters"),
    ],
)
def test_one_thing_is_told_in_the_singular(count: int, unit: str, words: str) -> None:
    assert extent_text(count, unit) == words


@pytest.mark.parametrize(("size", "words"), [(12, "1 kB"), (258_103, "258 kB"), (1_200_000, "1.2 MB")])
def test_sizes_are_told_in_powers_of_ten(size: int, words: str) -> None:
    assert size_text(size) == words


def test_words_in_brackets_are_text_in_the_tables() -> None:
    cure = "pip install '.[khmer]'"
    assert cure in tools_table([Tool("khmercut", "parts words", "pdf", False, None, None, cure)])
    report = Report("x", (), (), (Path("build/[red]x/deck.html"),))
    assert "build/[red]x/deck.html" in table([report])


def test_words_in_brackets_are_text_in_what_is_shown_meanwhile(capsys: pytest.CaptureFixture[str]) -> None:
    with show(["[red]x"], terminal=False) as display:
        display.step(0, "edit")
        display.step(0, WAIT)
    assert capsys.readouterr().err.startswith("[red]x: ")


def test_the_table_is_that_of_rich_where_it_is_written_without_it() -> None:
    chance = random.Random(1)
    for _ in range(50):
        artifacts = tuple(
            BuiltArtifact(
                Path("build", "x" * chance.randint(1, 30)),
                10 ** chance.randint(1, 8),
                chance.randint(0, 9),
                "pages",
                1.23,
            )
            for _ in range(chance.randint(1, 4))
        )
        failures = (Path("build/failure"),) if chance.random() < 0.5 else ()
        rich_table = Table(box=None, pad_edge=False, header_style="bold")
        for head in HEADS:
            rich_table.add_column(head, justify="left" if head == HEADS[0] else "right", overflow="fold")
        lines = table([Report("x", artifacts, (), failures)])
        for each in artifacts:
            rich_table.add_row(
                str(each.path), size_text(each.size), extent_text(each.extent, each.extent_unit), "1.2"
            )
        for path in failures:
            rich_table.add_row(str(path), "not built", "", "")
        assert lines == text_of(rich_table)
