"""Places for line breaks in scripts without spaces between words."""

from __future__ import annotations

import pytest

from pipeline.wording import word_breaks
from pipeline.wording.word_breaks import LONG, ZERO_WIDTH_SPACE, divide, long_run

OFFICE = "ក្រសួងការបរទេសនិងសហប្រតិបត្តិការអន្តរជាតិ"
KA = "\N{KHMER LETTER KA}"


def test_a_long_run_is_divided_between_its_words() -> None:
    words = divide(f"the {OFFICE}, again").split(ZERO_WIDTH_SPACE)
    assert "".join(words) == f"the {OFFICE}, again"
    assert [words[0], words[-1]] == ["the ក្រសួង", "អន្តរជាតិ, again"]


@pytest.mark.parametrize("text", ["ភ្នំពេញ", "Phnom Penh", "été", KA * (LONG - 1), KA * 6 + "\u200b" + KA * 9])
def test_short_and_divided_runs_and_other_scripts_stay(text: str) -> None:
    assert divide(text) == text
    assert long_run(text) is None


def test_a_run_of_the_least_length_is_long() -> None:
    run = long_run(f"a {KA * LONG} b")
    assert run is not None
    assert run.span() == (2, 2 + LONG)


def test_without_the_package_a_text_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_breaks, "is_installed", lambda: False)
    assert divide(OFFICE) == OFFICE
    assert long_run(OFFICE) is not None
