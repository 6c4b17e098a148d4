"""Walking and rebuilding trees: the order of nodes, what a rebuild changes, and what it leaves as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pipeline.model import nodes as n
from pipeline.model.walk import AnyNode, children, map_tree, walk

WORD = (n.Str("old"),)
PLAIN = (n.Plain(WORD),)
ROW = n.Row(n.Attr(), (n.Cell(n.Attr(), "AlignDefault", 1, 1, PLAIN),))
TABLE = n.Table(
    n.Attr(),
    n.Caption(None, ()),
    (),
    n.TableEnd(n.Attr(), ()),
    (n.TableBody(n.Attr(), 0, (), ()),),
    n.TableEnd(n.Attr(), ()),
)
CITATION = n.Citation("key", (), (), "NormalCitation", 1, 0)
BLOCKS: dict[str, n.Block] = {
    "plain": n.Plain(WORD),
    "paragraph": n.Para(WORD),
    "heading": n.Header(1, n.Attr(), WORD),
    "line block": n.LineBlock(((n.Str("other"),), WORD)),
    "quotation": n.BlockQuote(PLAIN),
    "div": n.Div(n.Attr(), PLAIN),
    "bullets": n.BulletList(((), PLAIN)),
    "numbers": n.OrderedList(1, "Decimal", "Period", ((), PLAIN)),
    "term": n.DefinitionList(((WORD, ()),)),
    "definition": n.DefinitionList((((), (PLAIN,)),)),
    "figure": n.Figure(n.Attr(), n.Caption(None, ()), PLAIN),
    "caption": n.Figure(n.Attr(), n.Caption(None, PLAIN), ()),
    "short caption": n.Figure(n.Attr(), n.Caption(WORD, ()), ()),
    "emphasis": n.Plain((n.Emph((n.Strong(WORD),)),)),
    "link": n.Plain((n.Link(n.Attr(), WORD, "#a"),)),
    "picture": n.Plain((n.Image(n.Attr(), WORD, "a.png"),)),
    "span": n.Plain((n.Span(n.Attr(), WORD),)),
    "quoted": n.Plain((n.Quoted("DoubleQuote", WORD),)),
    "note": n.Plain((n.Note(PLAIN),)),
    "citation": n.Plain((n.Cite((CITATION,), WORD),)),
    "prefix": n.Plain((n.Cite((n.Citation("key", WORD, (), "NormalCitation", 1, 0),), ()),)),
    "suffix": n.Plain((n.Cite((n.Citation("key", (), WORD, "NormalCitation", 1, 0),), ()),)),
}


def tables() -> Iterator[tuple[str, n.Block]]:
    """Yield tables that have the word in one part each."""
    yield "table caption", replace(TABLE, caption=n.Caption(None, PLAIN))
    yield "table head", replace(TABLE, head=n.TableEnd(n.Attr(), (ROW,)))
    yield "table foot", replace(TABLE, foot=n.TableEnd(n.Attr(), (ROW,)))
    yield "head of a body", replace(TABLE, bodies=(n.TableBody(n.Attr(), 0, (ROW,), ()),))
    yield "rows of a body", replace(TABLE, bodies=(n.TableBody(n.Attr(), 0, (), (ROW,)),))


CASES = {**BLOCKS, **dict(tables())}


def in_order(items: n.Blocks | n.Inlines) -> list[AnyNode]:
    """Return the nodes by the plain recursion that defines their order."""
    return [
        node
        for item in items
        for node in (item, *(each for group in children(item) for each in in_order(group)))
    ]


@pytest.mark.parametrize("name", CASES)
def test_a_rebuild_that_changes_nothing_returns_the_same_blocks(name: str) -> None:
    blocks = (CASES[name], n.HorizontalRule())
    assert map_tree(blocks) is blocks


@pytest.mark.parametrize("name", CASES)
def test_a_rebuild_changes_a_word_wherever_it_stands(name: str) -> None:
    def renew(node: n.Inline) -> n.Inlines:
        return (n.Str("new"),) if node == n.Str("old") else (node,)

    blocks = (CASES[name],)
    (block,) = map_tree(blocks, inline=renew)
    words = [node.text for node in walk((block,)) if isinstance(node, n.Str)]
    short = block.caption.short if isinstance(block, n.Figure) else None
    assert "old" not in words
    assert "new" in words or short == (n.Str("new"),)
    assert blocks == (CASES[name],)


@pytest.mark.parametrize("name", CASES)
def test_a_rebuild_may_drop_and_double_what_it_meets(name: str) -> None:
    def count(repeat: int) -> int:
        blocks = map_tree((CASES[name],), inline=lambda node: (node,) * repeat if node in WORD else (node,))
        return sum(node == n.Str("old") for node in walk(blocks))

    assert count(0) == 0
    assert count(2) == 2 * count(1)


def test_nodes_are_walked_parents_first_in_reading_order() -> None:
    blocks = tuple(CASES.values())
    assert list(walk(blocks)) == in_order(blocks)


def test_a_deep_tree_is_walked() -> None:
    inline: n.Inline = n.Str("old")
    for _ in range(5_000):
        inline = n.Emph((inline,))
    assert sum(1 for _ in walk((inline,))) == 5_001
