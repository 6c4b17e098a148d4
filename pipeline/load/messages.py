"""Messages and titles of boxes with markup: attributes, read as Markdown into a block at their head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline import pandoc
from pipeline.load import reading_cost, sourcemap
from pipeline.load.boxes import TITLE_OF_BOX, is_callout
from pipeline.load.chapters import shift
from pipeline.load.statements import is_statement
from pipeline.load.titles import has_markup
from pipeline.model import nodes as n
from pipeline.model import titles, walk

_MESSAGE = "message"
# Longer ones are no titles; their markup stays as it is written.
_LONGEST = 1_000
# A title that is markup without words: a picture without a description.
_NOTHING: n.Inlines = (n.Span(n.Attr(), ()),)


def adopt(blocks: n.Blocks, text: str) -> n.Blocks:
    """Return the blocks of a text with messages and titles that are more than words at the head of boxes."""
    boxes = [node for node in walk.walk(blocks) if isinstance(node, n.Div) and _has_markup(node)]
    if not boxes:
        return blocks
    heads = dict(zip(map(id, boxes), _read(boxes, text), strict=True))

    class Rebuilder(walk.Rebuild):
        def descend_block(self, node: n.Block) -> n.Block:
            result = super().descend_block(node)
            head = heads.get(id(node), ())
            if not head or not isinstance(result, n.Div):
                return result
            name = titles.MESSAGE if result.attr.get(_MESSAGE) else TITLE_OF_BOX
            return replace(result, blocks=(titles.block(name, head), *result.blocks))

    return Rebuilder(lambda node: (node,), lambda node: (node,)).blocks(blocks)


def _title(box: n.Div) -> str:
    """Return the message of a slide, or the title of a callout or a statement, as it is written."""
    attr = box.attr
    if message := attr.get(_MESSAGE):
        return message
    if is_callout(box):
        return attr.get("title") or ""
    return (attr.get("name") or attr.get("title") or "") if is_statement(box) else ""


def _has_markup(box: n.Div) -> bool:
    title = _title(box)
    return has_markup(title) and len(title) <= _LONGEST and reading_cost.find_excess(title) is None


def _read(boxes: list[n.Div], text: str) -> Iterator[n.Inlines]:
    """Yield the inlines of the title of each box; none for one of words alone, or of blocks."""
    parts = [f"::: {titles.MESSAGE}\n{' '.join(_title(box).split())}\n:::\n" for box in boxes]
    trees = pandoc.read("\n".join(parts)).blocks
    if len(trees) != len(boxes):
        yield from (() for _ in boxes)
        return
    start = 0
    for box, tree in zip(boxes, trees, strict=True):
        title = _title(box)
        at = text.find(title, start)
        start = at + len(title) if at >= 0 else start
        offset = at if at >= 0 else box.at
        match tree:
            case n.Div(blocks=(n.Para(inlines=inlines),)) if _is_other(inlines, title):
                bare = walk.map_inlines(inlines, _without_picture)
                yield _with_places(bare, title, offset) if bare else _NOTHING
            case n.Div(blocks=()):
                yield _NOTHING
            case _:
                yield ()


def _is_other(inlines: n.Inlines, title: str) -> bool:
    """Return whether a title is more than words, or has other ones than are written, as `R\\&D`."""
    return titles.is_more_than_words(inlines) or walk.text_of(inlines).split() != title.split()


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
