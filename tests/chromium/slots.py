"""What the slide engine measures of the texts of a slide, to be compared with what a browser shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from pipeline.model import nodes as n
from pipeline.model.front_matter import FrontMatter
from pipeline.model.walk import text_of
from pipeline.slides import arrangement as content_of
from pipeline.slides import entries, figures, points
from pipeline.slides import measuring as measure
from pipeline.slides.arrangement import Arrangement
from pipeline.slides.measuring import Style
from pipeline.slides.paragraphs import Paragraph


@dataclass(frozen=True)
class Measure:
    """A text of a slide, the lines that it takes, and their distance in points."""

    text: str
    lines: int
    leading: float


def squeeze(text: str) -> str:
    """Return a text without blanks, by which a measured text is known again on a page."""
    return "".join(text.split()).replace("\u200b", "").replace("\u2060", "")


def measures(arrangement: Arrangement, front: FrontMatter) -> Iterator[Measure]:
    """Yield the texts of a slide in their order; formulas are left out, which have no lines."""
    slide, content = arrangement.slide, arrangement.content
    room = arrangement.canvas.body.width
    match content:
        case content_of.Cover(style=cover):
            yield _text(slide.title, cover.title, room)
            yield _text((n.Str(front.subtitle or ""),), cover.subtitle, room * 0.85)
        case content_of.Divider():
            pass
        case _:
            yield _text(slide.title, arrangement.title, room)
    match content:
        case content_of.Cover() | content_of.Divider() | content_of.Pictures() | content_of.Formula():
            pass
        case content_of.Text():
            yield from _paragraphs(content, room)
        case content_of.Number(lines=lines, style=style):
            for place, words in enumerate(lines):
                yield _text(words, measure.LARGE if place else style, room)
        case content_of.KeyFigures():
            styles = (content.number, content.label, measure.SOURCE)
            width = figures.figure_box(0, content.columns, arrangement.canvas).width
            for figure in content.figures:
                yield from (_text(words, style, width) for words, style in zip(figure, styles, strict=False))
        case content_of.Columns(columns=columns):
            for column in columns:
                if isinstance(column.content, content_of.Text):
                    yield from _paragraphs(column.content, column.box.width)
        case content_of.Table():
            yield from _cells(content)
        case content_of.Entries():
            width = entries.column_box(arrangement.canvas).width - content.indent
            for each in content.columns:
                yield from (_text(words, content.style, width) for words in each)
        case _:
            assert_never(content)
    if slide.source:
        yield _text(slide.source, measure.SOURCE, arrangement.canvas.source.width)


def _text(words: n.Inlines, style: Style, room: float) -> Measure:
    return Measure(text_of(words), measure.lines_of(measure.runs_of(words, style), room), style.line)


def _paragraphs(content: content_of.Text, room: float) -> Iterator[Measure]:
    step = points.level_indent(content.paragraphs, content.style) / content.scale
    for each in content.paragraphs:
        if each.lead:
            yield Measure(text_of(each.lead), 1, content.lead.line)
        yield _paragraph(each, content.style, room / content.scale - content.lead_width, step)


def _paragraph(paragraph: Paragraph, style: Style, room: float, step: float) -> Measure:
    height = points.paragraph_height(paragraph, style, room, step)
    return Measure(text_of(paragraph.words), round(height / style.line), style.line)


def _cells(content: content_of.Table) -> Iterator[Measure]:
    table = content.table
    for place in sorted(content.places, key=lambda each: (each.row, each.column)):
        width = sum(content.widths[place.column : place.column + place.across])
        room = max(1.0, width - 2 * measure.points("table-padding"))
        bold = place.row < len(table.head.rows) or place.column < table.bodies[0].row_head_columns
        style = replace(content.style, weight=measure.LABEL.weight) if bold else content.style
        for each in points.visible_paragraphs(place.cell.blocks):
            yield _paragraph(each, style, room, points.STEP)


def pairs(
    texts: Iterable[Measure], lines_on_page: Iterable[tuple[str, int]]
) -> Iterator[tuple[Measure, int]]:
    """Yield what was measured with the lines shown of the same text, in order."""
    by_text: dict[str, list[int]] = {}
    for text, lines in lines_on_page:
        by_text.setdefault(squeeze(text), []).append(lines)
    for each in texts:
        if each.text.strip() and (line_counts := by_text.get(squeeze(each.text))):
            yield each, line_counts.pop(0)
