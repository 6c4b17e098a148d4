"""Blocks in parts that fit a slide, a column or a cell: between items and paragraphs, else within them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

from pipeline.model import nodes as n
from pipeline.slides.grid import without_spans_down
from pipeline.slides.paragraphs import FURTHER
from pipeline.slides.sentences import Rule, Sentences, divide_text, divide_words

T = TypeVar("T")
Wrap = Callable[[n.Blocks], n.Blocks]


@dataclass(frozen=True, slots=True)
class Room:
    """What parts have to fit: a height, how high blocks are in it, and the gap between two.

    `sentences` divides a paragraph. `shrinks` tells whether blocks that are higher fit in smaller type.
    """

    height: float
    measure: Callable[[n.Blocks], float]
    gap: float
    sentences: Sentences
    shrinks: Callable[[n.Blocks], bool] = lambda blocks: False


def divide(blocks: n.Blocks, room: Room) -> tuple[n.Blocks, ...]:
    """Divide blocks into parts that fit a room: one empty part for none.

    Lists are divided between their items. What is higher than the room by itself is divided within: at
    paragraphs, lines and rows, then at sentences, then between words.
    """
    return tuple(_divide(blocks, room, lambda part: part))


def _divide(blocks: n.Blocks, room: Room, wrap: Wrap) -> Iterator[n.Blocks]:
    """Yield the parts of blocks in what wraps them."""
    part: list[n.Block] = []
    used_height = 0.0
    for unit, height in _all_units(blocks, room, wrap):
        if part and used_height + height > room.height:
            above, headings = _headings_behind(part)
            yield above
            part, used_height = list(headings), _height_over(headings, room, wrap)
        if part and (longer_list := _join_lists(part[-1], unit)) is not None:
            part[-1] = longer_list
        else:
            part.append(unit)
        used_height += height + room.gap
    yield tuple(part)


def _all_units(blocks: n.Blocks, room: Room, wrap: Wrap) -> Iterator[tuple[n.Block, float]]:
    """Yield the units of blocks; those under headings leave room for these."""
    headings: n.Blocks = ()
    for block in blocks:
        over = min(_height_over(headings, room, wrap), room.height / 2)
        yield from _units(block, replace(room, height=room.height - over), wrap)
        headings = (*headings, block) if isinstance(block, n.Header) else ()


def _height_over(headings: n.Blocks, room: Room, wrap: Wrap) -> float:
    """Return how much of a room headings take, with the gaps behind them."""
    return sum(room.measure(wrap((heading,))) + room.gap for heading in headings)


def _headings_behind(part: list[n.Block]) -> tuple[n.Blocks, n.Blocks]:
    """Return a part without the headings at its end, and these: they go on to what they stand over."""
    end = len(part)
    while end and isinstance(part[end - 1], n.Header):
        end -= 1
    return (tuple(part[:end]), tuple(part[end:])) if end else (tuple(part), ())


def _units(block: n.Block, room: Room, wrap: Wrap) -> Iterator[tuple[n.Block, float]]:
    """Yield items of lists and other blocks whole, or in pieces if they are higher than the room."""
    for unit in _items(block):
        height = room.measure(wrap((unit,)))
        stays = isinstance(unit, n.CodeBlock) and room.shrinks((unit,))
        if height <= room.height or stays:
            yield unit, height
        else:
            yield from ((piece, room.measure(wrap((piece,)))) for piece in _pieces(unit, room, wrap))


def _items(block: n.Block) -> Iterator[n.Block]:
    """Yield each item of a list as a list, or another block itself."""
    match block:
        case n.BulletList(items=items):
            yield from (replace(block, items=(item,)) for item in items)
        case n.OrderedList(start=start, items=items):
            yield from (
                replace(block, start=number, items=(item,)) for number, item in enumerate(items, start)
            )
        case n.DefinitionList(items=entries):
            yield from (replace(block, items=(entry,)) for entry in entries)
        case (
            n.Plain() | n.Para() | n.LineBlock() | n.CodeBlock() | n.RawBlock() | n.BlockQuote() | n.Header()
            | n.HorizontalRule() | n.Table() | n.Figure() | n.Div()
        ):  # fmt: skip
            yield block
        case _:
            assert_never(block)


def _pieces(block: n.Block, room: Room, wrap: Wrap) -> Iterator[n.Block]:
    """Yield the pieces of a block that is higher than the room, each as high as there is room for."""
    match block:
        case n.Plain(inlines=inlines) | n.Para(inlines=inlines):
            parts = tuple(divide_words(inlines, _rule(block, room, wrap)))
            yield from (replace(block, inlines=part) for part in parts) if len(parts) > 1 else (block,)
        case n.BulletList(items=(item,)) | n.OrderedList(items=(item,)):
            yield from _item(block, item, room, wrap)
        case n.DefinitionList(items=((term, definitions),)):
            yield from _entry(block, term, definitions, room, wrap)
        case n.BlockQuote(blocks=inner) | n.Div(blocks=inner):
            for place, blocks in enumerate(_divide(inner, room, _around(wrap, block))):
                yield replace(_further(block) if place else block, blocks=blocks)
        case n.LineBlock(lines=lines):
            yield from _verse(block, lines, room, wrap)
        case n.CodeBlock(text=text):
            yield from _code(block, text.split("\n"), room, wrap)
        case n.Table():
            yield from _tables(block, room, wrap)
        case (
            n.BulletList() | n.OrderedList() | n.DefinitionList() | n.RawBlock() | n.Header()
            | n.HorizontalRule() | n.Figure()
        ):  # fmt: skip
            yield block
        case _:
            assert_never(block)


def _rule(block: n.Plain | n.Para, room: Room, wrap: Wrap) -> Rule:
    """Return how the words of a paragraph are divided; a sentence may be in smaller type."""

    def with_words(words: n.Inlines) -> n.Blocks:
        return wrap((replace(block, inlines=words),))

    return Rule(
        lambda words: room.measure(with_words(words)) <= room.height,
        lambda words: room.shrinks(with_words(words)),
        room.sentences,
    )


def _item(block: n.BulletList | n.OrderedList, item: n.Blocks, room: Room, wrap: Wrap) -> Iterator[n.Block]:
    """Yield an item that goes on without its mark."""
    parts = _divide(item, room, lambda part: wrap((n.Div(FURTHER, part),)))
    for place, part in enumerate(parts):
        yield n.Div(FURTHER, part, at=block.at) if place else replace(block, items=(part,))


def _entry(
    block: n.DefinitionList, term: n.Inlines, definitions: tuple[n.Blocks, ...], room: Room, wrap: Wrap
) -> Iterator[n.Block]:
    """Yield an entry that goes on without its term."""
    label = room.measure(wrap((replace(block, items=((term, ()),)),))) + room.gap
    inner = tuple(each for definition in definitions for each in definition)
    smaller = replace(room, height=room.height - label)
    parts = _divide(inner, smaller, lambda part: wrap((n.Div(FURTHER, part),)))
    for place, part in enumerate(parts):
        yield n.Div(FURTHER, part, at=block.at) if place else replace(block, items=((term, (part,)),))


def _around(wrap: Wrap, block: n.BlockQuote | n.Div) -> Wrap:
    return lambda part: wrap((replace(block, blocks=part),))


def _further(block: n.BlockQuote | n.Div) -> n.BlockQuote | n.Div:
    """Return a box for what is further in it: an id is that of the first part."""
    return replace(block, attr=replace(block.attr, id="")) if isinstance(block, n.Div) else block


def _verse(block: n.LineBlock, lines: tuple[n.Inlines, ...], room: Room, wrap: Wrap) -> Iterator[n.Block]:
    parts = _fill(lines, lambda part: room.measure(wrap((replace(block, lines=part),))), room)
    yield from (replace(block, lines=part) for part in parts)


def _code(block: n.CodeBlock, lines: list[str], room: Room, wrap: Wrap) -> Iterator[n.Block]:
    def part_of(texts: tuple[str, ...]) -> n.CodeBlock:
        return replace(block, text="\n".join(texts))

    def height(texts: tuple[str, ...]) -> float:
        part = part_of(texts)
        return 0.0 if room.shrinks((part,)) else room.measure(wrap((part,)))

    def fits(text: str) -> bool:
        return height((text,)) <= room.height

    short_lines = (part for line in lines for part in ((line,) if fits(line) else divide_text(line, fits)))
    yield from map(part_of, _fill(short_lines, height, room))


def _tables(table: n.Table, room: Room, wrap: Wrap) -> Iterator[n.Block]:
    """Yield a table within text in pieces of rows, each with its head."""
    rows = tuple(row for body in table.bodies for row in (*body.head, *body.rows)) + table.foot.rows
    heads = table.bodies[0].row_head_columns if table.bodies else 0

    def part_of(part: tuple[n.Row, ...]) -> n.Table:
        body = n.TableBody(n.Attr(), heads, (), part)
        return replace(table, bodies=(body,), foot=n.TableEnd(n.Attr(), ()))

    apart = without_spans_down(rows, len(table.columns))
    for place, part in enumerate(_fill(apart, lambda part: room.measure(wrap((part_of(part),))), room)):
        piece = part_of(part)
        yield replace(piece, attr=n.Attr(), caption=n.Caption(None, ())) if place else piece


def _fill(
    items: Iterable[T], height: Callable[[tuple[T, ...]], float], room: Room
) -> Iterator[tuple[T, ...]]:
    """Yield as many items together as a room holds, at least one."""
    part: tuple[T, ...] = ()
    for item in items:
        if part and height((*part, item)) > room.height:
            yield part
            part = ()
        part = (*part, item)
    yield part


def _join_lists(before: n.Block, unit: n.Block) -> n.Block | None:
    """Append the next item to a list; return None if the blocks are not parts of one list."""
    match before, unit:
        case n.BulletList(items=items), n.BulletList(items=more):
            return n.BulletList((*items, *more), at=before.at)
        case n.DefinitionList(items=entries), n.DefinitionList(items=others):
            return n.DefinitionList((*entries, *others), at=before.at)
        case n.OrderedList(items=items), n.OrderedList(items=more, start=start) if (
            start == before.start + len(items)
        ):
            return replace(before, items=(*items, *more))
        case _:
            return None
