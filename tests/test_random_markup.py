"""`check` is a gate: an article that it finds no error in is built whole, and no word of it is lost.

Articles are made at random of every block and inline of Markdown in every place. `make test` tries a few
seeds; `make prove` tries three hundred.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import build as stages
from pipeline.checking import gate
from pipeline.load.article import locate
from pipeline.model.diagnostics import Severity
from tests.articles import READABLE
from tests.proving import seeds
from tests.random_markup import write
from tests.read_back import READERS, WITHOUT_NOTES

pytestmark = pytest.mark.slow  # begun first

WORD = re.compile(r"w\d+q")
# Read by nobody but the audience of the deck.
FOR_THE_DECK = frozenset({"for-the-deck"})
DECKS = ("deck.html", "deck.pptx")


@pytest.mark.parametrize("seed", seeds(6))
def test_what_has_no_error_is_built_whole(seed: int, tmp_path: Path) -> None:
    article = write(seed, tmp_path / "a")
    location = locate(str(tmp_path / "a" / "paper.md"), tmp_path)
    errors = [each for each in gate(location) if each.severity is Severity.ERROR]
    assert errors == [], "the generator makes articles without errors"
    report = stages.build(location, stages.Plan(READABLE, tmp_path / "out"))
    assert [each for each in report.diagnostics if each.severity is Severity.ERROR] == []
    assert {each.path.name for each in report.artifacts} == set(READERS)
    for built_artifact in (each for each in report.artifacts if each.path.name not in WITHOUT_NOTES):
        words = set(WORD.findall(READERS[built_artifact.path.name](built_artifact.path)))
        texts = frozenset[str]() if built_artifact.path.name in DECKS else FOR_THE_DECK
        result = {
            word: path
            for word, path in article.words.items()
            if word not in words and not texts.intersection(path.split("/"))
        }
        assert result == {}, f"lost from {built_artifact.path.name}"
