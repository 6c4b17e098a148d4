"""Tables as wide as the page: set smaller in steps, long words broken, until their columns fit.

The least width of a column is that of its widest word. Words are measured by kinds of letters: that tells
which step a table needs, and the layout of the page does the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model import nodes as n
from pipeline.model.walk import Rebuild, rows, walk
from pipeline.theme import Theme

# Longer words may be broken anywhere, before the table is set smaller.
LONG = 18
_NARROW = re.compile(r"[fijlrt.,:;!|'()\[\]/]")
_WIDE = re.compile("[A-Z0-9%&@#=+<>~]")
_BROAD = re.compile("[mwMW]")
_SPACE = re.compile(r"[ \t\n\u2009\u200b\u202f]+")
_EM = re.compile(r"width:([\d.]+)em")


@dataclass(frozen=True, slots=True)
class Step:
    """How a table is set: the class that says so, the size of its letters, the space between columns."""

    name: str
    size: float
    gap: float


def steps(theme: Theme) -> tuple[Step, ...]:
    """Return the steps from the usual way to the smallest."""
    return (
        Step("", theme.points("size.furniture"), theme.points("space.m")),
        Step("close", theme.points("size.tiny"), theme.points("space.s")),
        Step("closest", theme.points("size.least"), theme.points("space.s")),
    )


def fitted(table: n.Table, room: float, theme: Theme) -> n.Table:
    """Return a table with the classes that let it fit a room, in points, as far as it can."""
    ways = steps(theme)
    whole = _least(table, 10**6)
    if _needed(whole, ways[0]) <= room:
        return table
    broken = _Breaking().blocks((table,))[0]
    assert isinstance(broken, n.Table)
    least = _least(table, LONG)
    step = next((each for each in ways if _needed(least, each) <= room), None)
    names = (step.name,) if step else (ways[-1].name, "crowded")
    return _classed(broken, *(name for name in names if name))


def _needed(columns: tuple[float, ...], step: Step) -> float:
    return sum(columns) * step.size + step.gap * (len(columns) - 1)


def _least(table: n.Table, longest: int) -> tuple[float, ...]:
    """Return the least widths of the columns, in ems; a word of more letters counts as so many."""
    widths = [0.0] * len(table.columns)
    for row in rows(table):
        place = 0
        for cell in row.cells:
            if cell.col_span == 1 and place < len(widths):
                widths[place] = max([widths[place], *_words(cell.blocks, longest)])
            place += cell.col_span
    return tuple(widths)


def _words(blocks: n.Blocks, longest: int) -> Iterator[float]:
    word = 0.0
    for node in walk(blocks):
        match node:
            case n.Str(text=text) | n.Code(text=text):
                first, *others = _SPACE.split(text)
                for part in (first, *others):
                    word = (0.0 if part is not first else word) + sum(map(_em, part[:longest]))
                    yield min(word, longest * 0.6) if longest < len(part) else word
            case n.Image(attr=attr) if match_ := _EM.search(attr.get("style") or ""):
                word += float(match_[1])
                yield word
            case n.CodeBlock(text=text):
                yield max((len(line[:longest]) * 0.6 for line in text.split("\n")), default=0.0)
            case n.Space() | n.SoftBreak() | n.LineBreak() | n.Para() | n.Plain():
                word = 0.0
            case _:
                pass


def _em(character: str) -> float:
    if _BROAD.match(character):
        return 0.9
    if _WIDE.match(character):
        return 0.66
    if _NARROW.match(character):
        return 0.36
    return 0.58 if ord(character) < 0x2E80 else 1.0


class _Breaking(Rebuild):
    """Lets long words break anywhere."""

    def __init__(self) -> None:
        super().__init__(self.broken, lambda block: (block,))

    def broken(self, node: n.Inline) -> n.Inlines:
        match node:
            case n.Str(text=text) if len(text) > LONG:
                return (n.Span(n.Attr("", ("long",)), (node,), at=node.at),)
            case n.Code(attr=attr, text=text) if len(text) > LONG:
                return (replace(node, attr=replace(attr, classes=(*attr.classes, "long"))),)
            case _:
                return (node,)


def _classed(table: n.Table, *names: str) -> n.Table:
    return replace(table, attr=replace(table.attr, classes=(*table.attr.classes, *names)))
