"""The pages of an e-book around its text: cover, title page, contents, and the frame of every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from pipeline.formats import byline
from pipeline.formats.epub.chapters import Chapter, Part
from pipeline.formats.epub.markup import EPUB, XHTML
from pipeline.formats.epub.package import Entry
from pipeline.formats.epub.xhtml import Text
from pipeline.model import nodes as n
from pipeline.model.front_matter import FrontMatter
from pipeline.model.titles import Titles
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term

STYLE = "style.css"
# From this many authors on they are one paragraph.
MOST_LINES = 12


def page(lang: str, title: str, body: str, part: Part = "frontmatter") -> bytes:
    """Return an XHTML page."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{XHTML}" xmlns:epub="{EPUB}" lang="{lang}" xml:lang="{lang}">\n'
        f'<head><meta charset="utf-8"/><title>{escape(title)}</title>'
        f'<link rel="stylesheet" type="text/css" href="{STYLE}"/></head>\n'
        f'<body epub:type="{part}">\n{body}\n</body>\n</html>\n'
    ).encode()


def chapter(text: Text, lang: str) -> bytes:
    """Return a chapter's page."""
    return page(lang, text.chapter.title, text.to_xhtml(), text.chapter.part)


def cover(front: FrontMatter, image: str) -> bytes:
    """Return the page that shows the cover."""
    words = [term(front.lang, "cover"), *byline.kickers(front), front.title, front.subtitle]
    alt = escape(". ".join(part.rstrip(".") for part in words if part))
    image_html = f'<img src="{image}" alt="{alt}" role="doc-cover"/>'
    body = f'<section class="cover" epub:type="cover">{image_html}</section>'
    return page(front.lang, term(front.lang, "cover"), body)


def title(front: FrontMatter, text: Text | None, logo: str = "") -> bytes:
    """Return the title page; `text` has the title and subtitle if they have markup, `logo` is HTML."""
    inner = text.inner() if text else "\n".join((*_above(front), *_heads(front)))
    body = f"{logo}{inner}\n" + "\n".join(_below(front))
    section = f'<section class="title-page" epub:type="titlepage">\n{body}\n</section>'
    return page(front.lang, front.title, section)


def title_chapter(front: FrontMatter, own: Titles) -> Chapter:
    """Return a title and subtitle with markup as a chapter, so that pandoc writes them."""
    blocks: list[n.Block] = [n.RawBlock("html", line) for line in _above(front)]
    blocks += _wrap("h1", 'epub:type="title"', own.title or (n.Str(front.title),))
    if front.subtitle:
        words = own.subtitle or (n.Str(front.subtitle),)
        blocks += _wrap("p", 'class="subtitle" role="doc-subtitle"', words)
    return Chapter("title.xhtml", front.title, "frontmatter", "titlepage", "", tuple(blocks))


def _wrap(name: str, attributes: str, inlines: n.Inlines) -> tuple[n.Block, ...]:
    return n.RawBlock("html", f"<{name} {attributes}>"), n.Plain(inlines), n.RawBlock("html", f"</{name}>")


def _above(front: FrontMatter) -> Iterator[str]:
    for line in byline.kickers(front):
        yield f'<p class="kicker">{escape(line)}</p>'


def _heads(front: FrontMatter) -> Iterator[str]:
    yield f'<h1 epub:type="title">{escape(front.title)}</h1>'
    if front.subtitle:
        yield f'<p class="subtitle" role="doc-subtitle">{escape(front.subtitle)}</p>'


def _below(front: FrontMatter) -> Iterator[str]:
    lang = front.lang
    names = byline.names(front)
    for line in names if len(names) <= MOST_LINES else (", ".join(names),):
        yield f'<p class="author">{line}</p>'
    for line in (*byline.places(front), *byline.notes(front)):
        yield f'<p class="institution">{line}</p>'
    yield '<div class="imprint">'
    if front.as_of:
        yield f"<p>{escape(term(lang, 'as-of', date=date_text(front.as_of, lang)))}</p>"
    if front.id:
        yield f"<p>{escape(term(lang, 'document-id', id=front.id))}</p>"
    if front.rights:
        yield f"<p>{escape(front.rights)}</p>"
    yield "</div>"


def contents(front: FrontMatter, chapters: Sequence[Chapter]) -> bytes:
    """Return the contents, which are also the navigation document."""
    name = term(front.lang, "contents")
    body = (
        '<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">\n'
        f'<h1 id="contents">{escape(name)}</h1>\n{_list([each.entry() for each in chapters])}\n</nav>\n'
        f'<nav epub:type="landmarks" aria-label="{escape(term(front.lang, "landmarks"))}" hidden="hidden">\n'
        f"<ol>\n{''.join(_landmarks(front, chapters))}</ol>\n</nav>"
    )
    return page(front.lang, name, body)


def _list(entries: Sequence[Entry]) -> str:
    """Return entries of the contents as a list."""
    items = (
        f'<li><a href="{escape(each.target)}">{escape(each.title)}</a>'
        f"{_list(each.inner) if each.inner else ''}</li>\n"
        for each in entries
    )
    return f"<ol>\n{''.join(items)}</ol>"


def _landmarks(front: FrontMatter, chapters: Sequence[Chapter]) -> Iterator[str]:
    """Yield the landmarks of the book."""
    places = [
        ("cover", "cover.xhtml", term(front.lang, "cover")),
        ("titlepage", "title.xhtml", term(front.lang, "title-page")),
        ("toc", "nav.xhtml", term(front.lang, "contents")),
    ]
    places += [("bodymatter", each.file, each.title) for each in chapters if each.part == "bodymatter"][:1]
    places += [(each.kind, each.file, each.title) for each in chapters if each.part == "backmatter"]
    for kind, file, words in places:
        yield f'<li><a epub:type="{kind}" href="{file}">{escape(words)}</a></li>\n'
