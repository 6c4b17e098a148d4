"""The line of sources at the foot of a slide."""

from __future__ import annotations

from pipeline.editions.deck_sources import SourceLines
from pipeline.model import nodes as n
from pipeline.model.facts import Ledger
from pipeline.model.faults import CLASS
from pipeline.model.walk import text_of, walk


def test_a_key_that_no_reference_has_is_marked_in_the_line() -> None:
    lines = SourceLines({"ant": (n.Str("Ant"), n.Space(), n.Str("2001"))}, Ledger(), "en")
    line = lines.of((n.Para((n.Cite((n.Citation("ant"), n.Citation("tree")), (n.Str("x"),)),)),))
    assert text_of(line) == "Sources: Ant 2001; tree?"
    assert [node.url for node in walk(line) if isinstance(node, n.Link)] == ["#ref-ant"]
    assert any(isinstance(node, n.Span) and CLASS in node.attr.classes for node in walk(line))
