"""The PDF briefing: pages that are set once, and again only if their number changes what is on them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from pipeline import theme
from pipeline.formats.format import Format, Setting
from pipeline.formats.pdf import findings, fonts, nodes, page, weasy
from pipeline.formats.pdf.resource import Resource
from pipeline.model.stages import Artifact, Edition

SHEETS = ("base.css", "briefing.css")
# A text of more pages than this has a contents list; a page holds about this many words.
PAGES_WITHOUT_CONTENTS = 6
WORDS_ON_A_PAGE = 430


def render(edition: Edition, setting: Setting) -> Artifact:
    """Return the briefing as a PDF; DossierError where it would lack a glyph or an image."""
    used = fonts.needed(edition)
    css = style_sheet(edition.front.briefing.paper, tuple(used))
    with weasy.no_collection(), ThreadPoolExecutor(1) as pool:
        # WeasyPrint is imported while figures are drawn and pandoc writes.
        press = pool.submit(weasy.press, css, tuple(used.items()))
        blocks, resources = nodes.ready(edition, setting)
        parts = page.written(blocks, edition.front.lang)
        expected = page.words(parts.opening + parts.text) / WORDS_ON_A_PAGE > PAGES_WITHOUT_CONTENTS
        printed = _printed(edition, setting, parts, press.result(), resources, with_contents=expected)
        if (printed.pages > PAGES_WITHOUT_CONTENTS) != expected:
            printed = _printed(edition, setting, parts, press.result(), resources, with_contents=not expected)
    found = (*parts.diagnostics, *findings.of(printed, edition))
    return Artifact("briefing.pdf", "pdf", printed.data, printed.pages, "pages", found)


def _printed(
    edition: Edition,
    setting: Setting,
    parts: page.Written,
    press: weasy.Press,
    resources: Mapping[str, Resource],
    *,
    with_contents: bool,
) -> weasy.Printed:
    text = page.page(edition.front, parts, setting.date, with_contents=with_contents)
    return weasy.write(text, press, resources, hashlib.sha256(text.encode()).digest()[:16])


@cache
def style_sheet(paper: str, urls: tuple[str, ...]) -> str:
    """Return the whole style sheet: tokens, fonts by URL, then the sheets of the briefing."""
    sheets = (*SHEETS, f"paper-{paper.lower()}.css")
    return theme.load().css() + fonts.css(urls) + "".join(theme.style_sheet(name) for name in sheets)


PDF = Format("pdf", "briefing.pdf", "briefing", render, weasy.load)
