"""Points and text on slides: heights of paragraphs, the column of leads, the size that fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from pipeline.model import nodes as n
from pipeline.model.canvas import Box, Canvas
from pipeline.model.lines import lines_of
from pipeline.model.slides import Kind, Size
from pipeline.model.walk import text_of
from pipeline.slides import measuring as measure
from pipeline.slides.paragraphs import Number, Paragraph, label_of, paragraphs_of

# Code alone on a slide is set as small as this before it is divided.
CODE_SIZE = measure.SMALL_TABLE
# Blanks of code that lines keep: those at the start, and all but the last of several.
_BLANKS = re.compile("^ +| {2,}")
# The space between a number and the words after it, as a share of the size of type.
BEHIND_NUMBER = 0.4
# The largest indent of levels in sizes of type: deeper ones have to stay on the slide.
WIDEST_NUMBER = 4
# The indent of a level relative to the one above in cells and notes, in points.
STEP = 18.0


def leading_list(items: Iterable[tuple[str, n.Inlines]]) -> n.Div:
    """Return a list whose items begin with a lead: a year, an amount, a label."""
    entries = tuple(
        (n.Plain((_span("lead", (n.Str(lead),)), n.Space(), _span("point", point))),) for lead, point in items
    )
    return n.Div(n.Attr("", ("leading",)), (n.BulletList(entries),))


def _span(name: str, inlines: n.Inlines) -> n.Span:
    return n.Span(n.Attr("", (name,)), inlines)


def lines_on(content: n.Blocks) -> tuple[n.Inlines, ...]:
    """Return the lines of content that consists of lines: a number, a key figure, entries of sources."""
    lines: list[n.Inlines] = []
    for block in content:
        lines += lines_on(block.blocks) if isinstance(block, n.Div) else lines_of(block)
    return tuple(lines)


def visible_paragraphs(content: n.Blocks) -> tuple[Paragraph, ...]:
    """Return the visible paragraphs: those with words or a marker."""
    return tuple(each for each in paragraphs_of(content) if each.words or each.marker)


def text_box(kind: Kind, canvas: Canvas, *, has_leads: bool = False) -> Box:
    """Return the box of points or text: the box of content without a margin at its upper edge."""
    box = canvas.body
    if kind == "colophon":
        return box
    margin = measure.points("gap-least") * (2 if has_leads else 1)
    return Box(box.x, box.y + margin, box.width, box.height - margin)


def paragraph_height(
    paragraph: Paragraph, style: measure.Style, room: float, step: float | None = None
) -> float:
    """Measure the height of a paragraph in points; deeper levels have less width, by steps.

    Without `step` the indent of a level is the size of type. The words after a marker are one level deeper;
    those after a lead have their own column.
    """
    deep = paragraph.level + int(not paragraph.lead and (paragraph.marker is not None or paragraph.inset))
    width = max(1.0, room - (style.points if step is None else step) * deep)
    if paragraph.verbatim:
        text = measure.visible_text(paragraph.words)
        return sum(code_lines_of(line, style, width) for line in text.split("\n")) * style.line
    return measure.lines_of(measure.runs_of(paragraph.words, style), width) * style.line


def code_lines_of(line: str, style: measure.Style, room: float) -> int:
    """Count the lines that a line of code takes in a width."""
    text = _BLANKS.sub(lambda blanks: "\u00a0" * (len(blanks[0]) - 1) + blanks[0][-1], line)
    return max(1, measure.lines(text, replace(style, role="code"), room))


def level_indent(paragraphs: Iterable[Paragraph], style: measure.Style) -> float:
    """Return the indent of a level: the size of type, or more if the widest number needs it."""
    numbers = (each.marker for each in paragraphs if isinstance(each.marker, Number))
    widths = (measure.width(label_of(each), style) + BEHIND_NUMBER * style.points for each in numbers)
    return min(max((style.points, *widths)), WIDEST_NUMBER * style.points)


def size_of(points: n.Blocks, canvas: Canvas) -> Size:
    """Return the larger size if the points fit at it."""
    leads = lead_width(points)
    box = text_box("points", canvas, has_leads=bool(leads))
    height = text_height(visible_paragraphs(points), measure.LARGE, box.width - leads)
    return "large" if height <= box.height else ""


def text_height(paragraphs: Iterable[Paragraph], style: measure.Style, room: float) -> float:
    """Measure the height of paragraphs in a width, with the minimum gap between them."""
    together = tuple(paragraphs)
    step = level_indent(together, style)
    heights = [paragraph_height(each, style, room, step) for each in together]
    return sum(heights) + measure.points("gap-least") * max(0, len(heights) - 1)


def parts_that_fit(
    blocks: n.Blocks, project: Callable[[n.Blocks], n.Blocks], canvas: Canvas
) -> tuple[n.Blocks, ...]:
    """Divide blocks into parts that fit on a slide at the usual size; lists are divided between their items.

    `project` returns the visible part of blocks on a slide.
    """
    box = text_box("text", canvas)
    parts: list[list[n.Block]] = [[]]
    used_height = 0.0
    for unit in (unit for block in blocks for unit in _units(block, canvas)):
        height = text_height(visible_paragraphs(project((unit,))), measure.TEXT, box.width)
        if parts[-1] and used_height + height > box.height:
            parts.append([])
            used_height = 0.0
        if parts[-1] and (longer_list := _join_lists(parts[-1][-1], unit)) is not None:
            parts[-1][-1] = longer_list
        else:
            parts[-1].append(unit)
        used_height += height + measure.points("gap-least")
    return tuple(tuple(part) for part in parts)


def _units(block: n.Block, canvas: Canvas) -> Iterator[n.Block]:
    """Yield the parts of a block that are not divided between slides."""
    match block:
        case n.BulletList(items=items):
            yield from (replace(block, items=(item,)) for item in items)
        case n.OrderedList(start=start, items=items):
            yield from (
                replace(block, start=number, items=(item,)) for number, item in enumerate(items, start)
            )
        case n.DefinitionList(items=entries):
            yield from (replace(block, items=(entry,)) for entry in entries)
        case n.CodeBlock(text=text):
            yield from (
                replace(block, text="\n".join(lines)) for lines in _code_parts(text.split("\n"), canvas)
            )
        case (
            n.Plain() | n.Para() | n.LineBlock() | n.RawBlock() | n.BlockQuote() | n.Header()
            | n.HorizontalRule() | n.Table() | n.Figure() | n.Div()
        ):  # fmt: skip
            yield block
        case _:
            assert_never(block)


def _code_parts(code_lines: list[str], canvas: Canvas) -> Iterator[list[str]]:
    """Yield the lines of code in parts that fit on a slide at the size of code; one line stays whole."""
    box, style = text_box("text", canvas), CODE_SIZE
    part: list[str] = []
    used_height = 0.0
    for line in code_lines:
        height = code_lines_of(line, style, box.width) * style.line
        if part and used_height + height > box.height:
            yield part
            part, used_height = [], 0.0
        part.append(line)
        used_height += height
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


def lead_style(kind: Kind) -> measure.Style:
    """Return the style of leads: large, or as labels on the last slide."""
    return measure.LABEL if kind == "colophon" else measure.LEAD


def lead_width(points: n.Blocks, style: measure.Style = measure.LEAD) -> float:
    """Return the width of the column of leads with the gap after it; 0 for a list without leads."""
    leads = [text_of(each.lead) for each in paragraphs_of(points) if each.lead]
    if not leads:
        return 0.0
    return max(measure.width(lead, style) for lead in leads) + measure.points("gap")
