"""Generated articles: the same each time, as large as asked, and fit to be built."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.model.diagnostics import Severity
from tests.bench import generated


def words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def test_an_article_is_the_same_each_time_and_no_part_is_another() -> None:
    text = generated.text(2)
    assert generated.text(2) == text
    paragraphs = [each for each in text.split("\n\n") if words(each) > 20]
    assert len(set(paragraphs)) == len(paragraphs)


@pytest.mark.parametrize("size", [10, 50])
def test_a_size_is_a_multiple_of_size_one(size: int) -> None:
    one, text = generated.text(1), generated.text(size)
    assert 0.9 * size < words(text) / words(one) < 1.1 * size
    for mark in ("\n# ", "\n## ", "\n[^n", "\n: Counts", "\n- "):
        assert text.count(mark) == size * one.count(mark) > 0
    assert len(json.loads(generated.references(size))) == size * len(json.loads(generated.references(1)))


def test_size_one_is_as_long_as_a_short_paper() -> None:
    assert 1500 < words(generated.text(1)) < 4000


@pytest.mark.parametrize("size", [1, 3])
def test_sources_are_there_and_most_are_cited(size: int) -> None:
    ids = {each["id"] for each in json.loads(generated.references(size))}
    keys = set(re.findall(r"@([\w-]+)\]", generated.text(size)))
    assert keys <= ids
    assert len(keys) > len(ids) / 2


def test_nothing_in_an_article_stops_a_build(tmp_path: Path) -> None:
    location = generated.write(2, tmp_path / "article")
    checks = check_article(location)
    assert [each for each in checks.diagnostics if each.severity is Severity.ERROR] == []
    assert checks.manuscript.front.title == "An article of size 2"
