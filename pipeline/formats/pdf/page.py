"""The HTML of a briefing: head, masthead, contents and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from pipeline.formats import byline, html
from pipeline.formats.logos import page_markup
from pipeline.formats.pdf.conformance import PUBLISHER
from pipeline.formats.pdf.media import address_of
from pipeline.formats.pdf.nodes import PAIR_LENGTH, RUNNING_LENGTH
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.front_matter import FrontMatter
from pipeline.model.look import Look
from pipeline.model.stages import Edition
from pipeline.model.walk import map_inlines, text_of
from pipeline.wording.clipping import clip
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term

OPENING = frozenset({"standfirst", "at-a-glance"})
# The mark between the parts of the text in pandoc's HTML.
_SEPARATOR = "<!-- contents -->"
_CONTENTS = '<div class="contents">'
# More lines of contents, each of about this many letters, hardly fit on one page in two columns.
LINES_SIDE_BY_SIDE, LETTERS_IN_A_LINE = 90, 36
_SLOT = "\N{NUL}"


@dataclass(frozen=True, slots=True)
class PageParts:
    """The two parts of the text as HTML, the list of contents, and pandoc's diagnostics.

    `title` and `subtitle` are HTML if they have markup, else empty.
    """

    opening: str
    text: str
    contents: str
    diagnostics: tuple[Diagnostic, ...]
    title: str = ""
    subtitle: str = ""


def write_parts(blocks: n.Blocks, lang: str) -> PageParts:
    """Write blocks as HTML in two parts: the opening, which is above the contents, and the rest."""
    own, blocks = titles.apart(blocks)
    count = next((i for i, block in enumerate(blocks) if not _opens(block)), len(blocks))
    # One call of pandoc for all: it numbers nothing itself, and starting it costs more than writing.
    mark = n.RawBlock("html", _SEPARATOR)
    lines = [part for each in (own.title, own.subtitle) for part in ((n.Plain(each),) if each else ())]
    heads = tuple(part for line in lines for part in (line, mark))
    text, diagnostics = html.body((*heads, *blocks[:count], mark, *blocks[count:]), shift=1)
    *pieces, opening, rest = text.split(_SEPARATOR, len(lines) + 1)
    title = pieces.pop(0).strip() if own.title else ""
    subtitle = pieces.pop(0).strip() if own.subtitle else ""
    return PageParts(opening, rest, contents(blocks[count:], lang), diagnostics, title, subtitle)


def _opens(block: n.Block) -> bool:
    return isinstance(block, n.Div) and bool(OPENING.intersection(block.attr.classes))


def contents(blocks: n.Blocks, lang: str) -> str:
    """Return the list of sections; the style sheet adds leaders and page numbers."""
    headings = [block for block in blocks if isinstance(block, n.Header) and block.level == 1]
    titles_in_words = [_words(heading) for heading in headings]
    entries = [
        f'<li><a href="#{escape(heading.attr.id)}">{escape(title)}</a></li>'
        for heading, title in zip(headings, titles_in_words, strict=True)
    ]
    # Two lists side by side: laying out columns of text takes WeasyPrint as long as three pages.
    middle = (len(entries) + 1) // 2
    lists = "".join(f"<ul>{''.join(half)}</ul>" for half in (entries[:middle], entries[middle:]) if half)
    result = f'{_CONTENTS}<p class="label">{escape(term(lang, "contents"))}</p>{lists}</div>'
    lines = sum(1 + len(title) // LETTERS_IN_A_LINE for title in titles_in_words)
    return in_one_list(result) if lines > LINES_SIDE_BY_SIDE else result


def in_one_list(contents_html: str) -> str:
    """Change contents of two columns to one list, which may continue on the next page."""
    return contents_html.replace(_CONTENTS, '<div class="contents paged">', 1).replace("</ul><ul>", "", 1)


def _words(heading: n.Header) -> str:
    """Return the text of a heading without its footnotes, with its formulas as text."""
    if plain := heading.attr.get("data-plain"):
        return plain

    def apart(node: n.Inline) -> n.Inlines:
        return () if isinstance(node, n.Span) and "footnote" in node.attr.classes else (node,)

    return text_of(map_inlines(heading.inlines, apart))


def page(edition: Edition, parts: PageParts, date: datetime, *, with_contents: bool, style: str = "") -> str:
    """Return the whole page; `style` is for its own sheets of paper."""
    front, lang = edition.front, edition.front.lang
    as_of = term(lang, "as-of", date=date_text(front.as_of, lang)) if front.as_of else ""
    of = term(lang, "page", page=_SLOT, pages=_SLOT).split(_SLOT)
    foot = "\N{EN SPACE}·\N{EN SPACE}".join(part for part in (as_of, front.id) if part)
    data = {
        "title": clip(front.running_title, RUNNING_LENGTH),
        "foot": clip(foot, RUNNING_LENGTH),
        "before": of[0],
        "of": of[1],
        "after": of[2],
    }
    data["handling"] = front.briefing.handling or ""
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    logo = page_markup(edition.look, address_of)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}"><head><meta charset="utf-8">\n'
        f"{''.join(head(front, date, edition.look))}{f'<style>{style}</style>' if style else ''}</head>\n"
        f'<body class="{edition.name} {escape(front.briefing.paper.lower())}"{attributes}>\n'
        f'<div class="opening">\n{logo}{"".join(_masthead(front, as_of, parts))}{parts.opening}'
        f"{parts.contents if with_contents else ''}</div>\n{parts.text}</body></html>\n"
    )


def head(front: FrontMatter, date: datetime, look: Look) -> Iterator[str]:
    """Yield the document's metadata as WeasyPrint reads them."""
    yield f"<title>{escape(front.title)}</title>"
    for author in front.authors:
        yield _meta("author", author.name)
    if front.keywords:
        yield _meta("keywords", ", ".join(front.keywords))
    if front.subtitle:
        yield _meta("description", front.subtitle)
    if look.publisher:
        yield _meta(PUBLISHER, look.publisher)
    stamp = date.strftime("%Y-%m-%dT%H:%M:%SZ")
    yield _meta("generator", "Dossier") + _meta("dcterms.created", stamp) + _meta("dcterms.modified", stamp)


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(content)}">'


def _masthead(front: FrontMatter, as_of: str, parts: PageParts) -> Iterator[str]:
    """Yield the lines above the standfirst: series, title, authors."""
    series = f'<span class="series">{escape(front.kicker)}</span> ' if front.kicker else ""
    if series or as_of:
        yield f'<p class="kicker">{series}<span class="as-of">{escape(as_of)}</span></p>\n'
    size = " ".join(filter(None, ("title", byline.title_size(front.title))))
    yield f'<h1 class="{size}">{parts.title or _keep_last_pair(front.title)}</h1>\n'
    if front.subtitle:
        yield f'<p class="subtitle">{parts.subtitle or escape(front.subtitle)}</p>\n'
    if front.authors:
        line = escape(term(front.lang, "authors", names=_SLOT))
        names = byline.join_names(byline.names(front), front.lang)
        yield f'<p class="byline">{line.replace(_SLOT, names)}</p>\n'
    places = byline.places(front)
    if places:
        yield f'<p class="byline institutions">{"; ".join(places)}</p>\n'
    for note in byline.notes(front):
        yield f'<p class="byline">{note}</p>\n'


def _keep_last_pair(title: str) -> str:
    """Return a title as HTML, with its last two words on one line."""
    rest, _, last = title.rpartition(" ")
    start, space, before = rest.rpartition(" ")
    if not space or len(before) + len(last) > PAIR_LENGTH:
        return escape(title)
    return f'{escape(start)} <span class="whole">{escape(f"{before} {last}")}</span>'


def count_words(text: str) -> int:
    """Count the words of HTML."""
    return len(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", text)))
