"""Captions on slides: the words without the label, the label, and the first sentence as a title."""

from __future__ import annotations

from pipeline.editions.deck_words import bare, sentences, without_links
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.walk import text_of, walk
from pipeline.slides import measuring as measure


def caption_words(caption: n.Caption) -> n.Inlines:
    """Return a caption's words without its label."""
    inlines = tuple(
        i for b in caption.blocks if isinstance(b, n.Plain | n.Para) for i in (n.Space(), *b.inlines)
    )[1:]
    match inlines:
        case (n.Span(attr=attr), n.Str(text="."), n.Space(), *rest) if "label" in attr.classes:
            return tuple(rest)
        case (n.Span(attr=attr), *rest) if "label" in attr.classes:
            return tuple(rest)
        case _:
            return inlines


def caption_label(caption: n.Caption) -> str:
    """Return the label of a caption, such as `Figure 1`; empty for none."""
    spans = (
        node for node in walk(caption.blocks) if isinstance(node, n.Span) and "label" in node.attr.classes
    )
    return next((text_of(span.inlines) for span in spans), "")


def split_caption(caption: n.Inlines, lang: str, canvas: Canvas) -> tuple[n.Inlines, n.Inlines]:
    """Return the first sentence of a caption and the others; without a first one if no title fits it."""
    first, *rest = list(sentences(caption, lang)) or [()]
    title = without_links(bare(first))
    if not measure.fits(title, measure.LEAST_TITLE, canvas.title):
        return (), caption
    return title, tuple(part for each in rest for part in (n.Space(), *each))[1:]
