"""Leftover markup is told from signs that are meant, wherever they stand, and its place is exact."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.load.article import locate
from pipeline.model.diagnostics import Diagnostic

# Each with where the leftover begins in it; None where there is none.
SIGNS = [
    ("Rates of 0.05** and 0.01*** are marked.", None),
    ("It is 2**10, or a**b, or *f* (x)**2.", None),
    ("A price of $5 and $7, or $5_000.", None),
    ("Elements a[1][2], [1][2] and [[1, 2], [3, 4]], x[[\"name\"]] too.", None),
    ("He came in the year\n12. He left.", None),
    ("Write \\{\\{ name \\}\\}, \\[\\[name\\]\\], \\*\\*name and \\&foo;.", None),
    ("Write &#42;&#42;name.", None),
    ("\\#\\#Heading", None),
    ("A \\*\\*name and **name.", "**name."),
    ("A *long* story in **two parts.", "**two"),
    ("A note^[that is cut\n\nin two]. More.", "^[that"),
    ("A note^[that is whole] and x^\\[2\\], 2^[3] and `a^[b`.", None),
    ("Of \\{\\{ one \\}\\} and {{ two }} there.", "{{ two"),
    ("| One | two |\n|-----|-----|\n| a | **b |", "**b"),
    ("Words\n\n:   a *term* with {{ one }}", "{{ one"),
    ("> quoted {{ one }}", "{{ one"),
    ("A note.^[It says {{ one }}.]", "{{ one"),
    ("# A heading with {{ one }}", "{{ one"),
    ("![A caption with {{ one }}](x.png)", "{{ one"),
    ("1. an item\n\n   - below it {{ one }}", "{{ one"),
    ("[a link with {{ one }}](https://example.org)", "{{ one"),
    ("| a line of\n| verse {{ one }}", "{{ one"),
    ("**strong {{ one }}** and more", "{{ one"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "leftover"), SIGNS)
def test_a_leftover_is_told_where_it_stands(text: str, leftover: str | None, tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    head = "---\ntitle: A walk\nstandfirst: One and two, at the beginning.\n---\n\n"
    path.write_text(f"{head}{text}\n", "utf-8")
    leftovers = [
        (each.place.line, each.place.column)
        for each in check_article(locate(str(path), tmp_path)).diagnostics
        if each.code == "markup-leftover"
    ]
    if leftover is None:
        assert leftovers == []
        return
    before = (head + text)[: (head + text).index(leftover)]
    assert leftovers == [(before.count("\n") + 1, len(before) - before.rfind("\n"))]


def leftovers(folder: Path, text: str) -> list[Diagnostic]:
    path = folder / "paper.md"
    path.write_text(f"---\ntitle: A walk\n---\n\n{text}", "utf-8")
    diagnostics = check_article(locate(str(path), folder)).diagnostics
    return [each for each in diagnostics if each.code == "markup-leftover"]


def test_many_leftovers_are_all_told(tmp_path: Path) -> None:
    assert len({each.place for each in leftovers(tmp_path, "A **word {{ x }} here.\n\n" * 500)}) == 1000


def test_rows_of_a_broken_table_are_one_fault(tmp_path: Path) -> None:
    text = "A row of it:\n| one | two |\n\n" * 5 + "It rained.\n\n" * 2 + "Another:\n| one | two |\n"
    result = [(each.place.line, each.message.partition(", as ")[2]) for each in leftovers(tmp_path, text)]
    assert result == [(6, "4 more to line 18"), (25, "")]
