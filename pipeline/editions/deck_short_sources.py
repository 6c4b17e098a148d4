"""A slide in place of the list of sources: their number, the place of the list, the article's address."""

from __future__ import annotations

from dataclasses import replace

from pipeline import qr, theme
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.front_matter import FrontMatter
from pipeline.model.slides import Slide
from pipeline.model.stages import Media
from pipeline.slides import columns
from pipeline.slides.points import size_of
from pipeline.wording.terms import term


def short_sources(count: int, front: FrontMatter, canvas: Canvas) -> tuple[Slide, tuple[Media, ...]]:
    """Return a slide with the number of sources, and the QR code on it if the article has an address."""
    lang, address = front.lang, front.address
    lines: list[n.Block] = [n.Para((n.Strong(words(term(lang, "sources-count", count=str(count)))),))]
    lines.append(n.Para(words(term(lang, "sources-place"))))
    slide = Slide("sources", "text", words(term(lang, "sources")))
    if not address:
        return replace(slide, content=tuple(lines), size=size_of(tuple(lines), canvas)), ()
    media = Media(f"qr:{address}", "image/svg+xml", qr.svg(address, theme.of_measures()))
    link = n.Link(n.Attr(), (n.Str(_without_scheme(address)),), address)
    lines.append(n.Para((*words(term(lang, "article-address")), n.LineBreak(), link)))
    picture = n.Image(n.Attr(), words(term(lang, "qr-code", address=address)), media.name)
    content = (_column(*lines), _column(n.Para((picture,))))
    size = columns.size_of(content, canvas)
    return replace(slide, kind="columns", content=content, size=size), (media,)


def _column(*blocks: n.Block) -> n.Div:
    return n.Div(n.Attr("", ("column",)), blocks)


def _without_scheme(address: str) -> str:
    """Return an address without its scheme and the last slash."""
    return address.partition("://")[2].removesuffix("/")
