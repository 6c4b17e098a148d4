"""Images with a label or an id that share a paragraph with words: converted to figures.

Pandoc makes a figure only of an image that is alone in its paragraph; of any other it prints no caption.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.load.fragments import trim
from pipeline.load.label_forms import label_of, labels_in
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.crossref import canonical, kind_of

# An id that pandoc reads as text, because a space is before it.
_ID = re.compile(r"\{#([^\s{}]+)\}")
_SPACES = (n.Space, n.SoftBreak, n.LineBreak)
_Item = n.Figure | n.Inlines


def adopt(blocks: n.Blocks) -> n.Blocks:
    """Return the blocks with labelled images at the ends of lines as figures, which references may name.

    An image with words before and after it in its line stays in the line.
    """
    return _Figures(lambda node: (node,), _block).blocks(blocks)


class _Figures(walk.Rebuild):
    """Makes figures of labelled images; the content of figures and tables is not changed."""

    def descend_block(self, node: n.Block) -> n.Block:
        """Rebuild the content of a block."""
        return node if isinstance(node, n.Figure | n.Table) else super().descend_block(node)


def _block(block: n.Block) -> n.Blocks:
    match block:
        case n.Para(inlines=inlines) | n.Plain(inlines=inlines) if any(
            isinstance(each, n.Image) for each in inlines
        ):
            items = [item for line in _lines(inlines) for item in _line(line)]
            if not any(isinstance(item, n.Figure) for item in items):
                return (block,)
            return _split(items, block.at)
        case _:
            return (block,)


def _split(items: Sequence[_Item], at: int | None) -> n.Blocks:
    """Return figures and the words between them as blocks."""
    result: list[n.Block] = []
    run: n.Inlines = ()
    for item in (*items, None):
        if item is not None and not isinstance(item, n.Figure):
            run += item
            continue
        words = trim(run)
        if words:
            place = next((each.at for each in words if each.at is not None), at)
            result.append(n.Para(words, at=place))
        run = ()
        if item is not None:
            result.append(item if item.at is not None else replace(item, at=at))
    return tuple(result)


def _lines(inlines: n.Inlines) -> list[n.Inlines]:
    """Return inlines line by line, each with its break; a line of labels belongs to the one before."""
    lines: list[list[n.Inline]] = [[]]
    for item in inlines:
        lines[-1].append(item)
        if isinstance(item, n.SoftBreak | n.LineBreak):
            lines.append([])
    result: list[n.Inlines] = []
    for line in lines:
        if result and line and any(map(_names, line)) and all(_is_mark(each) for each in line):
            result[-1] += tuple(line)
        elif line:
            result.append(tuple(line))
    return result


def _line(line: n.Inlines) -> list[_Item]:
    """Split a line into the figures at its beginning and end and the inlines between them."""
    before: list[_Item] = []
    start = 0
    while (figure_and_end := _figure_at(line, start)) is not None:
        figure, start = figure_and_end
        before.append(figure)
    end = len(line)
    behind: list[_Item] = []
    while (place := _last_image(line, start, end)) is not None:
        figure_and_end = _figure_at(line, place)
        if figure_and_end is None or figure_and_end[1] < end:
            break
        behind.insert(0, figure_and_end[0])
        end = place
    return [*before, line[start:end], *behind]


def _last_image(line: n.Inlines, start: int, end: int) -> int | None:
    """Return the index of the last image in a part of a line."""
    return next((place for place in range(end - 1, start - 1, -1) if isinstance(line[place], n.Image)), None)


def _figure_at(line: n.Inlines, start: int) -> tuple[n.Figure, int] | None:
    """Return the figure that begins at a place of a line, and the end of its labels."""
    while start < len(line) and isinstance(line[start], _SPACES):
        start += 1
    if start == len(line) or not isinstance(image := line[start], n.Image):
        return None
    end = start + 1
    while end < len(line) and _is_mark(line[end]):
        end += 1
    names = [name for each in line[start + 1 : end] for name in _names(each)]
    is_named = kind_of(canonical(image.attr.id)) == "figure" or any(labels_in(image.inlines)) or names
    return (_figure(image, names), end) if is_named else None


def _figure(image: n.Image, names: Sequence[str]) -> n.Figure:
    """Convert an image to a figure; the names after it become labels in its caption."""
    labels = tuple(n.RawInline("tex", f"\\label{{{name}}}", at=image.at) for name in names)
    words = (*image.inlines, *labels)
    bare = n.Plain((replace(image, attr=replace(image.attr, id="")),))
    return n.Figure(
        n.Attr(image.attr.id), n.Caption(None, (n.Plain(words),) if words else ()), (bare,), at=image.at
    )


def _names(node: n.Inline) -> list[str]:
    """Return the names of an image in an inline after it."""
    match = _ID.fullmatch(node.text) if isinstance(node, n.Str) else None
    name = match.group(1) if match else label_of(node)
    return [name] if name else []


def _is_mark(node: n.Inline) -> bool:
    """Return whether an inline after an image is only a name of the image, or a space."""
    return isinstance(node, _SPACES) or bool(_names(node))
