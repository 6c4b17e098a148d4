"""Ids that stand twice: the first keeps its own, each other gets one that nothing has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model.walk import ids
from pipeline.resolve.ids import unique
from tests.articles import ROOT, document


@pytest.mark.parametrize(
    ("names", "unique_names"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", "a", "a"], ["a", "a-2", "a-3"]),
        (["a", "a", "a-2", "a"], ["a", "a-3", "a-2", "a-4"]),
        (["a-2", "a", "a", "a-2"], ["a-2", "a", "a-3", "a-2-2"]),
        (["a", "a", "a-2", "a-2"], ["a", "a-3", "a-2", "a-2-2"]),
        (["a", "a", "a-2", "a-2", "a-2-2"], ["a", "a-3", "a-2", "a-2-3", "a-2-2"]),
        (["a", "a", "a-2", "a-3"], ["a", "a-4", "a-2", "a-3"]),
        (["", "a", "", "a"], ["a", "a-2"]),
    ],
)
def test_the_first_keeps_its_id(names: list[str], unique_names: list[str]) -> None:
    blocks = tuple(n.Para((n.Span(n.Attr(name), (n.Str("x"),)),)) for name in names)
    manuscript = load(locate("tests/sample", ROOT)).manuscript
    result = unique(replace(document("tests/sample"), blocks=blocks), manuscript)
    assert [name for name in ids(result.blocks) if name] == unique_names
