"""The site: a folder of HTML pages with a style sheet and its typefaces, a script, and an index of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from pipeline import archive, theme
from pipeline.formats.epub.pictures import Pictures
from pipeline.formats.figure_frames import web as web_frames
from pipeline.formats.format import Setting
from pipeline.formats.reveal.declarations import move_styles
from pipeline.formats.site import search
from pipeline.formats.site.pages import (
    INDEX,
    Page,
    contents,
    file_names,
    overview,
    pages,
    ways,
)
from pipeline.formats.web import head, masthead, style, text
from pipeline.formats.web.linked_data import linked_data
from pipeline.formats.web.pictures import show_pictures
from pipeline.model.stages import Artifact, Edition
from pipeline.wording.scripts import direction
from pipeline.wording.terms import term

FOLDER = "site"
STYLE, SCRIPT, SEARCH = "style.css", "script.js", "index.js"
_SLOT = re.compile(r"<!--([a-z-]+)-->")
_JOINT = "\n<!-- -->\n"
# Of the head of the whole page, what each page of a site has too.
_COMMON = (
    '<meta name="viewport"',
    '<meta name="generator"',
    '<meta name="theme-color"',
    '<meta name="author"',
)


def render(edition: Edition, setting: Setting) -> Artifact:
    """Render the pages. Raise DossierError if an image is missing."""
    front, lang = edition.front, edition.front.lang
    pictures = Pictures(edition, setting, web_frames)
    parts = text.write_apart(edition, pictures, FOLDER, file_names)
    files = file_names([each.name for each in parts.sections])
    # All at once: a class of the same name is the same style everywhere.
    sections = pages(parts, files)
    first = masthead.masthead(front, parts, edition.look)
    pieces = [first, parts.opening, *(each.markup for each in sections)]
    markup, rules = move_styles(_JOINT.join(pieces))
    top, opening, *rest = (show_pictures(each, pictures) for each in markup.split(_JOINT))
    all_pages = tuple(Page(each.file, each.entry, piece) for each, piece in zip(sections, rest, strict=True))
    index = search.index(opening, front.title, all_pages)
    fonts = style.fonts(setting, f"{markup}<p>{escape(front.title)}{escape(_words(lang))}</p>")
    sheet = "\n".join((fonts, style.sheet(setting.theme, rules, ("web.css", "site.css"))))
    site = _Site(edition, setting, all_pages)
    members = [
        (INDEX, site.page(None, top, f'<div class="opening">\n{opening}</div>\n{overview(all_pages, lang)}')),
        *((each.file, site.page(each, site.banner(), each.markup)) for each in all_pages),
        (STYLE, sheet),
        (SCRIPT, theme.style_sheet("web.js") + theme.style_sheet("site.js")),
        (SEARCH, index),
    ]
    data = archive.pack((name, content.encode()) for name, content in members)
    count = 1 + len(all_pages)
    return Artifact(FOLDER, "html", data, count, "pages", parts.diagnostics, is_folder=True)


class _Site:
    """What the pages of a site share."""

    def __init__(self, edition: Edition, setting: Setting, all_pages: tuple[Page, ...]) -> None:
        self.edition, self.all_pages = edition, all_pages
        self.lang = edition.front.lang
        self.template = theme.style_sheet("site.html")
        self.head_lines = head.head(edition, setting.theme).split("\n")

    def banner(self) -> str:
        """Return the head of a page that is not the first: the title of the whole, as the way back."""
        front = self.edition.front
        link = f'<a href="{INDEX}">{escape(front.title)}</a>'
        return f'{masthead.marks(front)}<header class="banner"><p>{link}</p></header>\n'

    def page(self, page: Page | None, top: str, body: str) -> str:
        """Return a page as an HTML file."""
        fields = {
            **dict(self._fields()),
            "head": "\n".join(self._head(page)),
            "masthead": top,
            "contents": contents(self.all_pages, page, self.lang),
            "text": body,
            "ways": ways(self.all_pages, page, self.edition.front.title, self.lang),
            "label": "title" if page is None else page.entry.target,
        }
        return _SLOT.sub(lambda match: fields[match[1]], self.template)

    def _head(self, page: Page | None) -> Iterator[str]:
        if page is None:
            yield from self.head_lines
            yield f'<script type="application/ld+json">{linked_data(self.edition)}</script>'
            return
        yield from (line for line in self.head_lines if line.startswith(_COMMON))
        yield f"<title>{escape(page.entry.words)} – {escape(self.edition.front.title)}</title>"

    def _fields(self) -> Iterator[tuple[str, str]]:
        yield "lang", escape(self.lang)
        yield "direction", direction(self.lang)
        for slot, name in _TERMS.items():
            yield slot, escape(_term(self.lang, name))


# The words of the template.
_TERMS: Mapping[str, str] = {
    "skip": "skip-to-article",
    "close": "close",
    "note": "note",
    "search": "search",
    "found": "search-found",
    "found-nothing": "search-found-nothing",
}


def _words(lang: str) -> str:
    """Return the words that pages have besides the article's, for which typefaces need letters."""
    names = (*_TERMS.values(), "previous-page", "next-page", "contents")
    return " ".join(_term(lang, name) for name in names)


def _term(lang: str, name: str) -> str:
    # The script puts the number in.
    return term(lang, name, count="{count}") if name == "search-found" else term(lang, name)
