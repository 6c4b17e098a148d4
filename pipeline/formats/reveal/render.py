"""The deck as one HTML file with reveal.js, fonts and pictures; it needs no network."""

from __future__ import annotations

import json
from html import escape

from pipeline import theme
from pipeline.formats.format import Setting
from pipeline.formats.logos import data_url, deck_rules
from pipeline.formats.reveal.declarations import move_styles
from pipeline.formats.reveal.fonts import font_faces
from pipeline.formats.reveal.script import VIEW, policy, script, style
from pipeline.formats.reveal.sections import sections
from pipeline.formats.slide_sections import mark_sheets
from pipeline.model.canvas import Canvas
from pipeline.model.stages import Artifact, Edition
from pipeline.slides.arrangement import arrange
from pipeline.slides.findings import findings
from pipeline.theme import Theme
from pipeline.wording.terms import term

SHEETS = ("deck.css", "deck-screen.css", "deck-views.css")


def render(edition: Edition, setting: Setting) -> Artifact:
    """Return the deck as a single HTML file."""
    slides, tokens = edition.slides, setting.theme.at_ratio(edition.canvas.ratio)
    arrangements = tuple(arrange(slide, edition.canvas, edition.front) for slide in slides)
    markup, diagnostics = sections(arrangements, edition, setting)
    body, rules = move_styles(markup)
    code = script(_configuration(edition.canvas))
    fonts = font_faces(setting, body + edition.front.title)
    fallback = any(setting.theme[f"font.{face.role}"] in fonts for face in setting.theme.fallbacks())
    names = (*SHEETS, *mark_sheets(edition.front))
    sheets = (
        style(),
        tokens.css(fallback=fallback),
        *map(theme.style_sheet, names),
        tokens.rules("deck"),
        deck_rules(tokens, data_url),
    )
    styles = "".join((*sheets, _paper(tokens, len(slides)), rules))
    fields = {
        "lang": escape(edition.front.lang),
        "title": escape(edition.front.title),
        "publisher": _publisher(edition.look.publisher),
        "authors": escape(", ".join(author.name for author in edition.front.authors)),
        "policy": escape(policy((VIEW, code), (fonts, styles))),
        "label": escape(term(edition.front.lang, "slides")),
        "style": styles,
        "view": VIEW,
        "fonts": fonts,
        "slides": body,
        "script": code,
    }
    page = theme.style_sheet("deck.html")
    for name, text in fields.items():
        page = page.replace(f"<!--{name}-->", text)
    diagnostics = (*diagnostics, *findings(slides, edition.canvas, edition.source))
    return Artifact(f"{edition.name}.html", "html", page.encode(), len(slides), "slides", diagnostics)


def _publisher(name: str) -> str:
    return f'<meta name="publisher" content="{escape(name)}">\n' if name else ""


def _paper(tokens: Theme, count: int) -> str:
    """Return the rules for slides on paper that no style sheet can have: their size and their number."""
    width, height = (tokens[f"slide.{name}"] for name in ("width", "height"))
    return (
        f"@page slide {{ size: {width} {height}; margin: 0 }}\n"
        f'.paper .slide::after {{ content: counter(slide) "/{count}" }}\n'
    )


def _configuration(canvas: Canvas) -> str:
    """Return the configuration of reveal.js; the slide has the size of the PPTX one, in CSS pixels."""
    width, height = (round(length / 0.75) for length in (canvas.width, canvas.height))
    return json.dumps(
        {
            "width": width,
            "height": height,
            "margin": 0,
            "center": False,
            "hash": True,
            "slideNumber": "c/t",
            "progress": True,
            "controls": True,
            "controlsTutorial": False,
            "controlsLayout": "edges",
            "transition": "none",
            "backgroundTransition": "none",
            "scrollActivationWidth": 0,
        }
    )
