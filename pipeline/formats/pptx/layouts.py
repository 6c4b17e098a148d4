"""The layouts of the PPTX: their placeholders, with place, typeface, size and colour of the theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from pipeline.model.canvas import Box, Canvas
from pipeline.slides import columns, entries
from pipeline.slides import cover as covers
from pipeline.slides import measuring as measure
from pipeline.slides.arrangement import Arrangement, KeyFigures
from pipeline.slides.figures import NUMBER, figure_box
from pipeline.slides.measuring import Style, points
from pipeline.theme import Theme, of_measures

Anchor = Literal["t", "ctr", "b"]

TITLE, CONTENT, SECOND, NUMBER_OF_SLIDE, KICKER, SOURCE, FOOT, SECTION, FIRST_FIGURE = (
    0,
    1,
    2,
    12,
    13,
    14,
    15,
    16,
    20,
)


COVER_TITLE = covers.USUAL.title
COVER_LINES = 2
# The number of levels of points with a style; deeper ones have that of the last.
LEVELS = 5


@dataclass(frozen=True, slots=True)
class Level:
    """The style of a level of text: type, colour of the theme, space before it, bullet.

    `margin` is where its first line begins, with its bullet; the other lines begin `indent` further in.
    `line_scale` is the part of the distance between lines that remains where a program shrinks the letters.
    """

    style: Style
    color: str = "tx1"
    before: float = 0.0
    bullet: bool = False
    indent: float = 0.0
    margin: float = 0.0
    capitals: bool = False
    exact: bool = True
    line_scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Holder:
    """A placeholder: its number and type, its place, and the styles of its levels of text."""

    index: int
    type: str
    name: str
    box: Box
    levels: tuple[Level, ...] = ()
    anchor: Anchor = "t"


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: its name, its type in PresentationML (empty for a custom one), and its placeholders."""

    name: str
    type: str
    holders: tuple[Holder, ...]
    dark: bool = False


def layouts(canvas: Canvas) -> Mapping[str, Layout]:
    """Return the layouts of a canvas by kind of slide."""
    return _layouts(canvas, of_measures())


@lru_cache(maxsize=8)
def _layouts(canvas: Canvas, _styles: Theme) -> Mapping[str, Layout]:
    body, column = canvas.body, entries.column_box(canvas)
    paper = partial(_paper, canvas)
    text = tuple(point_level(measure.TEXT, depth) for depth in range(LEVELS))
    number = (Level(measure.HERO, "tx2"), Level(measure.LARGE, before=points("gap-least")))
    formula = Level(measure.LARGE, exact=False)
    entry = entry_level()
    return {
        "cover": Layout("Cover", "title", tuple(_cover(canvas)), dark=True),
        "divider": Layout("Divider", "secHead", tuple(_divider(canvas)), dark=True),
        "points": Layout("Points", "obj", paper(Holder(CONTENT, "", "Points", body, text))),
        "figures": Layout("Key figures", "", paper(*_figures(2, canvas))),
        "figures-6": Layout("Key figures, six", "", paper(*_figures(3, canvas))),
        "number": Layout("Number", "", paper(Holder(CONTENT, "", "Number", body, number, "ctr"))),
        "figure": Layout("Figure", "", paper(Holder(CONTENT, "pic", "Picture", body))),
        "columns": Layout("Columns", "twoObj", paper(*_columns(text, canvas))),
        "chart": Layout("Chart", "", paper(Holder(CONTENT, "chart", "Chart", body))),
        "table": Layout("Table", "", paper(Holder(CONTENT, "tbl", "Table", body))),
        "formula": Layout("Formula", "", paper(Holder(CONTENT, "body", "Formula", body, (formula,), "ctr"))),
        "sources": Layout(
            "Sources",
            "",
            paper(
                Holder(CONTENT, "body", "Sources, left", column, (entry,)),
                Holder(SECOND, "body", "Sources, right", _beside(column), (entry,)),
            ),
        ),
    }


def point_level(style: Style, depth: int) -> Level:
    """Return the text level of points at a depth of nested lists."""
    before = points("gap-least") / (2 if depth else 1)
    return Level(style, before=before, bullet=True, indent=style.points, margin=style.points * depth)


def layout_of(arrangement: Arrangement, *, has_chart: bool) -> Layout:
    """Return the layout of a slide, with a native chart or without."""
    name = {"text": "points", "colophon": "points"}.get(arrangement.slide.kind, arrangement.slide.kind)
    if isinstance(arrangement.content, KeyFigures) and arrangement.content.columns > 2:
        name = "figures-6"
    if has_chart:
        name = "chart"
    return layouts(arrangement.canvas)[name]


def entry_level() -> Level:
    """Return the style of entries of the list of sources, if they do not fit on one slide."""
    return Level(entries.style_of(""), before=entries.gap_of(""), indent=entries.indent_of((), ""))


def kicker_level(color: str) -> Level:
    """Return the style of a line above a title."""
    return Level(_style("kicker"), color, capitals=True)


def _paper(canvas: Canvas, *content: Holder) -> tuple[Holder, ...]:
    """Return the placeholders of a slide on paper, in reading order: title and kicker, content, foot."""
    whole = canvas.body
    kicker = Box(whole.x, points("kicker-top"), whole.width, points("source-leading"))
    return (
        Holder(TITLE, "title", "Title", canvas.title, (Level(measure.TITLE, "tx2"),)),
        Holder(KICKER, "body", "Kicker", kicker, (kicker_level("accent2"),)),
        *content,
        Holder(SOURCE, "body", "Source", canvas.source, (Level(measure.SOURCE, "accent3"),), "b"),
        _number("accent3", canvas),
    )


def _number(color: str, canvas: Canvas) -> Holder:
    """Return the placeholder of a slide's number, right of the source line."""
    whole, foot = canvas.body, canvas.source
    box = Box(foot.x + foot.width, foot.y, whole.width - foot.width, foot.height)
    return Holder(NUMBER_OF_SLIDE, "sldNum", "Slide number", box, (Level(measure.SOURCE, color),), "b")


def _cover(canvas: Canvas) -> Iterator[Holder]:
    whole = canvas.body
    top = canvas.height * covers.TOP
    title = COVER_TITLE.line * COVER_LINES
    serif = covers.USUAL.subtitle
    yield Holder(
        TITLE,
        "ctrTitle",
        "Title",
        Box(whole.x, top + 24, whole.width, title),
        (Level(COVER_TITLE, "bg1"),),
    )
    kicker = kicker_level("accent5")
    line = points("source-leading")
    above = Box(whole.x, top - 2 * line, whole.width, 3 * line)  # a long kicker extends away from the title
    yield Holder(KICKER, "body", "Kicker", above, (kicker,), "b")
    below = Box(whole.x, top + 24 + title + 12, whole.width * 0.85, points("subtitle-leading") * 3)
    yield Holder(CONTENT, "subTitle", "Subtitle", below, (Level(serif, "accent4"),))
    yield Holder(FOOT, "body", "Authors and date", canvas.source, (Level(measure.SOURCE, "accent4"),), "b")


def _divider(canvas: Canvas) -> Iterator[Holder]:
    whole = canvas.body
    number = Style("hero", "hero-leading", "text")
    yield Holder(TITLE, "title", "Title", measure.divider_box(canvas), (Level(measure.DIVIDER, "bg1"),), "b")
    top = Box(whole.x, points("kicker-top"), whole.width, points("hero-leading"))
    yield Holder(SECTION, "body", "Number of the section", top, (Level(number, "accent5"),))
    yield _number("accent4", canvas)


def _columns(levels: tuple[Level, ...], canvas: Canvas) -> Iterator[Holder]:
    for index, name, box in zip((CONTENT, SECOND), ("Left", "Right"), columns.boxes(canvas), strict=True):
        yield Holder(index, "", name, box, levels)


def _figures(across: int, canvas: Canvas) -> Iterator[Holder]:
    """Yield placeholders for numbers, each with what it counts and its source as levels of text."""
    for place in range(across * 2):
        yield Holder(
            FIRST_FIGURE + place,
            "body",
            f"Key figure {place + 1}",
            figure_box(place, across, canvas),
            figure_levels(NUMBER, measure.TEXT),
        )


def figure_levels(number: Style, label: Style) -> tuple[Level, ...]:
    """Return the styles of a number, its label and its source."""
    return (
        Level(number, "tx2"),
        Level(label),
        Level(measure.SOURCE, "accent3", before=points("gap-least") / 3),
    )


def _beside(column: Box) -> Box:
    return Box(column.x + column.width + points("gap"), column.y, column.width, column.height)


def _style(size: str) -> Style:
    return Style(size, "source-leading", "furniture", "weight.bold")
