"""The bottom line: the standfirst as one message, right after the title."""

from __future__ import annotations

from itertools import islice

from pipeline.editions.deck_setting import Setting
from pipeline.editions.deck_words import bare, headline, sentences, speaker_notes
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.slides import Slide
from pipeline.model.walk import text_of, walk
from pipeline.slides import measuring as measure
from pipeline.slides.points import size_of, text_box, text_height, visible_paragraphs
from pipeline.wording.terms import term

MOST_SENTENCES = 3


def bottom_line(standfirst: n.Blocks, setting: Setting) -> tuple[Slide, ...]:
    """Return the slide of the standfirst, which is said in full; none where no sentence of it has room.

    Its first sentence is the title where it has room as one, and more follow.
    """
    paragraphs = (node for node in walk(standfirst) if isinstance(node, n.Para))
    every = [each for para in paragraphs for each in sentences(para.inlines, setting.lang)]
    selection = list(islice(every, MOST_SENTENCES))
    first = headline(selection[0]) if selection else ()
    name = words(term(setting.lang, "bottom-line"))
    if len(selection) > 1 and measure.fits(first, measure.SMALL_TITLE, setting.canvas.title):
        title, kicker, selection = first, text_of(name), selection[1:]
    else:
        title, kicker = name, ""
    content = _with_room(tuple(n.Para(text) for each in selection if (text := bare(each))), setting.canvas)
    if not content:
        return ()
    at = next((block.at for block in standfirst if block.at), None)
    return (
        Slide(
            "bottom-line", "text", title, kicker, content=content, source=setting.sources.of(standfirst),
            notes=speaker_notes(standfirst), size=size_of(content, setting.canvas), at=at,
        ),
    )  # fmt: skip


def _with_room(paragraphs: n.Blocks, canvas: Canvas) -> n.Blocks:
    """Return as many paragraphs as a slide holds at the usual size."""
    box = text_box("text", canvas)
    counts = range(len(paragraphs), 0, -1)
    parts = (paragraphs[:count] for count in counts)
    heights = ((part, text_height(visible_paragraphs(part), measure.TEXT, box.width)) for part in parts)
    return next((part for part, height in heights if height <= box.height), ())
