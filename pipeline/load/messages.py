"""Messages of slides with markup: attributes of boxes, read as Markdown into a block at their head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline import pandoc
from pipeline.load import reading_cost, sourcemap
from pipeline.load.chapters import shift
from pipeline.load.titles import has_markup
from pipeline.model import nodes as n
from pipeline.model import titles, walk

_KEY = "message"
# Longer ones are no messages; their markup stays as it is written.
_LONGEST = 1_000


def adopt(blocks: n.Blocks, text: str) -> n.Blocks:
    """Return the blocks of a text with messages that are more than words at the head of their boxes."""
    boxes = [node for node in walk.walk(blocks) if isinstance(node, n.Div) and _has_markup(node)]
    if not boxes:
        return blocks
    messages = dict(zip(map(id, boxes), _read(boxes, text), strict=True))

    class Rebuilder(walk.Rebuild):
        def descend_block(self, node: n.Block) -> n.Block:
            result = super().descend_block(node)
            message = messages.get(id(node), ())
            if not message or not isinstance(result, n.Div):
                return result
            return replace(result, blocks=(titles.block(titles.MESSAGE, message), *result.blocks))

    return Rebuilder(lambda node: (node,), lambda node: (node,)).blocks(blocks)


def _has_markup(box: n.Div) -> bool:
    message = box.attr.get(_KEY) or ""
    return has_markup(message) and len(message) <= _LONGEST and reading_cost.find_excess(message) is None


def _read(boxes: list[n.Div], text: str) -> Iterator[n.Inlines]:
    """Yield the inlines of the message of each box; none for one of words alone, or of blocks."""
    parts = [f"::: {titles.MESSAGE}\n{' '.join((box.attr.get(_KEY) or '').split())}\n:::\n" for box in boxes]
    trees = pandoc.read("\n".join(parts)).blocks
    if len(trees) != len(boxes):
        yield from (() for _ in boxes)
        return
    start = 0
    for box, tree in zip(boxes, trees, strict=True):
        message = box.attr.get(_KEY) or ""
        at = text.find(message, start)
        start = at + len(message) if at >= 0 else start
        offset = at if at >= 0 else box.at
        match tree:
            case n.Div(blocks=(n.Para(inlines=inlines),)) if titles.is_more_than_words(inlines):
                yield _with_places(walk.map_inlines(inlines, _without_picture), message, offset)
            case _:
                yield ()


def _with_places(inlines: n.Inlines, message: str, start: int | None) -> n.Inlines:
    """Return the inlines of a message with the places of its words."""
    blocks: n.Blocks = (n.Plain(inlines),)
    if start is not None:
        blocks = shift(sourcemap.locate(blocks, message), start)
    [block] = blocks
    assert isinstance(block, n.Plain)
    return block.inlines


def _without_picture(node: n.Inline) -> n.Inlines:
    return node.inlines if isinstance(node, n.Image) else (node,)
