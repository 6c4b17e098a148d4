"""The PDF briefing: pages that are set once, and again only if their number changes what is on them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache

from pipeline import theme
from pipeline.formats.format import Format, Setting
from pipeline.formats.pdf import findings, nodes, page, weasy
from pipeline.formats.pdf.nodes import BASE, Resource
from pipeline.model.stages import Artifact, Edition

SHEETS = ("base.css", "briefing.css")
# A text of more pages than this has a contents list; a page holds about this many words.
PAGES_WITHOUT_CONTENTS = 6
WORDS_ON_A_PAGE = 430


def render(edition: Edition, setting: Setting) -> Artifact:
    """Return the briefing as a PDF; DossierError where it would lack a glyph or an image."""
    blocks, resources = nodes.ready(edition, setting)
    parts = page.written(blocks, edition.front.lang)
    used = _fonts(parts)
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
def style_sheet(paper: str, fonts: tuple[str, ...]) -> str:
    """Return the whole style sheet: tokens, fonts by URL, then the sheets of the briefing."""
    values = theme.load()
    faces = "".join(
        f"@font-face {{ font-family: '{values['font.' + role]}'; font-style: {style}; src: url({url}) }}\n"
        for url in fonts
        for role, _, style in [url.removeprefix(BASE + "fonts/").removesuffix(".ttf").partition("-")]
        for style in [style or "normal"]
    )
    sheets = (*SHEETS, f"paper-{paper.lower()}.css")
    return values.css() + faces + "".join(theme.style_sheet(name) for name in sheets)


def _fonts(parts: page.Written) -> Mapping[str, Resource]:
    """Return the font files that the text may need, by URL: code and Khmer only where there is any."""
    needed = {"text", "furniture"}
    if "<code" in parts.text or "<pre" in parts.text:
        needed.add("code")
    if any("\u1780" <= character <= "\u19ff" for character in parts.opening + parts.text):
        needed.add("khmer")
    return {
        url: resource
        for url, resource in _faces().items()
        if url.split("/")[-1].split("-")[0].split(".")[0] in needed
    }


@cache
def _faces() -> Mapping[str, Resource]:
    files = {
        f"{BASE}fonts/{face.role}{'-italic' if italic else ''}.ttf": path
        for face in theme.load().faces
        for italic, path in ((False, face.upright), (True, face.italic))
        if path is not None
    }
    return {url: Resource("font/ttf", path.read_bytes()) for url, path in files.items()}


PDF = Format("pdf", "briefing.pdf", "briefing", render)
