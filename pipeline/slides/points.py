"""Points and text on slides: heights of paragraphs, the column of leads, the size that fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model.canvas import Box, Canvas
from pipeline.model.lines import lines_of
from pipeline.model.slides import Kind, Size
from pipeline.model.walk import text_of
from pipeline.slides import measuring as measure
from pipeline.slides.formula_heights import extra_lines
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
    margin = _margin_above(has_leads=has_leads)
    return Box(box.x, box.y + margin, box.width, box.height - margin)


def _margin_above(*, has_leads: bool) -> float:
    """Return the margin above points and text, which office programs need for letters as high as leads."""
    return measure.points("gap-least") * (2 if has_leads else 1)


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
    count = measure.lines_of(measure.runs_of(paragraph.words, style), width)
    # An item without words has a line for its marker.
    return max(1, count + extra_lines(paragraph.words)) * style.line


def code_lines_of(line: str, style: measure.Style, room: float) -> int:
    """Count the lines that a line of code takes in a width."""
    text = _BLANKS.sub(lambda blanks: "\u00a0" * (len(blanks[0]) - 1) + blanks[0][-1], line)
    return max(1, measure.lines(text, replace(style, role="code"), room))


def level_indent(paragraphs: Iterable[Paragraph], style: measure.Style) -> float:
    """Return the indent of a level: the size of type, or more if the widest number needs it."""
    numbers = (each.marker for each in paragraphs if isinstance(each.marker, Number))
    widths = (measure.width(label_of(each), style) + BEHIND_NUMBER * style.points for each in numbers)
    return min(max((style.points, *widths)), WIDEST_NUMBER * style.points)


def size_of(points: n.Blocks, canvas: Canvas, lead: measure.Style = measure.LEAD) -> Size:
    """Return the larger size if the points fit at it."""
    box = text_box("points", canvas, has_leads=bool(lead_width(points)))
    paragraphs = visible_paragraphs(points)
    height = points_height(paragraphs, measure.LARGE, box.width, lead)
    return "large" if height + _least_gaps(len(paragraphs)) <= box.height else ""


def common_size(contents: Iterable[n.Blocks], canvas: Canvas) -> Size:
    """Return the size of slides that belong together: the larger one if each fits at it."""
    return "large" if all(size_of(each, canvas) for each in contents) else ""


def text_height(paragraphs: Iterable[Paragraph], style: measure.Style, room: float) -> float:
    """Measure the height of paragraphs in a width, with the minimum gap between them."""
    together = tuple(paragraphs)
    return points_height(together, style, room, style) + _least_gaps(len(together))


def _least_gaps(count: int) -> float:
    return measure.points("gap-least") * max(0, count - 1)


def points_height(
    paragraphs: tuple[Paragraph, ...], style: measure.Style, width: float, lead: measure.Style
) -> float:
    """Measure the height of points in a width, without gaps; the first line of one is as high as its lead.

    They are measured once with lines as a substitute breaks them, which only office programs take: these set
    all lines of a point at one distance. And once as the typeface breaks them in browsers and on paper, where
    no margin is above them.
    """
    own_style, own_lead = replace(style, on_screen=True), replace(lead, on_screen=True)
    step, more = level_indent(paragraphs, style), max(0.0, lead.line - style.line)
    room, own_room = (width - _lead_width(paragraphs, each) for each in (lead, own_lead))
    height, own_height = 0.0, 0.0
    for each in paragraphs:
        text = paragraph_height(each, style, room, step)
        height += max(text, lead.line) if each.lead else text
        own_height += paragraph_height(each, own_style, own_room, step) + more if each.lead else text
    return max(height, own_height - _margin_above(has_leads=True))


def style_of(size: Size) -> measure.Style:
    """Return the style of points and text."""
    styles = {"large": measure.LARGE, "": measure.TEXT, "small": measure.TABLE}
    return styles[size]


def lead_style(kind: Kind, size: Size) -> measure.Style:
    """Return the style of leads: large, or as labels on the last slide."""
    if kind != "colophon":
        return measure.LEAD
    return measure.SMALL_LABEL if size == "small" else measure.LABEL


def lead_width(points: n.Blocks, style: measure.Style = measure.LEAD) -> float:
    """Return the width of the column of leads with the gap after it; 0 for a list without leads."""
    return _lead_width(paragraphs_of(points), style)


def _lead_width(paragraphs: Iterable[Paragraph], style: measure.Style) -> float:
    widths = [measure.width(text_of(each.lead), style) for each in paragraphs if each.lead]
    return max(widths) + measure.points("gap") if widths else 0.0
