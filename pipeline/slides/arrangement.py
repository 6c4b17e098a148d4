"""The arrangement of a slide, measured once for both formats: sizes, boxes, gaps and parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import repeat
from typing import Literal, assert_never

from pipeline.model import nodes as n
from pipeline.model.canvas import Box, Canvas
from pipeline.model.columns import images_of
from pipeline.model.front_matter import FrontMatter
from pipeline.model.slides import Size, Slide, figures_of
from pipeline.model.walk import text_of, walk
from pipeline.slides import columns, cover, entries, figures, findings, points, tables
from pipeline.slides import measuring as measure
from pipeline.slides.grid import Place, grid_of
from pipeline.slides.measuring import Style
from pipeline.slides.paragraphs import Paragraph
from pipeline.slides.shrinking import text_scale
from pipeline.wording.scripts import prevailing_direction


@dataclass(frozen=True, slots=True)
class Cover:
    """The first slide: its size, the height of its title, and the line at its foot."""

    style: cover.Cover
    title_height: float
    foot: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A slide that opens a section: only title and number."""


@dataclass(frozen=True, slots=True)
class Text:
    """Points, text or the colophon: paragraphs with a gap between them; leads in a column of `lead_width`."""

    paragraphs: tuple[Paragraph, ...]
    style: Style
    gap: float
    lead: Style
    lead_width: float
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Number:
    """One number, and the lines below it."""

    lines: tuple[n.Inlines, ...]
    style: Style

    @property
    def is_long(self) -> bool:
        """Whether the number is set smaller to fit on a line."""
        return self.style.size == measure.NUMBER.size


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Several numbers in a box, each with its lines and its own box; `columns` of them are side by side."""

    figures: tuple[tuple[n.Inlines, ...], ...]
    boxes: tuple[Box, ...]
    columns: int
    gap: float
    number: Style
    label: Style
    room: Box

    @property
    def is_long(self) -> bool:
        """Whether the numbers are set smaller to fit on a line."""
        return self.number.size == figures.LEAST_NUMBER.size


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures side by side in a box."""

    images: tuple[n.Image, ...]
    room: Box


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a box: the widths of its columns, the heights of its rows, its cells at their places."""

    table: n.Table
    room: Box
    style: Style
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    places: tuple[Place, ...]

    @property
    def is_rtl(self) -> bool:
        """Whether its columns go from right to left."""
        return prevailing_direction(text_of((self.table,))) == "rtl"


@dataclass(frozen=True, slots=True)
class Formula:
    """Formulas and the text around them."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """Columns of entries of the list of sources."""

    columns: tuple[tuple[n.Inlines, ...], ...]
    style: Style
    gap: float
    indent: float


@dataclass(frozen=True, slots=True)
class Column:
    """A text or pictures in a box beside another."""

    box: Box
    content: Text | Pictures


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns side by side, from left to right or from right to left."""

    columns: tuple[Column, ...]
    is_rtl: bool = False


Content = Cover | Divider | Text | Number | KeyFigures | Pictures | Columns | Table | Formula | Entries


@dataclass(frozen=True, slots=True)
class Arrangement:
    """An arranged slide: its title style, and its content by kind."""

    slide: Slide
    canvas: Canvas
    title: Style
    content: Content

    @property
    def title_size(self) -> Literal["", "small", "least"]:
        """The style of the title: of the usual size, or smaller to fit."""
        match self.title.size:
            case measure.SMALL_TITLE.size:
                return "small"
            case measure.LEAST_TITLE.size:
                return "least"
            case _:
                return ""

    @property
    def picture_box(self) -> Box:
        """The box that a drawing may fill."""
        match self.content:
            case Pictures(room=room) | Table(room=room):
                return room
            case Columns(columns=(first, *_)):
                return first.box  # all are of one size
            case _:
                return self.canvas.body


def arrange(slide: Slide, canvas: Canvas, front: FrontMatter) -> Arrangement:
    """Measure a slide of a canvas and return its arrangement."""
    content = _content(slide, canvas, front)
    if isinstance(content, Cover):
        return Arrangement(slide, canvas, content.style.title, content)
    if isinstance(content, Divider):
        return Arrangement(slide, canvas, measure.divider_style(slide.title, canvas), content)
    return Arrangement(slide, canvas, measure.title_style(slide.title, canvas), content)


def _content(slide: Slide, canvas: Canvas, front: FrontMatter) -> Content:
    match slide.kind:
        case "cover":
            title = text_of(slide.title)
            style = cover.cover(title, front.subtitle or "", canvas)
            return Cover(style, cover.title_height(style, title, canvas), cover.foot(front))
        case "divider":
            return Divider()
        case "points" | "text" | "colophon":
            lead = points.lead_style(slide.kind, slide.size)
            text_style = points.style_of(slide.size)
            paragraphs = points.visible_paragraphs(slide.content)
            return Text(
                paragraphs,
                text_style,
                findings.point_gap(slide, canvas),
                lead,
                points.lead_width(slide.content, lead),
                text_scale(paragraphs, text_style, findings.room(slide, canvas)),
            )
        case "number":
            lines = points.lines_on(slide.content)
            return Number(lines, findings.hero_style(text_of(lines[0]) if lines else "", canvas))
        case "figures":
            return _key_figures(slide, canvas)
        case "figure":
            images = tuple(node for node in walk(slide.content) if isinstance(node, n.Image))
            return Pictures(images, findings.room(slide, canvas))
        case "columns":
            is_rtl = prevailing_direction(text_of(slide.content)) == "rtl"
            boxes = columns.boxes(canvas)[:: -1 if is_rtl else 1]
            return Columns(
                tuple(map(_column, slide.content, boxes, repeat(slide.size), repeat(canvas))), is_rtl
            )
        case "table":
            return _table(slide, canvas)
        case "formula":
            return Formula(points.visible_paragraphs(slide.content))
        case "sources":
            entry_columns = tuple(points.lines_on((column,)) for column in slide.content)
            indent = entries.indent_of(slide.content, slide.size)
            return Entries(entry_columns, entries.style_of(slide.size), entries.gap_of(slide.size), indent)
        case _:
            assert_never(slide.kind)


def _column(column: n.Block, box: Box, size: Size, canvas: Canvas) -> Column:
    if images := images_of(column):
        return Column(box, Pictures(images, box))
    paragraphs, style = points.visible_paragraphs((column,)), columns.style_of(size)
    spare = (box.height - columns.height(column, size, canvas)) / max(1, len(paragraphs) - 1)
    least, most = measure.points("gap-least"), measure.points("gap-most")
    return Column(
        box,
        Text(
            paragraphs,
            style,
            min(most, least + max(0.0, spare)),
            points.lead_style("text", ""),
            0.0,
            text_scale(paragraphs, style, box),
        ),
    )


def _key_figures(slide: Slide, canvas: Canvas) -> KeyFigures:
    key_figures, room = figures_of(slide), findings.room(slide, canvas)
    within = replace(canvas, body=room)
    return KeyFigures(
        tuple(points.lines_on((figure,)) for figure in key_figures),
        figures.boxes(key_figures, slide.size, within),
        figures.across(len(key_figures)),
        figures.row_gap(key_figures, slide.size, within),
        figures.number_style(key_figures, canvas),
        figures.label_style(slide.size),
        room,
    )


def _table(slide: Slide, canvas: Canvas) -> Table:
    [table] = (block for block in slide.content if isinstance(block, n.Table))
    style, room = tables.style_of(slide.size), findings.room(slide, canvas)
    widths = tuple((column.width or 0.0) * room.width for column in table.columns)
    return Table(table, room, style, widths, tuple(tables.row_heights(table, style, canvas)), grid_of(table))
