"""Options of a code cell, in the head of its fence and in the comments that it begins with."""

from __future__ import annotations

import pytest

from pipeline.load.cell_options import of_head, of_lines


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", {}),
        ("plot", {"label": "plot"}),
        (' plot, fig.cap="A, B", echo=FALSE', {"label": "plot", "fig-cap": '"A, B"', "echo": "FALSE"}),
        ("echo=FALSE, plot", {"echo": "FALSE"}),
        ("fig_cap='it''s', eval = c(1, 2)", {"fig-cap": "'it''s'", "eval": "c(1, 2)"}),
        ('fig.cap="say \\"a, b\\"", out.width="5"', {"fig-cap": '"say \\"a, b\\""', "out-width": '"5"'}),
        ("Fig.Cap: x", {"fig-cap": "x"}),
    ],
)
def test_options_in_the_head(text: str, values: dict[str, str]) -> None:
    options = of_head(text)
    assert (options.values, options.lists) == (values, {})


@pytest.mark.parametrize(
    ("lines", "values", "lists", "count"),
    [
        (["x <- 1"], {}, {}, 0),
        (["#| label: a", "#| echo: false", "x", "#| eval: false"], {"label": "a", "echo": "false"}, {}, 2),
        (
            ["//| label: a", "--| b: c", "%%| d: e", "%| f: g"],
            {"label": "a", "b": "c", "d": "e", "f": "g"},
            {},
            4,
        ),
        (
            ["#| fig-subcap:", '#|   - "One"', "#|   - Two"],
            {"fig-subcap": ""},
            {"fig-subcap": ["One", "Two"]},
            3,
        ),
        (["#| - lost", "#| a: b"], {"a": "b"}, {}, 2),
        (["#| fig-cap: |", "#|   One", "#|   two."], {"fig-cap": "One two."}, {}, 3),
        (["#| fig-cap: >-", "#|   One"], {"fig-cap": "One"}, {}, 2),
        (
            ["#| fig-cap: 'One", "#|   key: two'", "#| echo: f"],
            {"fig-cap": "'One key: two'", "echo": "f"},
            {},
            3,
        ),
        (["#| fig-cap: '", "#| key: two'"], {"fig-cap": "' key: two'"}, {}, 2),
        (["#| fig-cap: 'One'", "#| key: two"], {"fig-cap": "'One'", "key": "two"}, {}, 2),
        (["#| words without a key"], {}, {}, 1),
    ],
)
def test_options_in_comments(
    lines: list[str], values: dict[str, str], lists: dict[str, list[str]], count: int
) -> None:
    options, length = of_lines(lines)
    assert (options.values, options.lists, length) == (values, lists, count)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("plain  words", "plain words"),
        ("'One'", "One"),
        ('r"One"', "One"),
        ('"One\\ntwo\\tthree \\"four\\" \\\\"', 'One two three "four" \\'),
        ("paste0('a', 'b')", ""),
        ("knitr::kable(x)", ""),
        ("!expr x", ""),
        ("NULL", ""),
        ("NA", ""),
        ("NULLs", "NULLs"),
        ("see (a)", "see (a)"),
        ("", ""),
    ],
)
def test_words_of_a_value(value: str, words: str) -> None:
    options = of_head("")
    options.values["fig-cap"] = value
    assert options.text("fig-cap") == words


def test_the_first_option_that_has_words_counts() -> None:
    options = of_head("a=NULL, b='two', c='three'")
    assert options.text("a", "b", "c") == "two"
    assert options.text("none") == ""


@pytest.mark.parametrize(
    ("value", "is_false"),
    [
        ("FALSE", True),
        ("F", True),
        ("no", True),
        ("false", True),
        ("TRUE", False),
        ("none", False),
        ("", False),
    ],
)
def test_switches_that_are_off(value: str, is_false: bool) -> None:
    assert of_head(f"echo={value}").is_false("echo") is is_false
    assert not of_head("").is_false("echo")
