"""Boxes on slides: titles of callouts run into their first paragraph, and speaker notes leave their box."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.slide_boxes import is_slide_box

_TIE = n.Str("\N{NO-BREAK SPACE}")


_PAUSE = [".", ".", "."]


def run_in(blocks: n.Blocks) -> n.Blocks:
    """Return blocks with the titles of callouts in bold before their words."""
    return walk.map_tree(blocks, block=_block)


def with_notes_after(blocks: n.Blocks) -> n.Blocks:
    """Return blocks with the speaker notes within a box of a slide after the box, as reveal.js takes them."""
    return walk.map_tree(blocks, block=_box_and_notes)


def _box_and_notes(block: n.Block) -> n.Blocks:
    if not is_slide_box(block):
        return (block,)
    notes: list[n.Block] = []

    def take(node: n.Block) -> n.Blocks:
        if isinstance(node, n.Div) and "notes" in node.attr.classes:
            notes.append(node)
            return ()
        return (node,)

    rest = walk.map_tree(block.blocks, block=take)
    return (replace(block, blocks=rest), *notes) if notes else (block,)


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
