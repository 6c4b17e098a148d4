"""Placeholders of fragments are replaced by nodes, wherever they stand and whatever they are."""

from __future__ import annotations

import pytest

from pipeline.load.fragments import KEY, Filler, as_blocks, as_inlines, div, number_of, span, trim, with_place
from pipeline.model import nodes as n

A, B, C = n.Str("a"), n.Str("b"), n.Str("c")
SPACE = n.Space()
RULE = n.HorizontalRule()


@pytest.mark.parametrize(
    ("node", "number"),
    [
        (span(0, None), 0),
        (div(12, 3), 12),
        (n.Span(n.Attr("", (), ((KEY, "999999999"),)), ()), 999_999_999),
        (n.Span(n.Attr("", (), ((KEY, "1000000000"),)), ()), None),
        (n.Span(n.Attr("", (), ((KEY, "-1"),)), ()), None),
        (n.Span(n.Attr("", (), ((KEY, "1"),)), (A,)), None),
        (n.Div(n.Attr("", (), ((KEY, "1"),)), (RULE,)), None),
        (n.Span(n.Attr(), ()), None),
        (A, None),
    ],
)
def test_the_number_of_a_placeholder(node: n.Block | n.Inline, number: int | None) -> None:
    assert number_of(node) == number


def test_a_placeholder_has_its_place() -> None:
    assert (span(0, 7).at, div(0, 8).at) == (7, 8)


def para(*inlines: n.Inline) -> n.Para:
    return n.Para(inlines)


@pytest.mark.parametrize(
    ("inlines", "result"),
    [
        ((A, SPACE, B), (A, SPACE, B)),
        ((SPACE, n.SoftBreak(), A, n.LineBreak(), SPACE), (A,)),
        ((SPACE,), ()),
        ((), ()),
    ],
)
def test_spaces_at_the_ends_go(inlines: n.Inlines, result: n.Inlines) -> None:
    assert trim(inlines) == result


@pytest.mark.parametrize(
    ("nodes", "inlines"),
    [
        ((A, B), (A, B)),
        ((para(A), n.Plain((B,))), (A, SPACE, B)),
        ((n.Div(n.Attr(), (para(A),)), n.BlockQuote((para(B),))), (A, B)),
        ((div(3, None),), ()),
        ((n.CodeBlock(n.Attr(), "b c"),), (B, SPACE, C)),
        ((A, n.CodeBlock(n.Attr(), "b c")), (A, SPACE, B, SPACE, C)),
        ((), ()),
    ],
)
def test_blocks_in_a_line_are_their_words(nodes: n.Blocks | n.Inlines, inlines: n.Inlines) -> None:
    assert as_inlines(nodes) == inlines


@pytest.mark.parametrize(
    ("nodes", "blocks"),
    [
        ((A, B), (para(A, B),)),
        ((A, RULE, B, C), (para(A), RULE, para(B, C))),
        ((RULE, RULE), (RULE, RULE)),
        ((RULE, A), (RULE, para(A))),
        ((), ()),
    ],
)
def test_inlines_among_blocks_are_paragraphs(nodes: n.Blocks | n.Inlines, blocks: n.Blocks) -> None:
    assert as_blocks(nodes) == blocks


NODES: dict[int, n.Blocks | n.Inlines] = {
    0: (A,),
    1: (para(B),),
    2: (RULE,),
    3: (span(0, None), SPACE, C),
    4: (div(2, None), para(span(1, None))),
}


@pytest.mark.parametrize(
    ("blocks", "result"),
    [
        ((para(C, span(0, None)),), (para(C, A),)),
        ((para(C, span(1, None)),), (para(C, B),)),
        ((para(n.Emph((span(3, None),))),), (para(n.Emph((A, SPACE, C))),)),
        ((para(span(9, None)),), (para(),)),
        ((div(0, None),), (para(A),)),
        ((div(2, None), div(1, None)), (RULE, para(B))),
        ((div(4, None),), (RULE, para(B))),
        ((div(9, None),), ()),
        ((n.BlockQuote((div(2, None),)),), (n.BlockQuote((RULE,)),)),
        ((para(A, SPACE, span(2, None), SPACE, C),), (para(A), RULE, para(C))),
        ((para(span(2, None), A),), (RULE, para(A))),
        ((para(A, span(2, None)),), (para(A), RULE)),
        ((para(span(0, None), span(2, None), span(2, None)),), (para(A), RULE, RULE)),
        ((n.Plain((A,)), div(2, None), n.Plain((B,))), (para(A), RULE, para(B))),
        ((n.Plain((A,)), n.Plain((B,)), div(2, None)), (n.Plain((A,)), para(B), RULE)),
        ((div(2, None), n.Plain((A,)), n.Plain((B,))), (RULE, para(A), n.Plain((B,)))),
    ],
)
def test_placeholders_are_replaced(blocks: n.Blocks, result: n.Blocks) -> None:
    assert Filler(NODES).blocks(blocks) == result


def test_nodes_without_a_place_get_one_and_others_keep_theirs() -> None:
    cite = n.Cite((n.Citation("x"), n.Citation("y", at=2)), (), at=1)
    (block,) = with_place((n.Para((n.Str("a", at=3), B, cite)),), 9)
    assert isinstance(block, n.Para)
    assert block.at == 9
    assert [each.at for each in block.inlines] == [3, 9, 1]
    last = block.inlines[-1]
    assert isinstance(last, n.Cite)
    assert [each.at for each in last.citations] == [9, 2]
