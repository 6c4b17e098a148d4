"""The text of slides and notes as paragraphs, which is all that a presentation has for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from pipeline.model import nodes as n
from pipeline.model.columns import images_of
from pipeline.model.lines import row_line
from pipeline.model.slides import Slide
from pipeline.model.walk import Rebuild, rows

# What office programs count; another number is text.
_COUNTS = range(1, 32_768)


def in_paragraphs(slide: Slide) -> Slide:
    """Return a slide whose text has no headings, no figures with captions, and rows of tables as lines.

    The table of a slide of one is a table there, and figures of slides of figures are none of its text.
    """
    return replace(slide, content=tuple(_content(slide)), notes=tuple(_plain(slide.notes)))


def _content(slide: Slide) -> Iterator[n.Block]:
    for block in slide.content:
        match slide.kind:
            case "table" if isinstance(block, n.Table):
                yield _Cells(lambda node: (node,), lambda node: (node,)).table(block)
            case "figure":
                yield block
            case "columns" if images_of(block):
                yield block
            case (
                "cover" | "divider" | "figures" | "points" | "number" | "text" | "columns" | "table"
                | "formula" | "sources" | "colophon"
            ):  # fmt: skip
                yield from _plain((block,))
            case _:
                assert_never(slide.kind)


class _Cells(Rebuild):
    """Makes what is in the cells of a table paragraphs."""

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Return the blocks of a cell as paragraphs."""
        return tuple(_plain(items))


def _plain(blocks: n.Blocks) -> Iterator[n.Block]:
    for block in blocks:
        match block:
            case n.Header(inlines=inlines):
                yield n.Para(inlines, at=block.at)
            case n.OrderedList(start=start, items=items):
                numbers = range(start, start + len(items))
                own = (_with_number(item, number) for item, number in zip(items, numbers, strict=True))
                yield replace(block, items=tuple(tuple(_plain(item)) for item in own))
            case n.BulletList(items=items):
                yield replace(block, items=tuple(tuple(_plain(item)) for item in items))
            case n.DefinitionList(items=entries):
                yield replace(
                    block,
                    items=tuple((term, tuple(tuple(_plain(each)) for each in own)) for term, own in entries),
                )
            case n.BlockQuote(blocks=inner) | n.Div(blocks=inner):
                yield replace(block, blocks=tuple(_plain(inner)))
            case n.Figure(attr=attr, caption=caption, blocks=inner):
                yield n.Div(attr, tuple(_plain((*inner, *caption.blocks))), at=block.at)
            case n.Table(caption=caption):
                yield from _plain(caption.blocks)
                yield from (n.Para(row_line(row), at=block.at) for row in rows(block))
            case n.Plain() | n.Para() | n.LineBlock() | n.CodeBlock() | n.RawBlock() | n.HorizontalRule():
                yield block
            case _:
                assert_never(block)


def _with_number(item: n.Blocks, number: int) -> n.Blocks:
    """Return an item with its number in its text, if no program counts to it."""
    if number in _COUNTS:
        return item
    return (n.Para((n.Str(f"{number}."),)), *item)
