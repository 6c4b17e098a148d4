"""Rows of pipe tables: where the bars stand that part cells, and which lines are rows."""

from __future__ import annotations

import pytest

from pipeline.checks.pipe_rows import is_rule, row, rows


@pytest.mark.parametrize(
    ("line", "separators", "start"),
    [
        ("| a | b |", (4,), 0),
        ("a | b", (2,), 0),
        ("| a", (), 0),
        ("a |", (), 0),
        ("|a|b|c|", (2, 4), 0),
        ("  | a | b |  ", (6,), 2),
        ("| a || b |", (4, 5), 0),
        ("", (), 0),
        ("|", (), 0),
        ("||", (), 0),
        # Bars in code and formulas, and behind a backslash, part nothing.
        ("| a \\| b | c |", (9,), 0),
        ("| `a|b` | c |", (8,), 0),
        ("| ``a|b`c|`` | d |", (13,), 0),
        ("| $a|b$ | c |", (8,), 0),
        ("| $a | b |", (5,), 0),
        ("| `a | b |", (5,), 0),
        ("| $$ | $$ |", (), 0),
        ("| $ | $ | c |", (8,), 0),
        ("| \\`a | b` |", (6,), 0),
        ("| `a` | `b` | c |", (6, 12), 0),
        # Marks of blocks before a table, but a short number is its first cell.
        ("- | a | b |", (6,), 2),
        ("> - | a |", (), 4),
        ("[^1]: | a | b |", (10,), 6),
        ("10. | a | b |", (8,), 4),
        ("1. | a | b |", (3, 7), 0),
    ],
)
def test_a_bar_parts_cells(line: str, separators: tuple[int, ...], start: int) -> None:
    result = row(line)
    assert (result.separators, result.start, result.cells) == (separators, start, len(separators) + 1)


@pytest.mark.parametrize(
    ("line", "columns", "surplus"),
    [
        ("| a | b | c |", 3, ()),
        ("| a | b | c |", 2, (8,)),
        ("| a | b | c |", 1, (4, 8)),
        ("| a | b | |", 2, ()),
        ("| a | | c |", 1, (4, 6)),
        ("| a |", 1, ()),
    ],
)
def test_cells_beyond_the_last_column_count_where_they_have_words(
    line: str, columns: int, surplus: tuple[int, ...]
) -> None:
    assert row(line).surplus(columns) == surplus


@pytest.mark.parametrize("line", ["|---|---|", "---|---", ":-:|-:", "  | --- |  ", "---", "---+---"])
def test_a_rule_is_dashes_and_bars(line: str) -> None:
    assert is_rule(line)


@pytest.mark.parametrize("line", ["--- ---", "|--a|", "", "|", "+---+", "| : |"])
def test_other_lines_are_none(line: str) -> None:
    assert not is_rule(line)


TABLE = "| a | b |\n|--|--|\n| c | d |"


@pytest.mark.parametrize(
    ("text", "start", "places"),
    [
        (TABLE, 0, [0, 10, 18]),
        (f"x\n{TABLE}", 2, [2, 12, 20]),
        (f"{TABLE}\n  \nx | y", 0, [0, 10, 18]),
        (f"{TABLE}\n\nx | y", 0, [0, 10, 18]),
        (f"{TABLE}\n", 0, [0, 10, 18]),
        ("| a |\n|--|", 0, [0, 6]),
        ("> | a |\n> |--|\n> | b |", 0, [0, 8, 15]),
        ("| a |", 0, []),
        ("| a |\nb", 0, []),
    ],
)
def test_a_table_has_rows_to_the_next_empty_line(text: str, start: int, places: list[int]) -> None:
    result = list(rows(text, start))
    assert [at for at, _ in result] == places
    assert all(text.startswith(each.line, at) for at, each in result)
