"""The day on which one holder of an office follows the other is a day of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.load.article import locate


@pytest.mark.parametrize(("day", "codes"), [("1869-03-01", set()), ("1869-02-01", {"office-two-holders"})])
def test_a_holder_known_on_the_last_day_of_another_follows(tmp_path: Path, day: str, codes: set[str]) -> None:
    (tmp_path / "article.md").write_text("---\ntitle: Hills\ndate: 2026-01-01\n---\n\nThey served.\n")
    envoy = "kind: office-holder, subject: Envoy, sources: [{ref: a}]"
    (tmp_path / "facts.yaml").write_text(
        f"facts:\n- {{id: lee, {envoy}, value: {{holder: Ann Lee, from: 1868-01-01, to: 1869-03-01}}}}\n"
        f"- {{id: roe, {envoy}, value: {{holder: Joe Roe}}, as-of: {day}}}\n"
    )
    diagnostics = check_article(locate(str(tmp_path), tmp_path)).diagnostics
    assert {each.code for each in diagnostics} & {"office-two-holders"} == codes
