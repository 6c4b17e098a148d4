"""The rooms that text is divided for: a slide, and a column of one."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model import nodes as n
from pipeline.model.canvas import Box, Canvas
from pipeline.slides import columns
from pipeline.slides import measuring as measure
from pipeline.slides.division import Room, divide
from pipeline.slides.points import CODE_SIZE, text_box, text_height, visible_paragraphs
from pipeline.slides.sentences import Sentences
from pipeline.slides.shrinking import LEAST, scaled_height

Project = Callable[[n.Blocks], n.Blocks]


def parts_that_fit(
    blocks: n.Blocks, project: Project, sentences: Sentences, canvas: Canvas
) -> tuple[n.Blocks, ...]:
    """Divide blocks into parts that fit on a slide at the usual size.

    `project` returns the visible part of blocks on a slide, `sentences` the sentences of a paragraph.
    """
    return divide(blocks, _room(text_box("text", canvas), project, sentences))


def parts_of_column(
    blocks: n.Blocks, project: Project, sentences: Sentences, canvas: Canvas
) -> tuple[n.Blocks, ...]:
    """Divide blocks into parts that fit in a column of a slide."""
    return divide(blocks, _room(columns.boxes(canvas)[0], project, sentences))


def _room(box: Box, project: Project, sentences: Sentences) -> Room:
    def height(blocks: n.Blocks) -> float:
        return text_height(visible_paragraphs(project(blocks)), measure.TEXT, box.width)

    def shrinks(blocks: n.Blocks) -> bool:
        paragraphs = visible_paragraphs(project(blocks))
        if all(each.verbatim for each in paragraphs):
            return text_height(paragraphs, CODE_SIZE, box.width) <= box.height
        return scaled_height(paragraphs, measure.TEXT, box, LEAST.points / measure.TEXT.points) <= box.height

    return Room(box.height, height, measure.points("gap-least"), sentences, shrinks)
