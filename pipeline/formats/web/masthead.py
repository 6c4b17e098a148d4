"""The head and the foot of the article on the page: series, title, authors, dates; colophon."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pipeline.formats import byline, logos
from pipeline.formats.web.text import Text
from pipeline.model.front_matter import FrontMatter
from pipeline.model.look import Look
from pipeline.wording.dates import date_text
from pipeline.wording.scripts import prevailing_direction
from pipeline.wording.terms import term

_SLOT = "\N{NUL}"


def masthead(front: FrontMatter, text: Text, look: Look) -> str:
    """Return the marks of a draft and of its readers, and the head of the page."""
    lines = "\n".join(_lines(front, text))
    return f'{marks(front)}<header class="masthead">\n{logos.web_markup(look)}{lines}\n</header>\n'


def foot(text: Text) -> str:
    """Return the foot of the page."""
    return f"<footer>\n{text.foot}</footer>\n" if text.foot else ""


def marks(front: FrontMatter) -> str:
    """Return what stays in sight on a draft, or on a page that not everyone may read."""
    lines = byline.marks(front)
    if not lines:
        return ""
    label = escape(", ".join(words for _, words in lines))
    spans = (f'<span class="{name}"{_direction(words)}>{escape(words)}</span>' for name, words in lines)
    return f'<aside class="marks" aria-label="{label}">{" ".join(spans)}</aside>\n'


def _lines(front: FrontMatter, text: Text) -> Iterator[str]:
    lang = front.lang
    as_of = term(lang, "as-of", date=date_text(front.as_of, lang)) if front.as_of else ""
    parts = [f'<span class="series">{escape(front.kicker)}</span>' if front.kicker else ""]
    parts.append(f'<span class="as-of">{escape(as_of)}</span>' if as_of else "")
    if any(parts):
        yield f'<p class="kicker">{" ".join(filter(None, parts))}</p>'
    size = byline.title_size(front.title)
    name = f' class="{size}"' if size else ""
    yield f'<h1 id="title"{name}{_direction(front.title)}>{text.title or escape(front.title)}</h1>'
    if front.subtitle:
        words = text.subtitle or escape(front.subtitle)
        yield f'<p class="subtitle" role="doc-subtitle"{_direction(front.subtitle)}>{words}</p>'
    if front.authors:
        line = escape(term(lang, "authors", names=_SLOT))
        yield f'<p class="byline">{line.replace(_SLOT, byline.join_names(_names(front), lang))}</p>'
    if places := byline.places(front):
        yield f'<p class="institutions">{"; ".join(places)}</p>'
    for note in byline.notes(front):
        yield f'<p class="institutions">{note}</p>'
    imprint = [term(lang, "published-on", date=date_text(front.date, lang))] if front.date else []
    imprint += [term(lang, "document-id", id=front.id)] if front.id else []
    if imprint:
        yield f'<p class="imprint">{" ".join(f"<span>{escape(each)}</span>" for each in imprint)}</p>'


def _names(front: FrontMatter) -> list[str]:
    """Return the authors' names, each that has an ORCID as a link to it."""
    return [
        f'<a href="https://orcid.org/{author.orcid}" rel="author">{name}</a>' if author.orcid else name
        for author, name in zip(front.authors, byline.names(front), strict=True)
    ]


def _direction(words: str) -> str:
    return ' dir="auto"' if prevailing_direction(words) == "rtl" else ""
