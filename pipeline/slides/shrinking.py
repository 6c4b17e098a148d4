"""Text that its box does not hold shrinks: to the least size of text on slides, and no more."""

from __future__ import annotations

from pipeline.model.canvas import Box
from pipeline.slides import measuring as measure
from pipeline.slides.measuring import Style
from pipeline.slides.paragraphs import Paragraph
from pipeline.slides.points import level_indent, paragraph_height

LEAST = measure.ENTRY
_STEPS = 100


def text_scale(paragraphs: tuple[Paragraph, ...], style: Style, box: Box) -> float:
    """Return the part of its size at which text fits a box, in hundredths; text with leads keeps its size."""
    if any(each.lead for each in paragraphs) or scaled_height(paragraphs, style, box, 1.0) <= box.height + 1:
        return 1.0
    least, most = -int(-LEAST.points / style.points * _STEPS // 1), _STEPS
    while most - least > 1:
        middle = (least + most) // 2
        if scaled_height(paragraphs, style, box, middle / _STEPS) <= box.height:
            least = middle
        else:
            most = middle
    return least / _STEPS


def scaled_height(paragraphs: tuple[Paragraph, ...], style: Style, box: Box, scale: float) -> float:
    """Measure the height of text at a part of its size, in the width of a box; indents do not shrink."""
    room, step = box.width / scale, level_indent(paragraphs, style) / scale
    heights = [paragraph_height(each, style, room, step) for each in paragraphs]
    return scale * (sum(heights) + measure.points("gap-least") * max(0, len(heights) - 1))
