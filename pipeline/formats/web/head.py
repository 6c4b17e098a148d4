"""The head of the page: its name, what it says of itself to search engines and networks, and its policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from pipeline.formats.epub.about import summary
from pipeline.formats.reveal.script import hashes
from pipeline.model.stages import Edition
from pipeline.theme import Theme
from pipeline.wording.clipping import clip

# Before anything is shown: what scripts fold is not in sight first.
VIEW = 'document.documentElement.classList.replace("no-script", "script");'
# Longer descriptions are cut by those that show them.
DESCRIPTION_LENGTH = 300


def head(edition: Edition, theme: Theme) -> str:
    """Return the elements of the head that name and describe the page."""
    return "\n".join(_elements(edition, theme))


def description(edition: Edition) -> str:
    """Return the article in a few words: its standfirst, else its subtitle, else nothing."""
    return clip(summary(edition) or edition.front.subtitle or "", DESCRIPTION_LENGTH)


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the policy: the page's own script and styles, by hashes, and pictures and fonts within it."""
    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _elements(edition: Edition, theme: Theme) -> Iterator[str]:
    front = edition.front
    words = description(edition)
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(front.title)}</title>"
    yield '<meta name="generator" content="Dossier">'
    for scheme, section in (("light", "color"), ("dark", "dark")):
        media = f"(prefers-color-scheme: {scheme})"
        yield f'<meta name="theme-color" media="{media}" content="{theme[f"{section}.paper"]}">'
    yield from _meta("name", _for_engines(edition, words))
    yield from _meta("property", _for_networks(edition, words))
    if front.url:
        yield f'<link rel="canonical" href="{escape(front.url)}">'


def _meta(key: str, pairs: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    for name, value in pairs:
        if value:
            yield f'<meta {key}="{name}" content="{escape(value)}">'


def _for_engines(edition: Edition, words: str) -> Iterator[tuple[str, str | None]]:
    front = edition.front
    yield "description", words
    for author in front.authors:
        yield "author", author.name
    yield "publisher", edition.look.publisher
    yield "keywords", ", ".join(front.keywords)
    # As reference managers and indexes of science read a page.
    yield "citation_title", front.title
    for author in front.authors:
        yield "citation_author", author.name
        yield "citation_author_orcid", author.orcid
    yield "citation_publication_date", str(front.date).replace("-", "/") if front.date else None
    yield "citation_doi", front.address.partition("doi.org/")[2] if "doi.org/" in front.address else None
    yield "twitter:card", "summary_large_image" if front.web.image else "summary"


def _for_networks(edition: Edition, words: str) -> Iterator[tuple[str, str | None]]:
    front = edition.front
    yield "og:type", "article"
    yield "og:title", front.title
    yield "og:description", words
    yield "og:site_name", edition.look.publisher or front.kicker
    yield "og:locale", front.lang.replace("-", "_")
    yield "og:url", front.url
    yield "og:image", front.web.image
    yield "og:image:alt", front.title if front.web.image else None
    yield "article:published_time", str(front.date) if front.date else None
    for author in front.authors:
        yield "article:author", author.name
    for keyword in front.keywords:
        yield "article:tag", keyword
