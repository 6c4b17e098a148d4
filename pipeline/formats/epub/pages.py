"""The pages of an e-book around its text: cover, title page, contents, and the frame of every page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from lxml import etree

from pipeline.formats.epub.chapters import EPUB, XHTML, Chapter
from pipeline.model.front_matter import FrontMatter
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term

STYLE = "style.css"


def page(lang: str, title: str, body: str, *, kind: str = "bodymatter") -> bytes:
    """Return an XHTML page."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{XHTML}" xmlns:epub="{EPUB}" lang="{lang}" xml:lang="{lang}">\n'
        f'<head><meta charset="utf-8"/><title>{escape(title)}</title>'
        f'<link rel="stylesheet" type="text/css" href="{STYLE}"/></head>\n'
        f'<body epub:type="{kind}">\n{body}\n</body>\n</html>\n'
    ).encode()


def chapter_page(chapter: Chapter, lang: str) -> bytes:
    """Return a chapter's page."""
    kind = "backmatter" if chapter.name[:7] != "section" and chapter.id != "at-a-glance" else "bodymatter"
    body = etree.tostring(chapter.body, encoding="unicode")
    return page(lang, chapter.title, body, kind=kind)


def cover_page(front: FrontMatter, image: str) -> bytes:
    """Return the page that shows the cover."""
    alt = escape(". ".join(part for part in (front.title, front.subtitle) if part))
    shown = f'<img src="{image}" alt="{alt}" role="doc-cover"/>'
    body = f'<section class="cover" epub:type="cover">{shown}</section>'
    return page(front.lang, term(front.lang, "cover"), body, kind="frontmatter")


def title_page(front: FrontMatter, standfirst: str) -> bytes:
    """Return the title page; `standfirst` is XHTML."""
    lang = front.lang
    as_of = term(lang, "as-of", date=date_text(front.as_of, lang)) if front.as_of else ""
    lines = [f'<p class="kicker">{escape(front.kicker)}</p>' if front.kicker else ""]
    lines.append(f'<h1 class="title" epub:type="title">{escape(front.title)}</h1>')
    lines.append(
        f'<p class="subtitle" role="doc-subtitle">{escape(front.subtitle)}</p>' if front.subtitle else ""
    )
    lines += [f'<p class="author">{escape(author.name)}</p>' for author in front.authors]
    lines.append(f'<p class="as-of">{escape(as_of)}</p>' if as_of else "")
    lines.append(f'<div class="standfirst">{standfirst}</div>' if standfirst else "")
    body = "\n".join(line for line in lines if line)
    section = f'<section class="title-page" epub:type="titlepage">\n{body}\n</section>'
    return page(lang, front.title, section, kind="frontmatter")


def contents_page(front: FrontMatter, made: Sequence[Chapter], start: str) -> bytes:
    """Return the contents as the navigation document; `start` is where reading begins."""
    lang = front.lang

    def entry(chapter: Chapter) -> str:
        inner = "".join(
            f'<li><a href="{chapter.name}#{escape(i)}">{escape(t)}</a></li>' for i, t in chapter.inner
        )
        return (
            f'<li><a href="{chapter.name}">{escape(chapter.title)}</a>'
            + (f"<ol>{inner}</ol>" if inner else "")
            + "</li>"
        )

    title = escape(term(lang, "contents"))
    marks = [
        ("titlepage", "title.xhtml", term(lang, "title-page")),
        ("toc", "nav.xhtml", term(lang, "contents")),
        ("bodymatter", start, front.title),
    ]
    marks += [("bibliography", each.name, each.title) for each in made if each.id == "sources"]
    landmarks = "".join(f'<li><a epub:type="{t}" href="{h}">{escape(w)}</a></li>' for t, h, w in marks)
    body = (
        '<nav epub:type="toc" role="doc-toc" aria-labelledby="contents" id="toc">\n'
        f'<h1 id="contents">{title}</h1>\n'
        f"<ol>{''.join(map(entry, made))}</ol>\n</nav>\n"
        f'<nav epub:type="landmarks" aria-label="{escape(term(lang, "landmarks"))}" hidden="hidden">'
        f"<ol>{landmarks}</ol></nav>"
    )
    return page(lang, term(lang, "contents"), body, kind="frontmatter")
