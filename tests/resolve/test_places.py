"""Places in the source after citeproc, which writes the document anew."""

from __future__ import annotations

from pipeline.model import nodes as n
from pipeline.model.walk import walk
from pipeline.resolve.places import with_places


def places(blocks: n.Blocks) -> list[tuple[str, int]]:
    """Return the kinds and places of nodes that have one."""
    return [(type(node).__name__, node.at) for node in walk(blocks) if node.at is not None]


def test_blocks_have_the_places_that_they_had_and_what_is_appended_has_none() -> None:
    before = (n.Div(n.Attr(), (n.Para((n.Math("InlineMath", "x", at=7),), at=5),), at=3), n.Para((), at=9))
    after = (n.Div(n.Attr(), (n.Para((n.Math("InlineMath", "x"),)),)), n.Para(()), n.Div(n.Attr("refs"), ()))
    assert places(with_places(before, after)) == [("Div", 3), ("Para", 5), ("Math", 7), ("Para", 9)]


def test_what_citeproc_adds_costs_the_places_of_its_kind_in_its_block_alone() -> None:
    link = n.Link(n.Attr(), (), "#x", at=8)
    before = (n.Para((link, n.Cite((), (), at=9)), at=5), n.Para((link,), at=12))
    bare = n.Link(n.Attr(), (), "#x")
    after = (n.Para((bare, n.Cite((), (bare,)))), n.Para((bare,)))
    assert places(with_places(before, after)) == [("Para", 5), ("Cite", 9), ("Para", 12), ("Link", 8)]
