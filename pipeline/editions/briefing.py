"""The briefing: the article for the desk, with sources, the figures' data and a colophon."""

from __future__ import annotations

from pipeline.editions import prose
from pipeline.editions.backlinks import with_backlinks, with_legend
from pipeline.editions.dangling import without_dangling
from pipeline.model.stages import Document, Edition


def briefing(document: Document) -> Edition:
    """Return the document as the PDF shows it."""
    text = prose.body(document, "briefing")
    body, sources = with_backlinks(text, prose.sources(document, text), document.front.lang)
    blocks = (
        *body,
        *with_legend(sources, document.front.lang),
        *prose.figure_data(document, text),
        *prose.colophon(document, text),
    )
    return Edition(
        "briefing",
        document.slug,
        document.front,
        document.source,
        without_dangling(blocks),
        document.drawings,
        document.media,
        files=document.files,
        look=document.look,
    )
