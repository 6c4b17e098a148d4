"""The pages of a site: the first has the opening, each other one a section; and the ways between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from pipeline.formats.web.contents import Entry
from pipeline.formats.web.text import Text
from pipeline.wording.scripts import prevailing_direction
from pipeline.wording.terms import term

INDEX = "index.html"
_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_HEADING = re.compile(r"<(/?)h([2-6])(?=[\s>])")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its file, its words in the contents with those of its subsections, and its text as HTML."""

    file: str
    entry: Entry
    markup: str


def file_names(ids: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the pages: that of the opening, and one for each section, by the id of its heading.

    An id that is no name everywhere, or that two sections share but for its case, gives way to a number.
    """
    names = [INDEX]
    for number, each in enumerate(ids, 1):
        name = f"{each.lower()}.html"
        is_usable = _NAME.fullmatch(each.lower()) and name not in names
        names.append(name if is_usable else f"section-{number}.html")
    return tuple(names)


def pages(text: Text, files: Sequence[str]) -> tuple[Page, ...]:
    """Return the pages of the sections, whose headings are a level higher than on the whole page."""
    return tuple(
        Page(file, each.entry or Entry(file.removesuffix(".html"), ""), raise_headings(each.markup))
        for file, each in zip(files[1:], text.sections, strict=True)
    )


def raise_headings(markup: str) -> str:
    """Return HTML with each heading a level higher."""
    return _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) - 1}", markup)


def contents(all_pages: Sequence[Page], current: Page | None, lang: str) -> str:
    """Return the list of all pages as a landmark; below the current one stand its subsections."""
    label = escape(term(lang, "contents"))
    lists = _lists(all_pages, lambda each: _item(each, is_current=each is current))
    return (
        f'<nav class="contents" aria-labelledby="contents"><details open>\n'
        f'<summary><span id="contents">{label}</span><span class="here"></span></summary>\n'
        f'<div class="lists">\n{lists}</div></details></nav>\n'
    )


def overview(all_pages: Sequence[Page], lang: str) -> str:
    """Return the list of all pages with their subsections, for the first page."""

    def item(page: Page) -> str:
        words = escape(page.entry.words)
        link = f'<a href="{page.file}"{_direction(page.entry.words)}>{words}</a>'
        return f"<li>{link}{_inner(page, page.file)}</li>\n"

    head = f'<h2 id="overview">{escape(term(lang, "contents"))}</h2>'
    lists = _lists(all_pages, item)
    return f'<section class="overview" aria-labelledby="overview">\n{head}\n{lists}</section>\n'


def _lists(all_pages: Sequence[Page], item: Callable[[Page], str]) -> str:
    """Return the items of pages in lists, one for each part, below its heading."""
    starts = [index for index, each in enumerate(all_pages) if index == 0 or each.entry.part]
    result = []
    for start, end in zip(starts, [*starts[1:], len(all_pages)], strict=True):
        part = all_pages[start].entry.part
        head = f'<p class="part"{_direction(part)}>{escape(part)}</p>\n' if part else ""
        items = "".join(map(item, all_pages[start:end]))
        result.append(f"{head}<ol>\n{items}</ol>\n")
    return "".join(result)


def ways(all_pages: Sequence[Page], current: Page | None, title: str, lang: str) -> str:
    """Return the links to the page before and to the next one; the first page is before all others."""
    places = [(INDEX, title), *((each.file, each.entry.words) for each in all_pages)]
    at = 0 if current is None else 1 + all_pages.index(current)
    links = []
    if at > 0:
        links.append(_way("prev", "previous-page", places[at - 1], lang))
    if at + 1 < len(places):
        links.append(_way("next", "next-page", places[at + 1], lang))
    label = escape(term(lang, "pages-around"))
    return f'<nav class="ways" aria-label="{label}">\n{"".join(links)}</nav>\n'


def _way(kind: str, name: str, place: tuple[str, str], lang: str) -> str:
    file, words = place
    label = escape(term(lang, name))
    return (
        f'<a rel="{kind}" href="{file}"><span class="label">{label}</span> '
        f"<span{_direction(words)}>{escape(words)}</span></a>\n"
    )


def _item(page: Page, *, is_current: bool) -> str:
    words = escape(page.entry.words)
    direction = _direction(page.entry.words)
    if not is_current:
        return f'<li><a href="{page.file}"{direction}>{words}</a></li>\n'
    link = f'<a href="{page.file}" aria-current="page"{direction}>{words}</a>'
    return f'<li class="page">{link}{_inner(page, "")}</li>\n'


def _inner(page: Page, file: str) -> str:
    items = "".join(
        f'<li><a href="{file}#{escape(each.target)}"{_direction(each.words)}>{escape(each.words)}</a></li>\n'
        for each in page.entry.inner
    )
    return f"<ol>\n{items}</ol>" if items else ""


def _direction(words: str) -> str:
    return ' dir="auto"' if prevailing_direction(words) == "rtl" else ""
