"""Advice on references of plain papers: in the words of the file at hand, in one line where they are many."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.load.article import locate
from pipeline.model.diagnostics import Diagnostic, Severity


def findings(folder: Path, code: str, text: str, name: str, works: str, head: str = "") -> list[Diagnostic]:
    (folder / name).write_text(works)
    (folder / "article.md").write_text(f"---\ntitle: T\nbibliography: {name}\n{head}---\n\n{text}\n")
    diagnostics = check_article(locate(str(folder), folder)).diagnostics
    return [each for each in diagnostics if each.code == code]


@pytest.mark.parametrize(
    ("name", "works", "advice"),
    [
        ("r.bib", "@article{k, title={T}, author={A, B}}", "add `year = {…}` and `journal = {…}`"),
        ("r.ris", "TY  - JOUR\nID  - k\nTI  - T\nAU  - A, B\nER  - \n", "add `PY` and `JO`"),
        ("r.json", '[{"id": "k", "type": "book", "title": "T"}]', "custom: {allow:"),
    ],
)
def test_what_a_reference_lacks_is_told_in_the_words_of_its_file(
    tmp_path: Path, name: str, works: str, advice: str
) -> None:
    (diagnostic,) = findings(tmp_path, "reference-incomplete", "Words [@k].", name, works)
    assert advice in diagnostic.hint


def test_what_is_not_printed_need_not_be_complete(tmp_path: Path) -> None:
    assert not findings(tmp_path, "reference-incomplete", "Words.", "r.bib", "@book{k, title={T}}")


@pytest.mark.parametrize(("count", "note_count"), [(1, 1), (3, 3), (4, 1), (400, 1)])
def test_many_references_without_a_use_are_one_note(tmp_path: Path, count: int, note_count: int) -> None:
    works = "\n".join(f"@book{{k{number}, title={{T}}}}" for number in range(count))
    diagnostics = findings(tmp_path, "reference-unused", "Words.", "r.bib", works)
    assert [each.severity for each in diagnostics] == [Severity.NOTE] * note_count
    assert str(count) in diagnostics[0].message or note_count > 1 or count == 1


def test_works_listed_by_the_author_are_used(tmp_path: Path) -> None:
    works = "@book{k, title={T}}\n@book{m, title={U}}"
    assert not findings(tmp_path, "reference-unused", "Words.", "r.bib", works, "nocite: '@*'\n")
    (diagnostic,) = findings(tmp_path, "citation-undefined", "Words.", "r.bib", works, "nocite: '@k, @x'\n")
    assert (diagnostic.message, diagnostic.place.line) == ("undefined reference `x`", 4)
