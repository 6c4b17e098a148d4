"""Preparation of slides for pages: formulas and pictures as images, links that lead to slides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import inf
from typing import assert_never
from unicodedata import bidirectional

from pipeline.formats import figure_frames
from pipeline.formats.format import Setting
from pipeline.formats.head_formulas import heads_as_text
from pipeline.formats.pdf.formulas import Place
from pipeline.formats.pdf.nodes import DRAWINGS, PAIR_LENGTH, Preparation
from pipeline.formats.pdf.resource import Resource
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.model.stages import Edition
from pipeline.model.walk import ids, text_of
from pipeline.slides import arrangement as slide_content
from pipeline.slides import columns
from pipeline.slides import measuring as measure
from pipeline.slides.arrangement import Arrangement

# The part of a line that the last two words of a text may take: in lists, indents take some of the rest.
PAIR_SHARE = 2 / 3


class SlidePreparation(Preparation):
    """Replaces the nodes of slides that need another form in a PDF, and collects the images."""

    def __init__(self, edition: Edition, setting: Setting, slides_by_id: Mapping[str, str]) -> None:
        """Make links to these ids lead to the slides of these ids."""
        super().__init__(edition, setting, 0.0)
        self.slides_by_id = slides_by_id
        self.box = edition.canvas.body
        self.is_text = False
        self.style, self.width = measure.TEXT, self.box.width

    def arrangement(self, arrangement: Arrangement) -> Arrangement:
        """Return an arranged slide without notes, its content in the form of a PDF."""
        slide, theme = arrangement.slide, self.setting.theme
        self.box = arrangement.picture_box
        self.is_text = isinstance(arrangement.content, slide_content.Text | slide_content.Columns)
        self.style, self.width = _style_of(arrangement), self._width_of(arrangement)
        is_dark = slide.kind in ("cover", "divider")
        self._move_to(arrangement.title, theme["color.paper" if is_dark else "color.accent"])
        title = self.inlines(slide.title)
        self._move_to(self.style, theme["color.ink"])
        content = self.blocks(heads_as_text(slide.content))
        self._move_to(measure.SOURCE, theme["color.grey-1"])
        source = self.inlines(slide.source)
        return replace(
            arrangement, slide=replace(slide, title=title, content=content, source=source, notes=())
        )

    def _width_of(self, arrangement: Arrangement) -> float:
        """Return the width of the text of a slide."""
        if isinstance(arrangement.content, slide_content.Columns):
            return columns.boxes(self.edition.canvas)[0].width
        return self.box.width

    def _tie(self, inlines: n.Inlines) -> n.Inlines:
        return tie_last_words(inlines, self.width * PAIR_SHARE, self.style)

    def _move_to(self, style: measure.Style, color: str) -> None:
        width = self.edition.canvas.body.width
        self.formulas.move_to(Place(style.points, color, width, width, width))

    def to_inlines(self, node: n.Inline) -> n.Inlines:
        """Return the inlines that replace an inline; a link to a place in notes leads to the slide."""
        match node:
            case n.Link(url=url) if name := self.slides_by_id.get(url[1:]):
                return super().to_inlines(replace(node, url=f"#{name}"))
            case n.Span(attr=attr, inlines=inlines) if "point" in attr.classes:
                return (replace(node, inlines=self._tie(inlines)),)
            case _:
                return super().to_inlines(node)

    def to_blocks(self, node: n.Block) -> n.Blocks:
        """Return the blocks that replace a block: the last two words of a paragraph are on one line."""
        match node:
            case n.Plain(inlines=inlines) | n.Para(inlines=inlines) if self.is_text:
                return (replace(node, inlines=self._tie(inlines)),)
            case n.BulletList():
                return super().to_blocks(node)
            case _:
                return (node,)

    def drawing(self, node: n.Image, name: str) -> n.Image:
        """Link an image to the drawing of this name, in the size of its slide."""
        frame = figure_frames.slide(self.box, "svg")
        url = f"{DRAWINGS}{len(self.resources)}/{name}.svg"
        drawing = self.setting.draw(self.edition.drawings[name], frame)
        self.resources[url] = Resource("image/svg+xml", drawing)
        return replace(node, url=url)


def ids_in_notes(slides: Iterable[Slide]) -> Mapping[str, str]:
    """Return the ids of slides by those that only their notes have."""
    return {
        name: slide.id
        for slide in slides
        for name in frozenset(ids(slide.notes)) - {slide.id, *ids(slide.content)}
    }


def tie_last_words(inlines: n.Inlines, room: float = inf, style: measure.Style = measure.TEXT) -> n.Inlines:
    """Keep the last two words of a point on one line, so that no line has a single short word.

    Words that are wider than the room in this style stay as they are.

    A passage from right to left stays as it is: WeasyPrint would not order the words of two boxes.
    """
    spaces = [index for index, node in enumerate(inlines) if isinstance(node, n.Space | n.SoftBreak)]
    if len(spaces) < 2 or any(bidirectional(letter) in ("R", "AL") for letter in text_of(inlines)):
        return inlines
    start = spaces[-2] + 1
    pair = text_of(inlines[start:])
    if len(pair) > PAIR_LENGTH or measure.width(pair, style) > room:
        return inlines
    return (*inlines[:start], n.Span(n.Attr("", ("whole",)), inlines[start:]))


def _style_of(arrangement: Arrangement) -> measure.Style:
    """Return the style of the text of a slide's content."""
    match arrangement.content:
        case slide_content.Text(style=style) | slide_content.Table(style=style):
            return style
        case slide_content.Number(style=style) | slide_content.Entries(style=style):
            return style
        case slide_content.KeyFigures(label=label):
            return label
        case slide_content.Formula():
            return measure.TITLE
        case slide_content.Columns() if arrangement.slide.size == "large":
            return measure.LARGE
        case slide_content.Columns() | slide_content.Pictures():
            return measure.TEXT
        case slide_content.Cover() | slide_content.Divider():
            return measure.TEXT
        case content:
            assert_never(content)
