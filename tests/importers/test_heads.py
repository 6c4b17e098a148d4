"""The date of a document's head is carried in the form of a front matter, or told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.importers import reading
from pipeline.importers.imported_article import ImportedArticle


def imported_article(folder: Path, name: str, text: str) -> ImportedArticle:
    (folder / name).write_text(text, "utf-8")
    return reading.read(folder / name, None, "en")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("2024-05-01", "date: 2024-05-01"),
        ("2024", "date: 2024"),
        ("1 May 2024", "date: 2024-05-01"),
        ("May 2024", "date: 2024-05"),
    ],
)
def test_a_date_is_carried(tmp_path: Path, words: str, line: str) -> None:
    article = imported_article(tmp_path, "a.md", f"---\ntitle: X\ndate: {words}\n---\n\nText.\n")
    assert line in article.files()["article.md"].decode().splitlines()
    assert article.diagnostics == ()


@pytest.mark.parametrize("words", ["soon", "2024-13-01", "1 May and 2 May 2024"])
def test_a_date_that_cannot_be_read_is_told(tmp_path: Path, words: str) -> None:
    article = imported_article(tmp_path, "a.md", f"---\ntitle: X\ndate: {words}\n---\n\nText.\n")
    assert "date:" not in article.files()["article.md"].decode()
    [finding] = article.diagnostics
    assert finding.message == f"the date {words!r} of the document's head is not carried: it cannot be read"


def test_other_forms_have_theirs(tmp_path: Path) -> None:
    text = "\\title{X}\\date{May 1, 2024}\\begin{document}\\maketitle Text.\\end{document}"
    article = imported_article(tmp_path, "a.tex", text)
    assert "date: 2024-05-01" in article.files()["article.md"].decode()
