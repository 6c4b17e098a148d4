"""The line on each slide that says who may read it: above everything else, as large as there is room for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model.canvas import Box, Canvas
from pipeline.model.front_matter import HANDLING_LENGTH, FrontMatter
from pipeline.slides import measuring as measure
from pipeline.wording.clipping import clip
from pipeline.wording.terms import term

KICKER = measure.Style("kicker", "source-leading", "furniture", "weight.bold")
TRACKING = 0.08  # of the size, between two letters
# The parts of the size of kickers at which it is set; smaller letters cannot be read in a room.
SHARES = (1.0, 0.85, 0.7)
# Points that remain free above and below.
MARGIN = 4.0


@dataclass(frozen=True, slots=True)
class HandlingMark:
    """The words as they are on a slide, their style, and their box."""

    text: str
    style: measure.Style
    box: Box


def handling_mark(front: FrontMatter, canvas: Canvas) -> HandlingMark | None:
    """Return who may read a deck, in a style that fits above kickers and beside the word on a draft."""
    if not front.briefing.handling:
        return None
    body = canvas.body
    room = body.width
    if front.briefing.draft:
        room -= capitals_width(term(front.lang, "draft"), KICKER) + measure.points("gap")
    strip = measure.points("kicker-top")
    # A mark of many wide letters is shortened further than to the usual length.
    for text in _shorter(clip(" ".join(front.briefing.handling.split()), HANDLING_LENGTH)):
        for style in (replace(KICKER, share=share) for share in SHARES):
            height = _count_lines(text, style, room) * style.line
            if height <= strip - 2 * MARGIN:
                return HandlingMark(text, style, Box(body.x, (strip - height) / 2, room, height))
    return None


def capitals_width(text: str, style: measure.Style) -> float:
    """Return the width of a text in capitals with space between them."""
    return measure.width(text.upper(), style) + TRACKING * KICKER.points * len(text)


def _count_lines(text: str, style: measure.Style, room: float) -> int:
    """Count the lines of capitals in a width: measured without the space between them, in less of it."""
    whole = capitals_width(text, style)
    return measure.lines(text.upper(), style, room * measure.width(text.upper(), style) / whole)


def _shorter(text: str) -> Iterator[str]:
    """Yield a text, and what remains of it when it is shortened word by word."""
    yield text
    for most in range(len(text) - 1, 1, -1):
        if (short := clip(text, most)) != text:
            yield short
