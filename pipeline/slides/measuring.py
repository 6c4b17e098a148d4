"""Measuring of text on slides, in points, with the typefaces of the theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, assert_never

from pipeline import theme
from pipeline.model import nodes as n
from pipeline.model.canvas import Box, Canvas
from pipeline.model.look import FontSource
from pipeline.model.walk import map_inlines, map_tree, text_of

Role = Literal["text", "furniture", "code"]

# Office programs break lines a little earlier than the typeface's own widths ask for.
SLACK = 1.03
# Letters of typefaces for code are as wide as this part of their size.
CODE = 0.6
PIXEL = 0.75  # of CSS, in points
# Where a line ends or may break; hyphens and slashes hold a number behind them (Unicode, UAX 14, LB25).
_BREAK = re.compile("([\n \u200b]|(?<=[–—])|(?<=[-/])(?![0-9]))")
_COMMAND = re.compile(r"\\[a-zA-Z]+|[{}_^\\]")
_LETTER = re.compile(r"[^\s/-]")


@dataclass(frozen=True, slots=True)
class Style:
    """The style of a text: the tokens of its size and leading, the role of its typeface, its weight.

    `share` is the part of that size and leading at which it is set. Text is measured in the typeface or in a
    substitute, whichever is wider; `on_screen` as browsers set it, in the typeface alone.
    """

    size: str
    leading: str
    role: Role = "furniture"
    weight: str = "weight.normal"
    share: float = 1.0
    on_screen: bool = False

    @property
    def points(self) -> float:
        """The size in points."""
        return points(self.size) * self.share

    @property
    def line(self) -> float:
        """The distance from line to line in points."""
        return points(self.leading) * self.share


@dataclass(frozen=True, slots=True)
class Run:
    """A text of one style."""

    text: str
    style: Style


TITLE = Style("title", "title-leading", "text", "weight.office")
SMALL_TITLE = Style("title-small", "title-small-leading", "text", "weight.office")
LEAST_TITLE = Style("title-least", "title-least-leading", "text", "weight.office")
DIVIDER = Style("divider", "divider-leading", "text", "weight.bold")
DIVIDER_LINES = 3
# The parts of its size at which a title is set that does not fit its box otherwise.
SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
LEAST_POINTS = 13.0
TEXT = Style("text", "text-leading")
LARGE = Style("text-large", "text-large-leading")
TABLE = Style("table", "table-leading")
SMALL_TABLE = Style("table-small", "table-small-leading")
SOURCE = Style("source", "source-leading")
LABEL = Style("text", "text-leading", "furniture", "weight.office")
SMALL_LABEL = Style("table", "table-leading", "furniture", "weight.office")
LARGE_TABLE = TEXT
ENTRY = Style("entry", "entry-leading")
LEAD = Style("lead", "lead-leading", "text", "weight.office")
HERO = Style("hero", "hero-leading", "text", "weight.office")
NUMBER = Style("number", "number-leading", "text", "weight.office")


def points(token: str) -> float:
    """Return the value of a slide token in points."""
    return _points(theme.of_measures(), token)


@lru_cache(maxsize=2_000)
def _points(tokens: theme.Theme, token: str) -> float:
    return tokens.points(f"slide.{token}")


def body_under(heading: n.Inlines, canvas: Canvas) -> Box:
    """Return the box of content that moves up if the title takes one line."""
    whole = canvas.body
    if not fits(heading, TITLE, Box(0, 0, whole.width, TITLE.line)):
        return whole
    top = points("title-top") + TITLE.line + points("gap") * 0.75
    return Box(whole.x, top, whole.width, whole.y + whole.height - top)


def title_style(text: n.Inlines, canvas: Canvas) -> Style:
    """Return the style of a title: smaller if it would not fit its box."""
    return _first_that_fits(text, (TITLE, SMALL_TITLE, *_smaller(LEAST_TITLE)), canvas.title)


def divider_box(canvas: Canvas) -> Box:
    """Return the box of the title of a divider, at the foot of its slide."""
    whole, height = canvas.body, DIVIDER.line * DIVIDER_LINES
    return Box(whole.x, whole.y + whole.height - height, whole.width, height)


def divider_style(text: n.Inlines, canvas: Canvas) -> Style:
    """Return the style of the title of a divider: smaller if it would not fit its box."""
    return _first_that_fits(text, _smaller(DIVIDER), divider_box(canvas))


def _smaller(style: Style) -> tuple[Style, ...]:
    """Return a style at its size, and at parts of it that can be read."""
    styles = (replace(style, share=share) for share in SHARES)
    return tuple(each for each in styles if each.points >= LEAST_POINTS)


def _first_that_fits(text: n.Inlines, styles: tuple[Style, ...], box: Box) -> Style:
    return next((each for each in styles if fits(text, each, box)), styles[-1])


def width(text: str, style: Style) -> float:
    """Measure the width of a text in one line."""
    slack = 1.0 if style.on_screen else SLACK
    per_point = _per_point(theme.of_measures(), text, style.role, style.weight, style.on_screen)
    return per_point * style.points * slack


@lru_cache(maxsize=20_000)
def _per_point(styles: theme.Theme, text: str, role: Role, weight: str, on_screen: bool) -> float:
    return _ruler(styles, role, weight, on_screen)(text) / 100


@lru_cache(maxsize=64)
def _ruler(styles: theme.Theme, role: Role, weight: str, on_screen: bool) -> Callable[[str], float]:
    """Return a function that measures a text at 100 points: in its typeface or in a wider substitute.

    Programs without the typeface of a deck set it in another; none that is usual is wider than DejaVu Sans.
    """
    if role == "code":
        return lambda text: 100 * CODE * len(text)
    number = float(styles[weight])
    face = styles.face(role)
    if on_screen:
        own = _font(face.at(number), face.weight(number), TEXT.points / PIXEL)
        return lambda text: float(own.getlength(text))
    design = _font(face.at(number), face.weight(number))
    *_, stand_in = styles.fallbacks()
    other = _font(stand_in.at(number), number)
    return lambda text: max(design.getlength(text), other.getlength(text))


def _font(path: FontSource, weight: float, optical_size: float | None = None) -> Any:
    """Return a font at 100 points; a variable one at a weight, and at the default of its other axes.

    With an optical size it has the letters that browsers take for a size in pixels.
    """
    from PIL import ImageFont

    font = ImageFont.truetype(theme.open_font(path), 100, layout_engine=ImageFont.Layout.BASIC)
    with suppress(OSError):  # a font of one weight has no axes
        axes = font.get_variation_axes()
        values = [float(axis["default"] or 0) for axis in axes]
        for place, axis in enumerate(axes):
            if axis["name"] == b"Weight":
                values[place] = weight
            elif optical_size and axis["name"].lower() == b"optical size":
                values[place] = min(optical_size, float(axis["maximum"] or 0))
        font.set_variation_by_axes(values)
    return font


def parts_between_breaks(text: str) -> tuple[str, ...]:
    """Return the parts of a text that no line end divides."""
    return tuple(part for part in _BREAK.split(text)[::2] if part)


def lines(text: str, style: Style, room: float) -> int:
    """Count the lines of a text in a width; a word wider than that is broken."""
    return lines_of((Run(text, style),), room)


def lines_of(runs: Sequence[Run], room: float) -> int:
    """Count the lines of runs in a width; a word may go on from one run to the next."""
    if not any(run.text.strip() for run in runs):
        return 0
    count, line_width, has_blank = 1, 0.0, False
    for part_width, mark, blank in _parts(runs):
        if part_width:
            if line_width and line_width + part_width > room:
                count, line_width = count + 1, 0.0
            if part_width > room:
                count += int(part_width // room)
                part_width %= room
            line_width, has_blank = line_width + part_width, False
        if mark == "\n":
            count, line_width = count + 1, 0.0
        elif mark == " " and line_width and not has_blank:
            line_width, has_blank = line_width + blank, True
    return count


def _parts(runs: Sequence[Run]) -> Iterator[tuple[float, str, float]]:
    """Yield the width of each part that no line end divides, the mark behind it, and the width of a blank."""
    part_width, blank = 0.0, 0.0
    for run in runs:
        blank = width(" ", run.style)
        for index, token in enumerate(_BREAK.split(run.text)):
            if index % 2:
                yield part_width, token, blank
                part_width = 0.0
            elif token:
                part_width += width(token, run.style)
    yield part_width, "", blank


def height(paragraphs: Iterable[str], style: Style, room: float, gap: float = 0.0) -> float:
    """Measure the height of paragraphs in a width, with a gap between them."""
    heights = [lines(paragraph, style, room) * style.line for paragraph in paragraphs]
    return sum(heights) + gap * max(0, len(heights) - 1)


def visible_text(words: n.Inlines) -> str:
    """Return the text to measure: of a formula the visible characters, of code figures, which are as wide."""
    return visible_block_text((n.Plain(words),))


def visible_block_text(blocks: n.Blocks) -> str:
    """Return the words of blocks as they are measured."""
    return text_of(map_tree(blocks, inline=_simplify))


def runs_of(words: n.Inlines, style: Style) -> tuple[Run, ...]:
    """Return words as they are measured, those in bold in its weight."""
    return tuple(_runs(map_inlines(words, _simplify), style))


def _runs(words: n.Inlines, style: Style) -> Iterator[Run]:
    """Yield the runs of words."""
    bold = replace(style, weight=LABEL.weight)
    for item in words:
        match item:
            case n.Strong(inlines=inner):
                yield from _runs(inner, bold)
            case (
                n.Emph(inlines=inner) | n.Underline(inlines=inner) | n.Strikeout(inlines=inner)
                | n.Superscript(inlines=inner) | n.Subscript(inlines=inner) | n.SmallCaps(inlines=inner)
                | n.Link(inlines=inner) | n.Span(inlines=inner) | n.Image(inlines=inner)
                | n.Cite(inlines=inner)
            ):  # fmt: skip
                yield from _runs(inner, style)
            case n.Quoted(kind=kind, inlines=inner):
                opening, closing = ("“", "”") if kind == "DoubleQuote" else ("‘", "’")
                yield Run(opening, style)
                yield from _runs(inner, style)
                yield Run(closing, style)
            case n.Space() | n.SoftBreak():
                yield Run(" ", style)
            case n.LineBreak():
                yield Run("\n", style)
            case n.Str(text=text) | n.Code(text=text) | n.Math(text=text):
                yield Run(text, style)
            case n.RawInline() | n.Note():
                pass
            case _:
                assert_never(item)


def _simplify(item: n.Inline) -> n.Inlines:
    match item:
        case n.Math(text=tex):
            # Of several rows the longest is as wide as all of them.
            rows = ("".join(_COMMAND.sub("", row).split()) for row in tex.split("\\\\"))
            return (n.Str(max(rows, key=len) or "x"),)
        case n.Code(text=text):
            return (n.Str(_LETTER.sub("0", text)),)
        case _:
            return (item,)


def fits(text: n.Inlines, style: Style, box: Box) -> bool:
    """Return whether words fit a box."""
    return lines(visible_text(text), style, box.width) * style.line <= box.height + 1
