"""The PDF briefing: pages that are set once, and again only if their number changes what is on them."""

from __future__ import annotations

import hashlib
from functools import cache

from pipeline import theme
from pipeline.formats.format import Format, Setting
from pipeline.formats.pdf import findings, fonts, nodes, page, weasy
from pipeline.model.stages import Artifact, Edition

SHEETS = ("base.css", "briefing.css")
# A text of more pages than this has a contents list; a page holds about this many words.
PAGES_WITHOUT_CONTENTS = 6
WORDS_ON_A_PAGE = 430


def render(edition: Edition, setting: Setting) -> Artifact:
    """Return the briefing as a PDF; DossierError where it would lack a glyph or an image."""
    blocks, resources = nodes.ready(edition, setting)
    parts = page.written(blocks, edition.front.lang)
    used = fonts.needed(parts.opening + parts.text)
    css = style_sheet(edition.front.briefing.paper, tuple(used))
    expected = page.words(parts.opening + parts.text) / WORDS_ON_A_PAGE > PAGES_WITHOUT_CONTENTS
    printed = None
    for with_contents in (expected, not expected):
        text = page.page(edition.front, parts, setting.date, with_contents=with_contents)
        identifier = hashlib.sha256(text.encode()).digest()[:16]
        printed = weasy.write(text, css, resources, used, identifier)
        if (printed.pages > PAGES_WITHOUT_CONTENTS) == with_contents:
            break
    assert printed is not None
    found = (*parts.diagnostics, *findings.of(printed, edition))
    return Artifact("briefing.pdf", "pdf", printed.data, printed.pages, "pages", found)


@cache
def style_sheet(paper: str, urls: tuple[str, ...]) -> str:
    """Return the whole style sheet: tokens, fonts by URL, then the sheets of the briefing."""
    sheets = (*SHEETS, f"paper-{paper.lower()}.css")
    return theme.load().css() + fonts.css(urls) + "".join(theme.style_sheet(name) for name in sheets)


PDF = Format("pdf", "briefing.pdf", "briefing", render)
