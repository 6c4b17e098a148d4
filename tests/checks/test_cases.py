"""Each check finds what its bad cases mark, there and nothing else, and nothing in its good cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.checks.registry import CHECKS
from pipeline.load.article import locate
from pipeline.wording import word_breaks
from tests.checks.casefile import SAMPLE, Case, cases


@pytest.mark.parametrize("case", cases(), ids=str)
def test_case(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if case.code == "line-breaks-missing":
        monkeypatch.setattr(word_breaks, "is_installed", lambda: False)
    diagnostics_of_case = case.lay_out(tmp_path)
    assert bool(diagnostics_of_case) == case.bad, "a bad case marks at least one line, a good case none"
    diagnostics = check_article(locate(str(tmp_path), tmp_path)).diagnostics
    result = [
        (Path(d.place.file).relative_to(tmp_path).as_posix(), d.place.line, d.code) for d in diagnostics
    ]
    assert result == [(each.file, each.line, case.code) for each in diagnostics_of_case], diagnostics
    for diagnostic, each in zip(diagnostics, diagnostics_of_case, strict=True):
        assert diagnostic.message.startswith(each.message)
        assert diagnostic.place.column
        assert diagnostic.hint


def test_every_check_has_bad_and_good_cases() -> None:
    there = {(case.code, case.bad) for case in cases()}
    assert there == {(each.code, bad) for each in CHECKS for bad in (True, False)}


def test_the_sample_is_clean() -> None:
    assert check_article(locate(str(SAMPLE), SAMPLE)).diagnostics == ()
