"""Findings on slides whose content does not fit, with places in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from pipeline.model import nodes as n
from pipeline.model.canvas import Box, Canvas
from pipeline.model.columns import images_of
from pipeline.model.diagnostics import Diagnostic, error, warning
from pipeline.model.slides import Slide, figures_of
from pipeline.model.source import SourceText
from pipeline.model.walk import text_of, walk
from pipeline.slides import columns, figures
from pipeline.slides import measuring as measure
from pipeline.slides.narrow_columns import broken_words
from pipeline.slides.points import (
    CODE_SIZE,
    lead_style,
    lead_width,
    lines_on,
    points_height,
    style_of,
    text_box,
    text_height,
    visible_paragraphs,
)
from pipeline.slides.shrinking import LEAST, scaled_height
from pipeline.slides.tables import style_of as table_style
from pipeline.slides.tables import table_height

SOURCE_LINES = 4
# The parts of its size at which the one number of a slide is set until it fits on a line.
NUMBER_SHARES = (1.0, 0.9, 0.8, 0.7, 0.6)


def findings(slides: Iterable[Slide], canvas: Canvas, source: SourceText) -> tuple[Diagnostic, ...]:
    """Return a finding for each part of a slide that needs more room than it has, and for broken words."""
    all_slides = tuple(slides)
    return (*_overflows(all_slides, canvas, source), *_narrow_columns(all_slides, canvas, source))


def _narrow_columns(slides: Iterable[Slide], canvas: Canvas, source: SourceText) -> Iterator[Diagnostic]:
    """Yield a finding for each table whose columns break words, at the first slide that does."""
    places: set[int | None] = set()
    for number, slide in enumerate(slides, 1):
        if slide.kind != "table" or (slide.at is not None and slide.at in places):
            continue
        tables = (block for block in slide.content if isinstance(block, n.Table))
        words = [word for table in tables for word in broken_words(table, table_style(slide.size), canvas)]
        if words:
            places.add(slide.at)
            others = f" and {len(words) - 1} more" if len(words) > 1 else ""
            yield warning(
                "slide-overflow",
                f"the columns of slide {number}, “{text_of(slide.title)}”, break words: `{words[0]}`{others}",
                source.place(slide.at),
                "show fewer columns, or make two tables of it",
            )


def _overflows(slides: Iterable[Slide], canvas: Canvas, source: SourceText) -> Iterator[Diagnostic]:
    """Yield a finding for each part of a slide that needs more room than it has."""
    return (
        _cut(slide, source)
        if part == "content" and _is_cut(slide, canvas)
        else warning(
            "slide-overflow",
            f"the {part} of the slide “{text_of(slide.title)}” does not fit",
            source.place(slide.at),
            hint,
        )
        for slide in slides
        for part, hint in _parts(slide, canvas)
    )


def _cut(slide: Slide, source: SourceText) -> Diagnostic:
    return error(
        "text-cut",
        f"the edge of the slide “{text_of(slide.title)}” cuts off words",
        source.place(slide.at),
        "nothing divides what stands there: make two of it",
    )


def _is_cut(slide: Slide, canvas: Canvas) -> bool:
    """Return whether words are beyond the lower edge of a slide even if they are as small as they get.

    Formulas are measured so roughly that they have to be twice as high for that; alone they always shrink.
    """
    if slide.kind == "formula":
        return False
    share = 0.5 if any(isinstance(node, n.Math) for node in walk(slide.content)) else 1.0
    box = room(slide, canvas)
    match slide.kind:
        case "points" | "text" | "colophon":
            height = _least_height(slide.content, box)
        case "columns":
            own = columns.boxes(canvas)[0]
            texts = (block for block in slide.content if not images_of(block))
            height = max((_least_height((block,), own) for block in texts), default=0.0)
        case _:
            height = content_height(slide, canvas)
    return box.y + height * share > canvas.height


def _least_height(blocks: n.Blocks, box: Box) -> float:
    style = measure.TEXT
    return scaled_height(visible_paragraphs(blocks), style, box, LEAST.points / style.points)


def _parts(slide: Slide, canvas: Canvas) -> Iterator[tuple[str, str]]:
    if slide.kind not in ("cover", "divider") and measure.title_style(slide.title, canvas).share < 1:
        yield "title", "say it in at most 90 characters"
    if content_height(slide, canvas) > room(slide, canvas).height + 1:
        yield "content", "say less on this slide: a few short points, a smaller table, a figure of its own"
    lines = source_height(slide, canvas) / measure.SOURCE.line
    if lines > SOURCE_LINES:
        yield "source line", "state fewer facts on this slide, or make two of it"


def fits(slide: Slide, canvas: Canvas) -> bool:
    """Return whether the content of a slide fits its box."""
    return content_height(slide, canvas) <= room(slide, canvas).height


def holds_text(slide: Slide, canvas: Canvas) -> bool:
    """Return whether the text of a slide fits its box, in the least size of text if need be."""
    box = room(slide, canvas)
    return fits(slide, canvas) or _least_height(slide.content, box) <= box.height


def room(slide: Slide, canvas: Canvas) -> Box:
    """Return the box of a slide's content: tables and figures move up, and spare a long source line.

    Key figures move up only if they need to.
    """
    if slide.kind in ("points", "text", "columns", "colophon"):
        return text_box(slide.kind, canvas, has_leads=_has_leads(slide))
    if slide.kind == "figures":
        return figures.room_of(figures_of(slide), slide.size, slide.title, canvas)
    if slide.kind not in ("table", "figure"):
        return canvas.body
    box = measure.body_under(slide.title, canvas)
    more = max(0.0, source_height(slide, canvas) - canvas.source.height)
    return Box(box.x, box.y, box.width, box.height - more)


def _has_leads(slide: Slide) -> bool:
    return bool(lead_width(slide.content, lead_style(slide.kind, slide.size)))


def source_height(slide: Slide, canvas: Canvas) -> float:
    """Return the height in points of a slide's source line."""
    return measure.height([text_of(slide.source)], measure.SOURCE, canvas.source.width)


def content_height(slide: Slide, canvas: Canvas) -> float:
    """Measure the height of a slide's content in points; 0 for drawings, which always fit."""
    box = canvas.body
    match slide.kind:
        case "points" | "text" | "colophon":
            paragraphs = visible_paragraphs(slide.content)
            if paragraphs and all(each.verbatim for each in paragraphs):
                return text_height(paragraphs, CODE_SIZE, box.width)
            return rows_height(slide, canvas) + point_gap(slide, canvas) * max(0, len(paragraphs) - 1)
        case "columns":
            return max((columns.height(each, slide.size, canvas) for each in slide.content), default=0.0)
        case "table":
            tables = (block for block in slide.content if isinstance(block, n.Table))
            return sum(table_height(table, table_style(slide.size), canvas) for table in tables)
        case "figures":
            return figures.height(figures_of(slide), slide.size, canvas)
        case "number":
            (number, *rest) = lines_on(slide.content) or ((),)
            style = hero_style(measure.visible_text(number), canvas)
            return _height((number,), style, box.width) + _height(rest, measure.LARGE, box.width)
        case "formula":
            return text_height(visible_paragraphs(slide.content), measure.TITLE, box.width)
        case "cover" | "divider" | "figure" | "sources":
            return 0.0
        case _:
            assert_never(slide.kind)


def _height(paragraphs: Iterable[n.Inlines], style: measure.Style, room: float) -> float:
    return sum(measure.lines_of(measure.runs_of(words, style), room) * style.line for words in paragraphs)


def rows_height(slide: Slide, canvas: Canvas) -> float:
    """Return the height in points of a slide's points, without the gaps between them."""
    lead, paragraphs = lead_style(slide.kind, slide.size), visible_paragraphs(slide.content)
    return points_height(paragraphs, style_of(slide.size), canvas.body.width, lead)


def point_gap(slide: Slide, canvas: Canvas) -> float:
    """Return the space between two points: they spread over the slide, but keep together."""
    count = len(visible_paragraphs(slide.content))
    least, most = measure.points("gap-least"), measure.points("gap-most")
    box = text_box(slide.kind, canvas, has_leads=_has_leads(slide))
    spare = (box.height - rows_height(slide, canvas)) / max(1, count - 1)
    return min(most, max(least, spare))


def hero_style(number: str, canvas: Canvas) -> measure.Style:
    """Return the style of the one number of a slide: as large as fits on a line."""
    styles = (measure.HERO, *(replace(measure.NUMBER, share=share) for share in NUMBER_SHARES))
    fitting = (style for style in styles if measure.width(number, style) <= canvas.body.width)
    return next(fitting, styles[-1])
