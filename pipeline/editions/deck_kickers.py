"""Kickers on slides: one line above the title, because there is no room for more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.slides import Slide
from pipeline.model.walk import text_of
from pipeline.slides.handling import KICKER, capitals_width

BETWEEN = " · "


def joint(*parts: str) -> str:
    """Join the parts of a kicker that are not empty."""
    return BETWEEN.join(part for part in parts if part)


def with_short_kickers(slides: Iterable[Slide], canvas: Canvas) -> Iterator[Slide]:
    """Yield the slides with kickers of one line; the notes have a longer text once, unless a title has it."""
    all_slides = tuple(slides)
    texts = {text_of(slide.title) for slide in all_slides}
    for slide in all_slides:
        if slide.kind == "cover" or fits(slide.kicker, canvas):
            yield slide
            continue
        notes, (text, _) = slide.notes, _parts(slide.kicker)
        if text not in texts:
            texts.add(text)
            notes = (n.Para(words(text)), *notes)
        yield replace(slide, kicker=short(slide.kicker, canvas), notes=notes)


def short(kicker: str, canvas: Canvas) -> str:
    """Return a kicker with as many of its words as fit on a line, and its label."""
    text, label = _parts(kicker)
    parts = text.split()
    ends = (joint(" ".join(parts[:count]) + " …", label) for count in range(len(parts) - 1, 0, -1))
    return next((each for each in chain((kicker,), ends) if fits(each, canvas)), label)


def fits(kicker: str, canvas: Canvas) -> bool:
    """Return whether a kicker fits on one line; it is set in capitals with space between them."""
    return capitals_width(kicker, KICKER) <= canvas.body.width


def _parts(kicker: str) -> tuple[str, str]:
    """Return the title of a section and the label of a figure or table after it."""
    text, _, label = kicker.rpartition(BETWEEN)
    return (text, label) if text else (kicker, "")
