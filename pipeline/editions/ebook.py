"""The e-book: the article as running text, with the figures' data, its sources and a colophon after it."""

from __future__ import annotations

from pipeline.editions import prose
from pipeline.editions.backlinks import to_sections, with_backlinks
from pipeline.editions.dangling import without_dangling
from pipeline.model.stages import Document, Edition


def ebook(document: Document) -> Edition:
    """Return the document as the EPUB shows it."""
    own_ids = prose.BACK_IDS | prose.OPENING_IDS | {f"data-{name}" for name in document.drawings}
    text = prose.body(document, "ebook", lambda name: name in own_ids or prose.is_numbered(name))
    body, sources = with_backlinks(
        text, prose.sources(document, text), document.front.lang, links=to_sections
    )
    blocks = (
        *body,
        *prose.figure_data(document, text),
        *sources,
        *prose.colophon(document, text),
    )
    return Edition(
        "ebook",
        document.slug,
        document.front,
        document.source,
        without_dangling(blocks),
        document.drawings,
        document.media,
        look=document.look,
    )
