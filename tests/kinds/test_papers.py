"""Papers of every kind that strangers write, read back from all the files that are built of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from pipeline.model.diagnostics import Severity
from pipeline.verify import verify
from pipeline.verify.verdict import Tools
from tests.formats.standards import breaches
from tests.kinds.conftest import BuiltPaper
from tests.kinds.papers import PAPERS
from tests.proving import some
from tests.read_back import READERS, WITHOUT_NOTES

ROWS = [
    (name, kind) for name, paper in PAPERS.items() for kind in {**paper.words_by_kind, **paper.words_of_whole}
]
# Papers that a validator sees each time: those with most kinds of blocks.
RICHEST = ("formulas", "leftovers")
WHOLE = ("briefing.pdf", "ebook.epub", "article.html")


@cache
def letters(file: Path) -> str:
    """Return the words of a file without what lines and pages part them by."""
    return squeeze(READERS[file.name](file))


def squeeze(text: str) -> str:
    # PDFium reads a hyphen at the end of a line as a control character.
    return re.sub(r"[\s\x02\u00ad\u200b\u2060\u2011-]", "", text)


@pytest.mark.parametrize("name", PAPERS)
def test_every_format_is_built_and_each_fault_told_with_its_place(kinds: BuiltPaper, name: str) -> None:
    assert kinds.status == 0, kinds.output
    assert {path.name for path in kinds.folders[name].iterdir()} == {*READERS, "manifest.json"}
    assert sorted(kinds.codes.get(name, [])) == list(PAPERS[name].codes), kinds.output


@pytest.mark.parametrize(("name", "kind"), ROWS)
def test_each_kind_is_shown_in_every_format(kinds: BuiltPaper, name: str, kind: str) -> None:
    paper = PAPERS[name]
    formats = [format for format in READERS if format not in WITHOUT_NOTES]
    texts = [(format, words) for format in formats for words in paper.words_by_kind.get(kind, ())]
    texts += [(format, words) for format in WHOLE for words in paper.words_of_whole.get(kind, ())]
    assert [each for each in texts if squeeze(each[1]) not in letters(kinds.folders[name] / each[0])] == []


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_shown_that_is_not_meant_to_be(kinds: BuiltPaper, name: str) -> None:
    texts = {
        (format, words)
        for format in READERS
        for words in PAPERS[name].hidden_words
        if squeeze(words) in letters(kinds.folders[name] / format)
    }
    assert texts == set()


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("file", ["briefing.pdf", "deck.pdf"])
def test_each_pdf_keeps_to_its_standards(kinds: BuiltPaper, name: str, file: str, tmp_path: Path) -> None:
    assert breaches((kinds.folders[name] / file).read_bytes(), tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", some(sorted(PAPERS, key=lambda name: name not in RICHEST), len(RICHEST)))
def test_no_validator_finds_an_error(kinds: BuiltPaper, name: str) -> None:
    files = [
        kinds.folders[name] / format for format in ("ebook.epub", "deck.html", "deck.pptx", "article.html")
    ]
    diagnostics = [each for outcome in verify(files, Tools()) for each in outcome.verdict.findings]
    assert [str(each) for each in diagnostics if each.severity is Severity.ERROR] == []
