"""Fitting of tables to the width of the page: long words may break, and the type is smaller in steps.

The minimum width of a column is that of its widest word. Words are measured by classes of letters: that is
exact enough to choose the step, and the layout of the page does the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model import nodes as n
from pipeline.model.walk import Rebuild, rows, walk
from pipeline.theme import Theme

# Words longer than this may be broken anywhere, before the table is set smaller.
LONG = 18
_NARROW = re.compile(r"[fijlrt.,:;!|'()\[\]/]")
_WIDE = re.compile("[A-Z0-9%&@#=+<>~]")
_BROAD = re.compile("[mwMW]")
_SPACE = re.compile(r"[ \t\n\u2009\u200b\u202f]+")
_EM = re.compile(r"width:([\d.]+)em")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of fitting: its class, the size of the letters, the space between columns."""

    name: str
    size: float
    gap: float


def steps(theme: Theme) -> tuple[Step, ...]:
    """Return the steps from the usual size to the smallest."""
    return (
        Step("", theme.points("size.furniture"), theme.points("space.m")),
        Step("close", theme.points("size.tiny"), theme.points("space.s")),
        Step("closest", theme.points("size.least"), theme.points("space.s")),
    )


def fit(table: n.Table, room: float, theme: Theme) -> n.Table:
    """Add the classes that make a table fit a width in points, as far as possible."""
    ways = steps(theme)
    whole = _least_widths(table, 10**6)
    if _width_of(whole, ways[0]) <= room:
        return table
    node = _WordBreaker().blocks((table,))[0]
    assert isinstance(node, n.Table)
    least = _least_widths(table, LONG)
    step = next((each for each in ways if _width_of(least, each) <= room), None)
    names = (step.name,) if step else (ways[-1].name, "crowded")
    return _with_classes(node, *(name for name in names if name))


def _width_of(columns: tuple[float, ...], step: Step) -> float:
    return sum(columns) * step.size + step.gap * (len(columns) - 1)


def _least_widths(table: n.Table, longest: int) -> tuple[float, ...]:
    """Return the minimum widths of the columns in ems; only the first `longest` letters of a word count."""
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


class _WordBreaker(Rebuild):
    """Marks long words, which may break anywhere."""

    def __init__(self) -> None:
        super().__init__(self.break_word, lambda block: (block,))

    def break_word(self, node: n.Inline) -> n.Inlines:
        match node:
            case n.Str(text=text) if len(text) > LONG:
                return (n.Span(n.Attr("", ("long",)), (node,), at=node.at),)
            case n.Code(attr=attr, text=text) if len(text) > LONG:
                return (replace(node, attr=replace(attr, classes=(*attr.classes, "long"))),)
            case _:
                return (node,)


def _with_classes(table: n.Table, *names: str) -> n.Table:
    return replace(table, attr=replace(table.attr, classes=(*table.attr.classes, *names)))
