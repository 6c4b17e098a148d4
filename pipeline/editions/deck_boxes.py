"""Callouts on slides: the title runs into the first paragraph, because a slide has no boxes."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk

_TIE = n.Str("\N{NO-BREAK SPACE}")


_PAUSE = [".", ".", "."]


def run_in(blocks: n.Blocks) -> n.Blocks:
    """Return blocks with the titles of callouts in bold before their words."""
    return walk.map_tree(blocks, block=_block)


def _block(block: n.Block) -> n.Blocks:
    match block:
        case n.Div(attr=attr, blocks=(n.Div(attr=head, blocks=(n.Para(inlines=title),)), *rest)) if (
            "callout" in attr.classes and "label" in head.classes and title
        ):
            mark = n.Strong((*title, n.Str(":")), at=block.at)
            return (replace(block, blocks=_with_mark(tuple(rest), mark)),)
        case n.Para(inlines=inlines) if walk.text_of(inlines).split() == _PAUSE:
            return ()  # in other programs a step, and slides show all steps at once
        case _:
            return (block,)


def _with_mark(blocks: n.Blocks, mark: n.Inline) -> n.Blocks:
    match blocks:
        case (n.Para(inlines=inlines) as first, *rest):
            return (replace(first, inlines=(mark, _TIE, *inlines)), *rest)
        case _:
            return (n.Para((mark,), at=mark.at), *blocks)
