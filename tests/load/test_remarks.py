"""What pandoc remarks about a text is told with its line in the article, whatever stands before the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.load.article import locate
from pipeline.model.diagnostics import Severity

HEADS = {
    "nothing before": "---\ntitle: A walk\n---\n",
    "standfirst": "---\ntitle: A walk\nstandfirst: |\n  One line,\n  and another.\n---\n\n\n",
}
TEXTS = {
    "note-unused": ["He went.", "", "[^late]: It was late."],
    "note-repeated": ["He went.[^a]", "", "[^a]: At noon.", "", "[^a]: At night."],
    "link-repeated": ["[a] went.", "", "[a]: https://example.org/1", "", "[a]: https://example.org/2"],
    "box-unclosed": [
        "::: notes",
        "Say so.",
        ":::",
        "",
        "He came and went.",
        "",
        "::: notes",
        "Say it again.",
    ],
}
LINES = {"note-unused": 3, "note-repeated": 5, "link-repeated": 5, "box-unclosed": 7}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("code", TEXTS)
def test_a_remark_has_the_line_of_the_article(head: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    path.write_text(HEADS[head] + "\n".join(TEXTS[code]) + "\n", "utf-8")
    diagnostics = [
        each for each in check_article(locate(str(path), tmp_path)).diagnostics if each.code == code
    ]
    assert [each.place.line for each in diagnostics] == [HEADS[head].count("\n") + LINES[code]]
    assert [each.severity for each in diagnostics] == [Severity.WARNING]
    assert diagnostics[0].hint


def test_what_is_called_once_and_closed_is_not_remarked(tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    path.write_text("---\ntitle: A walk\n---\n\n::: notes\nHe went.[^a]\n:::\n\n[^a]: At noon.\n", "utf-8")
    codes = {each.code for each in check_article(locate(str(path), tmp_path)).diagnostics}
    assert not codes & TEXTS.keys()
