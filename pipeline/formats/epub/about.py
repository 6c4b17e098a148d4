"""The metadata of an e-book: title, authors, identifier, accessibility."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from pipeline.formats.epub.package import About
from pipeline.formats.format import Setting
from pipeline.model import nodes as n
from pipeline.model.stages import Edition
from pipeline.model.walk import text_of, walk
from pipeline.wording.terms import term

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://article.invalid/")


def about(edition: Edition, setting: Setting) -> About:
    """Return the metadata of the book."""
    front = edition.front
    return About(
        identifier=identifier(edition),
        title=front.title,
        language=front.lang,
        creators=tuple(author.name for author in front.authors),
        date=setting.date,
        publication_date=str(front.date) if front.date else None,
        description=summary(edition) or front.subtitle,
        rights=front.rights,
        subjects=front.keywords,
        accessibility=tuple(accessibility(edition)),
        publisher=edition.look.publisher,
    )


def identifier(edition: Edition) -> str:
    """Return a URN from the article's own id and its text.

    Styles are not part of it: a book that only looks different is the same, and keeps its reader's notes.
    """
    name = f"{edition.front.id or edition.slug}\n{edition.front.title}\n{text_of(edition.blocks, notes=True)}"
    return uuid.uuid5(NAMESPACE, name).urn


def summary(edition: Edition) -> str:
    """Return the text of the standfirst on one line, or the empty text."""
    for block in edition.blocks:
        if isinstance(block, n.Div) and "standfirst" in block.attr.classes:
            return " ".join(text_of(block.blocks).split())
    return ""


def accessibility(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the accessibility metadata of EPUB Accessibility 1.1, without a claim of conformance."""
    nodes = list(walk(edition.blocks))
    visual = any(isinstance(node, n.Image) for node in nodes)
    yield ("accessMode", "textual")
    if visual:
        yield ("accessMode", "visual")
    yield ("accessModeSufficient", "textual")
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "ARIA"]
    features += ["alternativeText"] if visual else []
    features += ["longDescription"] if edition.drawings else []
    features += ["MathML"] if any(isinstance(node, n.Math) for node in nodes) else []
    yield from (("accessibilityFeature", feature) for feature in features)
    yield ("accessibilityHazard", "none")
    term_names = ["accessibility-summary", *(["accessibility-charts"] if edition.drawings else [])]
    yield ("accessibilitySummary", " ".join(term(edition.front.lang, name) for name in term_names))
