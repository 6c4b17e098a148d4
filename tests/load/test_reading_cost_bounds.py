"""What pandoc would take too long for begins exactly at its bounds, and is told where it begins."""

from __future__ import annotations

import pytest

from pipeline.load import reading_cost
from pipeline.load.angle_brackets import A_LITTLE, escape_brackets, find_escapable
from pipeline.load.reading_cost import COMMANDS, ENVIRONMENTS, LINKS, TICKS, find_excess

BEFORE = "Some words.\n\n"


@pytest.mark.parametrize(
    ("unit", "most", "words", "offset"),
    [
        ("`", TICKS, "back-ticks", 0),
        ("\\begin{a} ", ENVIRONMENTS, "environments of LaTeX", 0),
        ("\\emph{", COMMANDS, "commands of LaTeX", 5),
        ("a](b", LINKS, "addresses of links", 1),
    ],
)
def test_so_many_are_open_and_no_more(unit: str, most: int, words: str, offset: int) -> None:
    assert find_excess(BEFORE + unit * most) is None
    result = find_excess(BEFORE + unit * (most + 1))
    assert result is not None
    assert words in result.message
    assert str(most) in result.message
    assert result.offset == len(BEFORE) + offset
    assert result.hint


def test_the_bounds_are_those_that_are_documented() -> None:
    assert (TICKS, ENVIRONMENTS, COMMANDS, LINKS) == (12, 48, 100, 100)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("\\begin{a}" * 60 + "\\end{a}" * 60, 1),
        ("\\begin{a}\\end{a}" * 100, 0),
        ("\\end{a}" * 100 + "\\begin{a}" * 48, 0),
        ("\\emph{a}" * 200, 0),
        ("[a](b)" * 200, 0),
        (")" * 200 + "[a](b" * 80, 0),
    ],
)
def test_what_is_closed_is_not_open(text: str, count: int) -> None:
    assert (find_excess(text) is not None) == bool(count)


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("word " * 30 + "[a " * 14 + "word " * 500, "[a "),
        ("[b] [c] " + "[" * 14 + "word " * 500, "[[["),
        ("[b](c 'd' \n\n" + "<span>" * 14 + "word " * 500, "<span>"),
    ],
)
def test_brackets_are_told_where_the_first_open_one_stands(text: str, begin: str) -> None:
    result = find_excess(text)
    assert result is not None
    assert result.offset == text.index(begin)
    assert ("tags" if "span" in begin else "brackets") in result.message


def cost(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many words behind brackets are the first that are too many."""

    def is_too_much(count: int) -> bool:
        return find_excess(text + "w" * count) is not None

    monkeypatch.setattr(reading_cost, "IN_A_PARAGRAPH", 10_000.0)
    low, high = 0, 20_000
    assert is_too_much(high)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_too_much(middle) else (middle, high)
    return high


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("[[[[", 16),
        ("((((" + "[[[[", 16),
        ("a][[[[", 24),
        ("~~[[[[", 81),
        ("~~" + "word " * 4 + "[[[[", 16),
        ("@key [[[[", 24),
        ("@key[[[[", 24),
        ("@key, [[[[", 16),
        ("<span>" * 4, 16),
        ("<mark class='a'><span>" * 2, 16),
        ("</span>" * 4 + "[[[[", 16),
        ("[a](b 'c [a](b 'c [a](b 'c [a](b 'c ", 16 * 1),
        ("[[", 0),
        ("[[[", 0),
        ("[a] [b] [c] [d] [[[[", 16),
    ],
)
def test_what_stands_behind_open_marks_costs_each_time_twice(
    text: str, factor: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not factor:
        assert find_excess(text + "w" * 200_000) is None
        return
    assert cost(text, monkeypatch) * factor == pytest.approx(10_000, rel=0.15)


def test_items_and_cells_are_read_by_themselves() -> None:
    assert find_excess("- " + "[" * 3 + "a\n- " + "[" * 3 + "word " * 20_000) is None
    assert find_excess("| [[ | [[ | [[ |\n|---|---|---|\n| [[ | [[ | [[ |" + "word " * 20_000) is None
    assert find_excess("[[ | [[ | [[ |\n[[ | [[ | [[ |" + "word " * 20_000) is not None


@pytest.mark.parametrize(
    ("text", "is_sign"),
    [
        ("a < b", True),
        ("a <3", True),
        ("a <b", False),
        ("a </b", False),
        ("a <!b", False),
        ("a <?b", False),
        ("    a < b", False),
        ("\ta < b", False),
        ("{a < b}", False),
        ("{a} < b", True),
        ("{a\nx < b}", True),
        ("}} a < b", True),
        ("{{< b", True),
        ("<!-- a < b -->", False),
        ("<pre>a < b</pre>", False),
        ("<prep>a < b</prep>", True),
        ("\\begin{a}a < b\\end{a}", False),
        ("\\begin{a}a < b\\end{c}", True),
    ],
)
def test_signs_that_may_have_a_backslash(text: str, is_sign: bool) -> None:
    offset = text.rindex("< ") if "< " in text else text.rindex("<")
    assert (offset in find_escapable(text)) is is_sign


def test_signs_get_a_backslash_where_they_are_many() -> None:
    text = "a < b `<` "
    count = 1
    while 2 * count * len(text) * count < A_LITTLE:
        count += 1
    assert escape_brackets(text * (count - 1)) == text * (count - 1)
    assert escape_brackets(text * count) == "a \\< b `<` " * count
