"""The bottom line: the standfirst as one message, right after the title."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from pipeline.editions.deck_setting import Setting
from pipeline.editions.deck_words import bare, headline, part_of, speaker_notes
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.slides import Slide
from pipeline.model.walk import text_of, walk
from pipeline.slides import measuring as measure
from pipeline.slides.points import common_size, text_box, text_height, visible_paragraphs
from pipeline.wording.terms import term

MOST_SENTENCES = 3


def bottom_line(standfirst: n.Blocks, setting: Setting) -> tuple[Slide, ...]:
    """Return the slide of the standfirst, which is said in full; none where it has no sentence.

    Its first sentence is the title where it has room as one, and more follow. One that no slide holds is in
    smaller type, or goes on on further slides.
    """
    texts = (node.inlines for node in walk(standfirst) if isinstance(node, n.Para))
    every = [each for text in texts for each in setting.sentences(text)]
    selection = list(islice(every, MOST_SENTENCES))
    first = headline(selection[0]) if selection else ()
    name = words(term(setting.lang, "bottom-line"))
    if len(selection) > 1 and measure.fits(first, measure.SMALL_TITLE, setting.canvas.title):
        title, kicker, selection = first, text_of(name), selection[1:]
    else:
        title, kicker = name, ""
    paragraphs = tuple(n.Para(text) for each in selection if (text := bare(each)))
    if not paragraphs:
        return ()
    content = _with_room(paragraphs, setting.canvas)
    contents = (content,) if content else setting.parts_that_fit(paragraphs[:1])
    at = next((block.at for block in standfirst if block.at), None)
    slide = Slide("bottom-line", "text", title, kicker, at=at)
    size = common_size(contents, setting.canvas)
    slides = [
        replace(
            slide,
            id="bottom-line" if position == 1 else f"bottom-line-{position}",
            title=part_of(title, position, len(contents), setting.lang),
            content=part,
            size=size,
        )
        for position, part in enumerate(contents, 1)
    ]
    notes = speaker_notes(standfirst)
    return (replace(slides[0], source=setting.sources.of(standfirst), notes=notes), *slides[1:])


def _with_room(paragraphs: n.Blocks, canvas: Canvas) -> n.Blocks:
    """Return as many paragraphs as a slide holds at the usual size."""
    box = text_box("text", canvas)
    counts = range(len(paragraphs), 0, -1)
    parts = (paragraphs[:count] for count in counts)
    heights = ((part, text_height(visible_paragraphs(part), measure.TEXT, box.width)) for part in parts)
    return next((part for part, height in heights if height <= box.height), ())
