"""The options of `make bench`, and what a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.options import FORMATS, PARTS, SIZES, TASKS, Options, parse


def test_without_options_all_is_measured_in_seven_rounds() -> None:
    assert parse([]) == Options("cambodia-us-relations", PARTS, SIZES, TASKS, FORMATS, 7, None, None)
    assert SIZES == ("article", "1", "10", "50")


def test_each_option_is_read() -> None:
    words = "si-2019 --only builds --sizes 1,article,1 --tasks pdf,edited --to epub,pdf --rounds 3"
    assert parse([*words.split(), "--against", "HEAD~1", "--json", "x.json"]) == Options(
        "si-2019",
        ("builds",),
        ("1", "article"),
        ("pdf", "edited"),
        ("epub", "pdf"),
        3,
        "HEAD~1",
        Path("x.json"),
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--sizes", "0"], "'0' is no number of 1 or more, nor `article`"),
        (["--sizes", "1,-3"], "'-3' is no number of 1 or more, nor `article`"),
        (["--sizes", ""], "'' is no number of 1 or more, nor `article`"),
        (["--sizes", "²"], "'²' is no number of 1 or more, nor `article`"),
        (["--to", "pdf,docx"], "'docx' is none of pdf, epub, html, pptx"),
        (["--tasks", "cold"], "'cold' is none of pdf, all, unchanged, edited"),
        (["--only", "four"], "'four' is none of check, tags, start, bounds, builds"),
        (["--rounds", "0"], "'0' is no number of 1 or more"),
        (["--rounds", "1.5"], "'1.5' is no number of 1 or more"),
    ],
)
def test_a_wrong_option_is_told(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        parse(arguments)
    assert ending.value.code == 2
    assert words in capsys.readouterr().err
