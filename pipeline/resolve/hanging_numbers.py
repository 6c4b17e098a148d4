"""Bibliography entries with a hanging number or label: the number in the margin, the words beside it.

Pandoc writes the two as consecutive blocks, and the text after them as a third.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model.entries import NUMBER, NUMBERED_CLASS, WIDE
from pipeline.model.walk import text_of

_MARGIN = "csl-left-margin"
_RIGHT = "csl-right-inline"
_LINES = frozenset({"csl-block", "csl-indent"})
# `[99]`; longer ones want a wider margin.
_LONGEST = 4


def with_hanging_numbers(entries: Sequence[n.Div]) -> tuple[n.Div, ...]:
    """Return entries with their numbers as spans, all with one margin."""
    paragraph_entries = [replace(entry, blocks=tuple(_paragraphs(entry.blocks))) for entry in entries]
    lengths = [len(text_of((number,))) for entry in paragraph_entries if (number := _number(entry))]
    if not lengths:
        return tuple(paragraph_entries)
    classes = (NUMBERED_CLASS, WIDE) if max(lengths) > _LONGEST else (NUMBERED_CLASS,)
    return tuple(
        replace(entry, attr=replace(entry.attr, classes=(*entry.attr.classes, *classes)))
        for entry in paragraph_entries
    )


def _number(entry: n.Div) -> n.Inline | None:
    match entry.blocks:
        case (n.Para(inlines=(n.Span(attr=attr) as first, *_)), *_) if NUMBER in attr.classes:
            return first
        case _:
            return None


def _paragraphs(blocks: n.Blocks) -> list[n.Block]:
    """Return the paragraphs of an entry; each of its lines of its own becomes a paragraph."""
    result: list[n.Block] = []
    for block in blocks:
        if not isinstance(block, n.Para):
            result.append(block)
            continue
        line: list[n.Inline] = []
        for item in block.inlines:
            classes = frozenset(item.attr.classes) if isinstance(item, n.Span) else frozenset()
            if not isinstance(item, n.Span) or not classes & {_MARGIN, _RIGHT, *_LINES}:
                line.append(item)
            elif _MARGIN in classes:
                number = n.Span(n.Attr("", (NUMBER,)), _trim(item.inlines))
                line += (number, n.Space()) if number.inlines else ()
            elif _RIGHT in classes:
                line += item.inlines
            else:
                result += [n.Para(tuple(line))] if line else []
                result.append(n.Para(item.inlines))
                line = []
        result += [n.Para(tuple(line))] if line else []
    return result


def _trim(inlines: n.Inlines) -> n.Inlines:
    return inlines[:-1] if inlines and isinstance(inlines[-1], n.Space) else inlines
