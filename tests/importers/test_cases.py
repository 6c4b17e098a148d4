"""Imports compared with what a person checked: the article, its ledger, its references, and what was lost.

A case is a folder with `input.*` and the files it becomes; `findings.txt` has one finding a line.
`DOSSIER_RENEW=1` writes them anew, to be read before they are kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.importers import reading
from pipeline.importers.imported_article import ImportedArticle
from pipeline.load.article import load, locate

CASES = Path(__file__).parent / "cases"


def findings(imported_article: ImportedArticle) -> str:
    """Return the findings of an import as lines without the folder's name."""
    return "".join(
        f"{':'.join(filter(None, (str(d.place.line or ''), str(d.place.column or ''))))} "
        f"{d.severity.value} {d.code} {d.message}\n"
        for d in imported_article.diagnostics
    )


@pytest.mark.parametrize("case", sorted(each.name for each in CASES.iterdir()))
def test_a_file_becomes_the_article_expected(case: str) -> None:
    folder = CASES / case
    source = next(folder.glob("input.*"))
    imported_article = reading.read(source, None, "en")
    files = {**imported_article.files(), "findings.txt": findings(imported_article).encode()}
    if os.environ.get("DOSSIER_RENEW"):
        for name, data in files.items():
            (folder / name).write_bytes(data)
    result = {each.name: each.read_bytes() for each in folder.iterdir() if each != source}
    assert {name: data.decode() for name, data in files.items()} == {
        name: data.decode() for name, data in result.items()
    }


@pytest.mark.parametrize("case", sorted(each.name for each in CASES.iterdir()))
def test_what_was_imported_is_an_article(case: str) -> None:
    loaded_article = load(locate(str(CASES / case / "article.md"), Path()))
    assert [each for each in loaded_article.diagnostics if each.severity.value == "error"] == []
    assert all(fact.status == "proposed" for fact in loaded_article.manuscript.ledger.facts)
