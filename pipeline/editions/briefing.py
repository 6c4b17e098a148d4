"""The briefing: the article for the desk, with sources, the figures' data and a colophon."""

from __future__ import annotations

from pipeline.editions import prose
from pipeline.model.stages import Document, Edition


def briefing(document: Document) -> Edition:
    """Return the document as the PDF shows it."""
    text = prose.body(document, "briefing")
    blocks = (
        *text,
        *prose.sources(document, text),
        *prose.figure_data(document, text),
        *prose.colophon(document, text),
    )
    return Edition(
        "briefing", document.slug, document.front, document.source, blocks, document.drawings, document.media
    )
