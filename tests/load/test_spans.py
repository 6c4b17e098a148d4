"""A table of two words has no hundred thousand columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model import walk


def table(folder: Path, html: str) -> n.Table:
    (folder / "a.md").write_text(f"---\ntitle: T\n---\n\n{html}\n", "utf-8")
    blocks = load(locate(str(folder / "a.md"), folder)).manuscript.blocks
    return next(node for node in walk.walk(blocks) if isinstance(node, n.Table))


@pytest.mark.parametrize("span", [5_000, 100_000])
def test_cells_that_span_thousands_of_columns_are_narrow(tmp_path: Path, span: int) -> None:
    rows = f"<tr><td colspan={span} rowspan=2>x</td><td>y</td></tr><tr><td>z</td></tr><tr><td>v</td></tr>"
    result = table(tmp_path, f"<table>{rows}</table>")
    assert len(result.columns) == 101
    assert walk.text_of((result,)).split() == ["x", "y", "z", "v"]


def test_a_table_with_spans_of_a_page_stays_as_it_is(tmp_path: Path) -> None:
    result = table(tmp_path, "<table><tr><td colspan=3>x</td><td>y</td></tr></table>")
    assert len(result.columns) == 4
    assert [cell.col_span for row in walk.rows(result) for cell in row.cells] == [3, 1]
