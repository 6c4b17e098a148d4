"""Backslashes in Org: what begins nothing is a sign, and all else is what it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.importers import org, reading

ROWS = {
    r"| C:\ | b |": "∖",
    r"| a \\ b |": "a ∖∖ b",
    r"| a \_b |": "∖",
    r"| a \{ | \1 |": "∖1",
    r"| \begin{a} |": "∖begin",
    r"| \end{a} | \par |": "∖par",
    r"| \section{a} | \newcommand{\x}{y} |": "∖newcommand",
    r"| \part | \and | \alpha |": "α",
    r"| \[ | \( a |": "∖( a",
    "| a \\\n| c |": "a ∖",
    r"| \alpha | $\frac{a}{b}$ |": "α",
    r"| \(a\,b\) | =x\ y= |": r"x\ y",
}


@pytest.mark.parametrize("row", ROWS)
def test_a_table_with_backslashes_is_imported(tmp_path: Path, row: str) -> None:
    (tmp_path / "a.org").write_text(f"* One\n\nWords \\\\ and more.\n\n{row}\n\nEnd.\n", "utf-8")
    body = reading.read(tmp_path / "a.org", None, "en").body
    assert ROWS[row] in body.replace("\\_", "_").replace("\\{", "{")
    assert "End." in body


def test_other_lines_stay_as_they_are() -> None:
    text = (
        "a \\\\\nb\n#+begin_src\nx = '\\|'\n| \\ |\n#+end_src\n: \\1\n# \\2\n| \\alpha |\n"
        "\\begin{align}\na &= \\{ 1 \\\\\n\\end{align}\n\\(\\,\\) =\\1= [[file:a\\1][b]]\n"
    )
    assert org.readable(text) == text


def test_costs_are_linear() -> None:
    for piece in ("\\(", "#+begin_src\n", "\\begin{a}", "| \\", "=a", "[[a\\", "$\\"):
        assert org.readable(piece * 30_000).count("\n") == piece.count("\n") * 30_000
